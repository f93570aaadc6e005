"""A citizen's own cases at the desk, and what may be done with them."""

from desk_world import Desk, card

from dialogs.facts.cases import OpenQuestion, Status
from dialogs.facts.queries import Standing

ONE, OTHER = card(), card("261123000025", Status.ACCEPTED)
ASKED = OpenQuestion("q2", "261123000025", "ask", ONE.submitted_at, text="哪一盏灯？")
ALL = ("supplement", "urge", "amend", "withdraw")


def mine(*cards, **fields):
    return Desk(cases=cards, standing=Standing(open_cases=cards), may=ALL, **fields)


def act(desk):
    return desk.done[-1].act
