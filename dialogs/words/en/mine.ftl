# What citizens can do with their own cases: add, ask for speed, take back, correct, reopen; and answering a unit.

case-do = You can:
case-do-roomy =
    { $next }
    You can:
case-do-simple = Which one? Reply the number in front of it.
case-do-hint = Please reply with one of these numbers.
case-do-supplement = Add to it
case-do-urge = Ask for speed
case-do-amend = Correct it
case-do-withdraw = Take it back
case-do-rate = Rate it
case-do-reopen = Have it done again
no-open-case = You have no case in progress. If something is wrong, just write to us.
case-not-mine = Case { $number } was not filed from here, so we cannot do that.
case-ended = Case { $number } is { $status }, so nothing can be added. If this is new, we file it on its own.
case-over = Case { $number } is { $status }, so we file this as a new one. To add to it instead, write ADD { $number }.
which-supplement = Which case do you want to add to?
which-urge = Which case needs speed?
which-withdraw = Which case do you want to take back?
which-amend = Which case do you want to correct?

supplement = Please write what to add to case { $number }.
supplement-pictures = Please write what to add to case { $number }. Photos are welcome.
supplement-photos = Anything to say about the photos for case { $number }?
supplement-kept = We have noted that.
supplement-simple = Just write what to add.
supplement-hint = Please write some words, like "one more lamp is out".
supplement-done = No, that is all
done-words = done that_is_all nothing no

urged = We asked { $unit } to hurry with case { $number }.
urged-desk = We asked our desk to hurry with case { $number }.
urged-late = Case { $number } is past its due date, and we are sorry. We have urged { $unit } to act at once.
urged-late-desk = Case { $number } is past its due date, and we are sorry. We have urged the duty desk to act at once.
urged-accept-by = We tell you by { $day } whether it is accepted.
urge-early = Case { $number } is on its way, and it is too early to push.
urge-today = We asked for speed in case { $number } today already. Tomorrow you can ask again.
urge-late = Case { $number } is no longer in progress. Write STATUS to see the result.

withdraw-why = Why do you take back case { $number } ({ $category })?
withdraw-why-simple = Choose a number, or write some words.
withdraw-why-hint = Please reply with a number, or say it in your own words.
withdraw-solved = It is solved
withdraw-mistake = It was filed by mistake
withdraw-otherwise = I no longer want to report it
withdraw-sure = Then nobody works on case { $number } ({ $category }) any more. Really take it back?
withdraw-sure-simple = To take it back, reply 1. To go on, 2.
withdraw-sure-hint = Please reply 1 or 2.
withdraw-yes = Take it back
withdraw-no = Not now
withdraw-keep-words = keep_it do_not_withdraw don't_withdraw I_do_not_want_to_withdraw I_don't_want_to_withdraw I_changed_my_mind changed_my_mind
withdrawn = Case { $number } is withdrawn. If there is something new, just write to us.
withdrawn-goes-on = You no longer report case { $number }. Others do, so the work goes on.
withdraw-not = All right, the work on case { $number } goes on.
withdraw-late = Case { $number } is no longer in progress, so there is nothing to take back.

amend = What shall we correct in case { $number }?
amend-simple = Just choose a number.
amend-hint = Please reply with one of these numbers.
amend-hint-late = Please reply with one of these numbers. The unit has the place already: to correct it, add a note.
amend-place = The place
amend-contact = Who I am
amend-words = Words to add
amend-words-pictures = Words or photos to add
amended = Case { $number } is corrected. The unit in charge will see it.
amend-nothing = Case { $number } is as it was. Nothing is different.
amend-late = Case { $number } can no longer be changed. To add something, write ADD.

rate-which = Which case do you want to rate?
rate-which-simple = Which one? Reply the number in front of it.
rate-which-hint = Please reply with one of these numbers.
rate-line = ...{ $tail } { $category }
rate-line-rated = ...{ $tail } { $category }, rated: { $value }
rate-again = You rated case { $number } "{ $value }". What should it be now?
rated-already = You rated case { $number } "{ $value }". To change it, write RATE.
rated-discontent = Thank you for telling us. We'll pass it on to the unit above.
reopen = Should the unit look at case { $number } again?
reopen-above = Should the unit above look at case { $number } this time?
reopen-simple = To have it looked at again, reply 1. If not, 2.
reopen-hint = Please reply 1 or 2.
reopen-yes = Look at it again
reopen-no = No need
reopen-words = again yes yes_please
reopen-not = All right, we leave case { $number } as it is. If you change your mind, write STATUS.
reopen-refused = Case { $number } could not be reopened. Please call { $hotline }.
reopened = We've asked { $unit } to look at case { $number } again.
reopened-above = We've asked the unit above to look at case { $number }: { $unit }.

still-asked = There is also a question about case { $number }: { $text }
answer-or-new = Is "{ $text }" your answer to the unit, or a new matter?
answer-or-new-simple = To answer the unit, reply 1. New matter, 2.
answer-or-new-hint = Please reply 1 or 2.
which-awaited = What does "{ $text }" answer?
which-awaited-simple = To answer the unit, reply 1. To rate, 2.
which-awaited-hint = Please reply 1 or 2.
which-answer = The question about ...{ $tail }
which-rate = How we did with ...{ $tail }

danger-next = Where exactly? Write it, and our duty desk knows at once. Once you are safe: shall we file this?
danger-next-placed = Once you are safe: shall we file this?
danger-next-simple = To file it, reply 1. If not, 2.
danger-next-hint = Please reply 1 or 2.
danger-file = File it
danger-leave = Not now
danger-left = All right, be safe first. Write to us any time.
danger-told = Our duty desk has it. We cannot come ourselves: be sure to call { $number }, then do as they say and keep safe.
danger-place-told = Our duty desk has the address. We cannot come ourselves: be sure to call { $number }.

hello-back = Hello!
hello-again = Hello! Let us go on.
warm-again = You are welcome.
noted-again = All right, let us go on.
elsewhere-words = another_place wrong_place the_place_is change_the_place_to place: the_address_is_wrong,_it_is the_address_should_be the_right_address_is
