"""What a channel offers beside the conversation: a person who answers there, a page where notices are agreed to."""

from dataclasses import replace

from desk_world import LAMP, TAPPED, Desk

from dialogs.facts.messages import HANDOVER


def test_a_person_takes_over_where_the_channel_can() -> None:
    """Nothing is said and no request is left at the desk; elsewhere it is the hotline and a request."""
    handed, asked = Desk(replace(TAPPED, handover=True)), Desk(TAPPED)
    said = [desk.say("人工") for desk in (handed, asked)]

    assert (said[0], "call-back" in handed.acts) == (HANDOVER, False)
    assert ("12345" in said[1], "call-back" in asked.acts) == (True, True)


def test_who_has_filed_is_shown_where_to_agree() -> None:
    """Once, behind the number; where no page is configured nothing is said of it."""
    page = "https://city.example/agree"
    asked, plain = Desk(replace(TAPPED, consent_page=page)), Desk(TAPPED)
    said = [[desk.say(text) for text in (LAMP, "1", "1")] for desk in (asked, plain)]

    assert [[page in each for each in of] for of in said] == [[False, False, True], [False] * 3]
