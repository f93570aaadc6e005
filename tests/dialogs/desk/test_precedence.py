"""The front desk's order of precedence, a row each."""

import pytest
from desk_world import LAMP, TAPPED, Desk, card, rating

from dialogs.facts.acts import NoteToDesk
from dialogs.facts.messages import Signal
from dialogs.facts.moment import DAY, HOUR, MINUTE
from dialogs.facts.queries import Standing


@pytest.mark.parametrize("word", ["退订", "TD", "stop", "Unsubscribe", "END"])
def test_row_1_opting_out_wins_over_everything(word: str) -> None:
    """Opting out in the middle of filing is stored, and the draft stays."""
    desk = Desk()
    desk.say(LAMP)
    desk.say(word)

    assert desk.acts == ["opt-out"]
    assert desk.scripts == ["filing"]


@pytest.mark.parametrize(
    ("word", "keys"), [("退订", ["opted-out"]), ("STOP", []), ("START", []), ("订阅", ["opted-in"])]
)
def test_row_1_what_the_carrier_answers_itself_gets_no_second_answer(word: str, keys: list[str]) -> None:
    """Carriers answer STOP and START on their own; of 退订 they know nothing."""
    desk = Desk()
    desk.say(word)

    assert desk.keys == keys


def test_row_1_carriers_words_mean_leaving_where_no_carrier_hears_them() -> None:
    """ "cancel" on WeChat leaves the draft and opts nobody out."""
    desk = Desk(TAPPED)
    desk.say(LAMP)
    desk.say("cancel")

    assert desk.acts == []
    assert "left-draft" in desk.keys


def test_row_1_a_muted_opt_out_is_stored_in_silence() -> None:
    """Where the channel answers itself, we act and say nothing."""
    desk = Desk()
    said = desk.say("STOP", signal=Signal.OPT_OUT, muted=True)

    assert (desk.acts, said) == (["opt-out"], "")


def test_row_2_danger_tells_the_desk_and_offers_to_file() -> None:
    """The first line says whom to call, the desk hears at once, and nobody is led through a form unasked."""
    desk = Desk()
    desk.say("花桥路12号着火了，快来人")

    assert desk.acts == ["danger"]
    assert desk.keys[0] == "danger"
    assert desk.scripts == ["danger"]

    desk.say("1")

    assert desk.scripts == ["filing"]


def test_row_3_a_tapped_item_wins_over_what_its_words_say() -> None:
    """The id of a tapped item decides, whatever text comes with it."""
    desk = Desk(TAPPED)
    desk.say(LAMP)
    waits = desk.conversation.pending
    assert waits is not None
    run = desk.conversation.runs[-1].id
    desk.say("退出", tapped=f"q.{run}.{waits.key}.{waits.occurrence}.{waits.options[0]}")
    assert desk.question == "review" or "left" in desk.keys


def test_row_3_a_stale_tap_answers_nothing() -> None:
    """An item of a question that has passed changes nothing, and what is asked is asked again."""
    desk = Desk(TAPPED)
    desk.say(LAMP)
    before = desk.question
    desk.say("一盏", tapped="q.gone.detail-lamps.0.one")

    assert desk.keys[0] == "tap-stale"
    assert desk.question == before


def test_row_5_a_command_word_is_a_command_at_any_question() -> None:
    """ "查询" at a question for own words is the command, and the question waits below it."""
    desk = Desk(cases=(card(),))
    desk.say("路灯坏了")
    desk.say("查询")

    assert "case-title" in desk.keys
    assert desk.question == "what-more"


def test_row_6_small_talk_says_one_warm_line_a_day_and_keeps_no_state() -> None:
    """Thanks are met once a day, and begin nothing."""
    desk = Desk()
    assert desk.say("谢谢")
    assert desk.say("👍") == ""
    assert desk.scripts == []

    assert desk.say("谢谢", later=DAY)


def test_row_6_small_talk_is_no_small_talk_while_something_is_awaited() -> None:
    """Thanks at a question are thanks: it waits on, and nothing was wrong."""
    desk = Desk()
    desk.say(LAMP)
    desk.say("谢谢", later=2 * MINUTE)

    assert desk.conversation.pending is not None
    assert desk.conversation.pending.misses == 0
    assert desk.keys == ["warm-again", "detail"]


def test_row_7_within_half_an_hour_the_pending_question_gets_it() -> None:
    """A digit goes to the script, even where the platform waits for a rating."""
    desk = Desk(standing=Standing(open_questions=(rating(),)))
    desk.say(LAMP)
    desk.say("1", later=29 * MINUTE)

    assert desk.acts == []
    assert desk.question == "review"


def test_row_8_an_open_question_gets_what_fits_it() -> None:
    """With no script active, "1" rates the case that was asked about."""
    desk = Desk(standing=Standing(open_questions=(rating(),)))
    desk.say("1")

    assert desk.acts == ["answer-question"]
    assert desk.keys == ["rated-satisfied"]


def test_row_8_the_last_asked_goes_first_and_the_other_is_repeated() -> None:
    """Two open questions are told apart by the order they were sent in."""
    questions = (rating("261123000020", "new"), rating("261123000012", "old"))
    desk = Desk(standing=Standing(open_questions=questions))
    desk.say("满意")

    assert desk.done[0].act.question == "new"  # type: ignore[union-attr]
    assert desk.keys == ["rated-satisfied", "still-rating"]


def test_row_9_a_case_number_alone_is_a_status_question() -> None:
    """Twelve digits with a good check digit show the case."""
    desk = Desk(cases=(card("261123000012"),))
    desk.say("2611 2300 0012")

    assert "case-title" in desk.keys or desk.keys == ["case-mistyped"]


def test_row_9_a_language_word_switches() -> None:
    """ "English" alone changes the language and files nothing."""
    desk = Desk()
    desk.say("English")

    assert desk.conversation.language == "en"
    assert desk.scripts == []


def test_row_10_a_sentence_that_names_a_case_is_asked_about_and_lost_in_no_case() -> None:
    """The words wait at the desk for a day before anything is answered."""
    desk = Desk(standing=Standing(open_cases=(card("261123000012"),)))
    desk.say("261123000012又坏了一盏灯，整条路都黑")

    note = desk.done[0].act
    assert isinstance(note, NoteToDesk)
    assert note.wait == DAY
    assert desk.question == "add-or-new"

    desk.say("1")
    assert desk.acts[1:] == ["supplement", "drop-note"]


def test_row_10_a_day_after_a_push_about_one_case_counts_too() -> None:
    """A sentence after a push about exactly one open case may belong to it."""
    desk = Desk(standing=Standing(open_cases=(card(),), pushed_about=("261123000012",)))
    desk.say("又坏了一盏，现在整条路都是黑的")
    assert desk.question == "add-or-new"

    desk.say("2")
    assert desk.acts == ["note-to-desk", "drop-note"]
    assert desk.scripts == ["filing"]


def test_row_11_a_common_question_is_answered() -> None:
    """What the city's answers fit is answered, and a digit files it after all."""
    desk = Desk()
    desk.say("办事大厅几点上班？")
    assert desk.question == "frequent"

    desk.say("1")
    assert desk.scripts == ["filing"]


def test_row_11_what_does_not_fit_the_offer_is_a_new_message() -> None:
    """After an answer of the city a complaint is a complaint."""
    desk = Desk()
    desk.say("办事大厅几点上班？")
    desk.say(LAMP)

    assert desk.scripts == ["filing"]
    assert desk.question == "detail-lamps"


def test_row_12_anything_else_is_filed() -> None:
    """The first sentence is the description."""
    desk = Desk()
    desk.say(LAMP)

    assert desk.conversation.runs[0].arguments["text"] == LAMP


@pytest.mark.parametrize("text", ["1", "？？？", "99", "…"])
def test_row_12_digits_and_signs_alone_file_nothing(text: str) -> None:
    """With nothing awaited a bare digit is met with what to write."""
    desk = Desk()
    said = desk.say(text)

    assert desk.scripts == []
    assert said or desk.keys == []


def test_a_photo_album_gets_one_answer() -> None:
    """Photos that come together are kept together."""
    desk = Desk()
    desk.say(LAMP)
    answers = [desk.photo(later=200_000) for _ in range(7)]

    assert [bool(said) for said in answers] == [True, False, False, False, False, True, False]
    assert sum(entry.kind == "x" for entry in desk.conversation.runs[0].journal) == 5


@pytest.mark.parametrize(("outcome", "key"), [("locked", "code-locked"), ("locked-today", "code-locked-today")])
def test_too_many_wrong_codes_say_for_how_long(outcome: str, key: str) -> None:
    """Who tried too often waits an hour, a case that was tried at too often a day; each hears which it is."""
    desk = Desk(found="other")
    desk.say("261123000017")
    desk.found = outcome
    desk.say("482913")

    assert desk.keys == [key]


def test_row_4_the_code_that_is_awaited_is_the_code() -> None:
    """Six digits where a code was asked for are looked up with the case, whatever else waits."""
    desk = Desk(standing=Standing(open_questions=(rating(),)), found="other")
    desk.say("261123000017")
    assert desk.question == "query-code"

    desk.say("482913", later=2 * HOUR)
    last = desk.found_with[-1]
    assert (last.number, last.code) == ("261123000017", "482913")
