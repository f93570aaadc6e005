"""All scripts by name. A name stands in journals: it stays."""

from collections.abc import Callable, Mapping

from dialogs import rating, service, status
from dialogs.city import City
from dialogs.filing import script as filing
from dialogs.machine.journal import Run
from dialogs.machine.script import Script

SCRIPTS: Mapping[str, Callable[[City, Run], Script]] = {
    "filing": filing.filing,
    "status": status.status,
    "renew": status.renew_code,
    "person": service.person,
    "frequent": service.frequent,
    "add-or-new": service.add_or_new,
    "resume": service.resume_or_new,
    "rating": rating.rating,
    "answer-unit": service.answer_unit,
}
