"""Template messages and subscription notices: which fields a template has, what fits them, and who agreed to what."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

DATE: Final = r"\d{4}(年\d{1,2}月\d{1,2}日|[-/]\d{1,2}[-/]\d{1,2})"
TIME: Final = r"\d{1,2}:\d{2}(:\d{2})?"

# Source: the parameter types of newtmpl and template messages, developers.weixin.qq.com.
FITS: Final[Mapping[str, Callable[[str], object]]] = {
    kind: re.compile(shape, re.DOTALL).fullmatch
    for kind, shape in {
        "thing": r".{1,20}",
        "number": r"-?\d{1,32}(\.\d{1,31})?",
        "letter": r"[A-Za-z]{1,32}",
        "symbol": r"[^\w\s]{1,5}",
        "character_string": r"[!-~]{1,32}",
        "time": rf"({DATE} )?{TIME}( ?~ ?({DATE} )?{TIME})?",
        "date": rf"{DATE}( {TIME})?( ?~ ?{DATE}( {TIME})?)?",
        "amount": r"[^\d\s]?\d{1,10}(\.\d{1,2})?元?",
        "phone_number": r"[\d+\- ]{1,17}",
        "car_number": r".{1,8}",
        "name": r"[一-龥·]{1,10}|[A-Za-z .'-]{1,20}",
        "phrase": r"[一-龥]{1,5}",
        "const": r".{1,20}",
    }.items()
}
UNKNOWN_TEMPLATE, UNFIT_FIELD, REFUSED = 40037, 47003, 43101
ONCE, ALWAYS = 1, 10**9


@dataclass(frozen=True, slots=True)
class Template:
    """What was approved: a title, and what each field stands for, by the field's name (``thing1``, ``phrase2``)."""

    title: str
    labels: Mapping[str, str]

    def misfit(self, data: object) -> str:
        """Name the first field that is missing or does not fit; nothing where all do."""
        return next((name for name in self.labels if not _fits(name, _value(data, name))), "")

    def listed(self) -> dict[str, str]:
        """Give what the account's own list says of it."""
        lines = (f"{label}:{{{{{name}.DATA}}}}" for name, label in self.labels.items())
        return {"title": self.title, "content": "\n".join(lines)}

    def shown(self, data: object) -> str:
        """Give what stands on the phone."""
        return "\n".join((self.title, *(f"{label}：{_value(data, name)}" for name, label in self.labels.items())))


@dataclass(slots=True)
class Notices:
    """Templates by their id, of two features that know nothing of each other, and consent to the second one's."""

    templates: dict[str, Template] = field(default_factory=dict)
    subscriptions: dict[str, Template] = field(default_factory=dict)
    consents: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int), repr=False)
    """How many notices of a template somebody still agreed to get: by openid and template."""

    def agree(self, openid: str, template: str, times: int = ONCE) -> None:
        """Note consent: to one notice, or to all of them (``ALWAYS``) where it is a long-term subscription."""
        self.consents[openid, template] = min(self.consents[openid, template] + times, ALWAYS)

    def refuse(self, openid: str, template: str) -> None:
        """Take all consent back, as its switch in the settings of the account does."""
        self.consents.pop((openid, template), None)

    def spend(self, openid: str, template: str) -> int:
        """Count one subscription notice: 0, or the error code where there is no consent left."""
        left = self.consents[openid, template]
        if not left:
            return REFUSED
        if left < ALWAYS:
            self.consents[openid, template] = left - 1
        return 0


def _value(data: object, name: str) -> object:
    given = data.get(name) if isinstance(data, Mapping) else None
    return given.get("value") if isinstance(given, Mapping) else None


def _fits(name: str, value: object) -> bool:
    fits = FITS.get(name.rstrip("0123456789"))
    return isinstance(value, str) and bool(value) and (fits is None or bool(fits(value)))
