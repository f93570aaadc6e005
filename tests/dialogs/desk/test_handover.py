"""A person who answers on the channel itself."""

from dataclasses import replace

from desk_world import TAPPED, Desk

from dialogs.facts.messages import HANDOVER


def test_a_person_takes_over_where_the_channel_can() -> None:
    """Nothing is said and no request is left at the desk; elsewhere it is the hotline and a request."""
    handed, asked = Desk(replace(TAPPED, handover=True)), Desk(TAPPED)
    said = [desk.say("人工") for desk in (handed, asked)]

    assert (said[0], "call-back" in handed.acts) == (HANDOVER, False)
    assert ("12345" in said[1], "call-back" in asked.acts) == (True, True)
