"""What the admin is told: what is wrong, where, and what to look at first."""

from typing import Final

from dialogs.city import City
from dialogs.facts.notices import Notice
from dialogs.facts.say import Named, Reply, say

KINDS: Final = frozenset({"refused", "address", "unpaid", "quota", "late"})
"""Refused: our token or account; address: ours is not on the other side's list; unpaid: the balance is empty."""
UNMANNED: Final = "unmanned"
"""Warnings went past units that no officer is bound to."""


def told_admin(notice: Notice, _: City) -> Reply:
    """Name the trouble; what no wording is known for is told by its step."""
    if notice.step == UNMANNED:
        return Reply((say("alarm-unmanned", count=notice.fact("count"), unit=Named("unit", notice.fact("unit"))),))
    kind = notice.fact("kind")
    if notice.step != "alarm" or kind not in KINDS:
        return Reply((say("alarm-other", step=notice.step),))
    trouble = say(f"alarm-{kind}", channel=notice.fact("channel"), detail=notice.fact("detail"))
    return Reply((trouble, say("alarm-next")))
