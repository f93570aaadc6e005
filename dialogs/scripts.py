"""All scripts by name. A name stands in journals: it stays."""

from collections.abc import Callable, Mapping

from dialogs import asked, endangered, rating, service, status
from dialogs import binding as phone
from dialogs.city import City
from dialogs.filing import script as filing
from dialogs.machine.journal import Run
from dialogs.machine.script import Script
from dialogs.mine import amending, supplementing, urging, withdrawing
from dialogs.officer import binding, cases, pin

SCRIPTS: Mapping[str, Callable[[City, Run], Script]] = {
    "filing": filing.filing,
    "status": status.status,
    "renew": status.renew_code,
    "person": service.person,
    "frequent": service.frequent,
    "add-or-new": service.add_or_new,
    "resume": service.resume_or_new,
    "rating": rating.rating,
    "reopening": rating.reopening,
    "supplement": supplementing.supplementing,
    "urge": urging.urging,
    "amend": amending.amending,
    "withdraw": withdrawing.withdrawing,
    "danger": endangered.danger,
    "which-awaited": asked.which_awaited,
    "answer-unit": asked.answer_unit,
    "answer-or-new": asked.answer_or_new,
    "ask-back": asked.ask_back,
    "bind-phone": phone.bind,
    "unbind-phone": phone.unbind,
    "officer-bind": binding.bind,
    "officer-tasks": cases.tasks,
    "officer-case": cases.case,
    "officer-pin": pin.change_pin,
}
