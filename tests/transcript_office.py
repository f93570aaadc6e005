"""What happens in an office while a transcript is played, at the real API.

``-- code UNIT [head]`` issues an invite, which ``{code}`` stands for from then on. With the case named last:
``-- accept``, ``-- assign UNIT``, ``-- merge 00017`` and ``-- unmerge`` are done by the desk,
``-- resolved elsewhere`` by the unit at a computer.
``-- leave`` unbinds the officer who was bound last. ``-- about 00017`` turns to another case that was named.
What is written in an office stands behind the act: ``-- ask TEXT``, ``-- reply TEXT``, ``-- resolve OUTCOME TEXT``,
``-- decline PATH TEXT``, ``-- note TEXT`` (public), ``-- extend DAY TEXT`` (asked for and granted).
"""

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import ClientSession

from dialogs.facts.records import Role
from dialogs.facts.staff import CHECKS

NUMBER = re.compile(r"\d{12}")
ANSWER = "现场查明是线路老化，已更换电缆，路灯全部恢复照明。"


class Tokens(Protocol):
    async def make(self, role: Role, *, unit: str = "", name: str = "") -> tuple[str, str]: ...


@dataclass
class OfficeStage:
    """The office beside a stage; it remembers the code issued last and the case named last."""

    session: ClientSession
    tokens: Tokens
    code: str = field(default="", repr=False)
    number: str = ""
    numbers: set[str] = field(default_factory=set)
    token: str = field(default="", repr=False)

    def note(self, shown: str) -> None:
        """Remember the case that was named last."""
        found = NUMBER.findall(shown)
        self.numbers.update(found)
        self.number = next(reversed(found), self.number)

    async def do(self, line: str) -> None:
        """Do what a line says."""
        match line.removeprefix("-- ").split():
            case ["code", unit, *rest]:
                self.code = (await self.post("officers/invites", unit=unit, head=bool(rest)))["code"]
            case ["accept"]:
                await self.post(f"cases/{self.number}/accept")
            case ["merge", tail]:
                await self.post(f"cases/{self.number}/merge", into=self.ending_in(tail))
            case ["unmerge"]:
                await self.post(f"cases/{self.number}/unmerge")
            case ["assign", unit]:
                await self.post(f"cases/{self.number}/assign", unit=unit)
            case ["resolved", "elsewhere"]:
                said = {"text": ANSWER, "outcome": "solved", "checks": CHECKS}
                await self.post(f"cases/{self.number}/resolve", **said)
            case ["leave"]:
                bound = (await self.ask("GET", "officers"))["officers"]
                await self.post(f"officers/{max(bound, key=lambda each: each['bound_at'])['id']}/unbind")
            case ["about", tail]:
                self.number = self.ending_in(tail)
            case [act, *words]:
                await self.write(act, words)

    def ending_in(self, tail: str) -> str:
        """Give the case that was named, by its last digits."""
        return next(number for number in sorted(self.numbers) if number.endswith(tail))

    async def write(self, act: str, words: list[str]) -> None:
        """Do an act that has words with it."""
        text, case = " ".join(words), f"cases/{self.number}"
        match act:
            case "ask" | "reply":
                await self.post(f"{case}/{act}", text=text)
            case "note":
                await self.post(f"{case}/note", text=text, public=True)
            case "resolve":
                said = {"text": text.partition(" ")[2], "outcome": words[0], "checks": CHECKS, "confirm": True}
                await self.post(f"{case}/resolve", **said)
            case "decline":
                said = {"reason": text.partition(" ")[2], "path": words[0]}
                await self.ask("POST", f"{case}/decline", json=said)
            case "extend":
                until = f"{words[0]}T17:30:00+08:00"
                await self.post(f"{case}/ask-extension", reason=text.partition(" ")[2], until=until)
                await self.post(f"{case}/grant")
            case _:
                raise AssertionError(act)

    async def post(self, path: str, **said: Any) -> Any:
        return await self.ask("POST", path, json=said)

    async def ask(self, method: str, path: str, **more: Any) -> Any:
        if not self.token:
            self.token = (await self.tokens.make(Role.ADMIN, name="transcript"))[1]
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.session.request(method, f"/api/v1/{path}", headers=headers, **more) as response:
            assert response.status == 200, await response.text()
            return await response.json()
