"""What a tapped item carries, for items that outlive the conversation they were shown in.

``q.run.question.occurrence.code`` answers a run (``dialogs.desk.asking``), ``m.command`` is an entry of the menu,
``c.number`` shows a case, ``r.number.value`` rates one, ``s.service.number`` begins a service of a case.
"""


def rating_tap(number: str, value: str) -> str:
    return f"r.{number}.{value}"


def case_tap(number: str) -> str:
    return f"c.{number}"


def service_tap(script: str, number: str) -> str:
    return f"s.{script}.{number}"
