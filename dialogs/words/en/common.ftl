# Dates, lists and the small words used everywhere. All of this language keeps to the SMS alphabet GSM-7.

cut = ...
list-separator = ,_
day = { $weekday } { $day } { $monthname }
day-time = { $day } { $monthname }, { $time }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
place = { $text }, { $area }
place-pin = the spot on the map
place-none = none given

# Understanding a number: "the second one", "option 2", "two", "more". Blanks part the words, an underscore is a blank.
number-words = 0:zero 0:more 1:one 1:first 2:two 2:second 3:three 3:third 4:four 4:fourth 5:five 5:fifth 6:six 6:sixth 7:seven 7:next 7:next_page 8:eight 9:nine
number-before = number no no. # option choice line the reply i_choose i_pick choose pick press
number-after = st nd rd th one please

# A word of a sentence is enough to be heard, so words that appear in any sentence stand here in pairs only.
negation-words = no not don't dont doesn't isn't never cannot can't won't
unreached-words = no_answer nobody_answers no_one_answers nobody_picks_up no_one_picks_up line_is_busy engaged cannot_get_through can't_get_through
yes-words = yes yeah yep yes_right correct sure ok okay
no-words = no nope not_there not_here somewhere_else wrong_place
# Of the number or the code itself, and of no matter.
about-numbers-words = number case_number numbers reference forgot forgotten lost find code sms
unsure-words = unsure not_sure do_not_know don't_know dont_know no_idea
wrong-words = no nope wrong not_right that_is_wrong that's_wrong it_is_wrong not_correct
change-what-words = change_the_text wrong_text change_the_description wrong_description change_what
change-where-words = change_the_address wrong_address change_address change_the_place wrong_place change_place change_the_location wrong_location change_location the_address_is_wrong the_place_is_wrong
change-category-words = change_the_kind wrong_kind change_kind change_the_category wrong_category
change-contact-words = anonymous change_my_identity change_my_name change_contact
other-words = none_of_them something_else other_kind neither_one
joined-words = yes the_same same it_is_the_same same_one that_one
new-words = new_matter no_new different_matter none_of_them
add-words = add_it yes_add
resume-words = continue go_on carry_on yes_go_on
file-words = yes_please all_right ok_file okay_file that_is_right that_is_correct i_agree looks_good yes_it_is yes_correct yes_that_is_right submit submit_it file file_it_please
shown-words = by_my_account not_anonymous
hidden-words = keep_me_hidden do_not_tell_the_unit
anonymous-words = anonymously without_my_name
satisfied-words = very_satisfied happy good very_good
acceptable-words = fair so_so so-so not_bad
dissatisfied-words = dissatisfied not_satisfied unhappy very_dissatisfied
unsolved-words = not_solved unsolved not_fixed nothing_done still_broken nobody_came no_one_came
# A rating in own words: a sentence with one of these in it.
told-unsolved-words = still_no still_not still_broken still_dark still_out still_leaking still_leaks still_the_same broken_again out_again not_fixed not_repaired not_solved nobody_came no_one_came never_came nothing_done nothing_happened nothing_changed
told-dissatisfied-words = not_satisfied not_at_all_satisfied dissatisfied unsatisfied bad terrible awful poor useless disappointed disappointing not_happy unhappy horrible worst yeah_right
told-satisfied-words = great good_job well_done very_good excellent perfect wonderful satisfied happy fixed_now is_fixed works_now works_again working_again solved
# Words that turn the meaning of what stands right behind them.
turning-words = not be not_so not_too not_that not_very not_all_that not_really isn't isn't_that isnt wasn't wasnt aren't never hardly nothing far_from
# Words that may rate, and are asked about: in a few words, or as all that is said.
near-acceptable-words = middling mediocre average passable tolerable bearable sort_of kind_of more_or_less somewhat partly partially half_and_half could_be_better could_be_worse it's_ok it_is_ok it's_okay it's_alright it's_all_right not_too_bad fair_enough
near-satisfied-words = yes yeah yep it_is it_was fine good nice no_complaints no_problem no_problems done
near-dissatisfied-words = no nope not_good not_great not_really meh unfair
near-unsolved-words = not_yet not_done not_at_all nothing nobody never no_change
# Asking back where a unit has asked: only where all that is said are questions.
asks-back-words = what_do_you_mean do_you_mean who_are_you who_is_this who's_this why_do_you_ask what_is_this what_does_it_mean what_does_that_mean what_does_this_mean I_don't_understand I_do_not_understand I_don't_get_it are_you_asking not_sure_what_you_mean
asking-words = who whose what what's which where when why how do does did is are was were can could should will would have has may shall must
meaning-words = what_is what's what_does what_do_you_mean_by
filler-words = sorry excuse_me pardon pardon_me please well

# Commands; a whole message has to be the word.
command-opt-out = STOP STOPALL UNSUBSCRIBE OPTOUT opt_out no_more_messages stop_messages stop_texting_me stop_sending_messages stop_sending_me_messages stop_messaging_me do_not_send_me_messages
# What carriers take for opting out; on WeChat they only leave what is open.
command-carrier-out = END QUIT CANCEL REVOKE
command-opt-in = SUBSCRIBE START UNSTOP
command-back = back go_back go_back_one_step previous undo
command-keep = leave_it_as_it_is no_change no_changes don't_change_it do_not_change_it keep_it_as_it_is never_mind_the_change
command-restart = restart begin_again start_again start_over
command-leave = leave leave_it leave_this_for_now exit never_mind cancel_this cancel_it forget_it please_cancel
command-help = guide assist help info how_does_it_work
command-menu = menu options
command-person = agent person human operator staff talk_to_a_person agent_please human_please operator_please a_person_please talk_to_a_human I_want_to_talk_to_a_human I_want_to_talk_to_a_person can_I_talk_to_someone real_person
command-status = status my_cases see_my_cases progress track my_case any_news any_update any_updates how_is_my_case what_about_my_case check_status check_my_case where_are_we how_long how_much_longer how_is_it_going case case_number when_is_it_fixed when_will_it_be_fixed when_will_you_fix_it when_will_somebody_come when_will_someone_come what's_my_case_number what_is_my_case_number my_case_number how_is_it
command-rate = rate rating rate_an_answer
command-supplement = add add_to_it add_something
command-urge = urge hurry hurry_up
command-withdraw = withdraw take_it_back cancel_my_complaint I_want_to_cancel_my_complaint withdraw_my_complaint I_want_to_withdraw
command-amend = amend amend_it amend_my_case
command-renew = newcode new_code forgot_code forgot_my_code lost_my_code I_forgot_my_code I_lost_my_code
command-file = report complain complaint report_a_problem new_report I_want_to_complain I_want_to_make_a_complaint I_want_to_file_a_complaint I_want_to_report_a_problem I_want_to_report_something I_want_to_report_an_issue I_wish_to_complain I_wish_to_make_a_complaint I_would_like_to_complain I_would_like_to_make_a_complaint I_would_like_to_file_a_complaint I_would_like_to_report_a_problem I_would_like_to_report_something I'd_like_to_complain I'd_like_to_make_a_complaint I'd_like_to_file_a_complaint I'd_like_to_report_a_problem I'd_like_to_report_something I_need_to_complain I_need_to_make_a_complaint I_need_to_report_a_problem I_need_to_report_something I_have_a_complaint I_have_a_problem I_have_a_problem_to_report I_have_something_to_report I_have_a_question I_have_an_issue make_a_complaint file_a_complaint report_something report_an_issue I_want_to_lodge_a_complaint I_would_like_to_lodge_a_complaint I_want_to_make_complaint
command-how = how_do_I_complain how_can_I_complain how_to_complain how_do_I_make_a_complaint how_can_I_make_a_complaint how_to_make_a_complaint how_do_I_file_a_complaint how_can_I_file_a_complaint how_to_file_a_complaint how_do_I_report_a_problem how_can_I_report_a_problem how_to_report_a_problem how_do_I_report_something how_can_I_report_something how_do_I_report_an_issue how_do_I_use_this how_can_I_use_this how_does_this_work where_do_I_complain where_can_I_complain where_do_I_report_a_problem where_can_I_report_a_problem can_I_complain can_I_make_a_complaint can_I_report_a_problem can_I_report_something what_do_I_do what_do_I_write how_do_I_start how_do_I_lodge_a_complaint how_can_I_lodge_a_complaint how_to_lodge_a_complaint how_to_make_complaint how_do_I_report_problems
command-to-zh-Hans = Chinese simplified simplified_chinese Chinese_please switch_to_Chinese
command-to-zh-Hant = traditional traditional_chinese
command-to-en = English English_please in_English speak_English switch_to_English can_you_speak_English do_you_speak_English
# Courtesies around "I want to complain" and "how do I complain".
polite-before-words = excuse_me sorry sir madam please well so dear_sir_or_madam
polite-after-words = here to_you please now
greeting-words = hi hello hey good_morning good_afternoon good_evening good_day hi_there hello_there is_anyone_there
thanks-words = thanks thank_you thank_you_very_much many_thanks thx thanks_a_lot thank_you_so_much cheers
small-talk-words = ok okay great fine noted got_it bye goodbye bye_bye one_moment just_a_moment wait hold_on let_me_think
# What may stand beside such words, and is none of them alone.
kind-words = you_are_very_kind very_kind_of_you so_kind sir madam everyone again
