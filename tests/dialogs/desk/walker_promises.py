"""What a citizen on a random walk was told was kept, and whether the act that ends it holds that."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from dialogs.facts import acts
from dialogs.facts.cases import Place
from dialogs.facts.messages import Inbound
from dialogs.facts.say import Reply, Say
from dialogs.machine.journal import ASKED, EXTRA, Conversation, Entry, Run
from dialogs.machine.replay import Perform
from dialogs.machine.script import Extra

TAKES = (acts.File, acts.Join, acts.Supplement, acts.AnswerQuestion)
"""Acts that end what photos were sent for."""
PLACE_ASKED = ("where", "here")


@dataclass
class Promises:
    """What came along with each run, and what acts took of it."""

    came: dict[str, dict[str, Extra]] = field(default_factory=dict)
    """By run, though its journal may begin anew meanwhile."""
    held: set[str] = field(default_factory=set)

    def note(self, conversation: Conversation) -> None:
        """Remember what came along, wherever it lies."""
        for run in conversation.runs:
            for extra in _extras(run.journal):
                self.came.setdefault(run.id, {})[str(extra)] = extra

    def kept(self, run: Run, request: Perform) -> None:
        """An act holds each photo that came along with its run, and the place that was sent last."""
        if not isinstance(request.act, TAKES):
            return
        came = self.came.get(run.id, {}).values()
        photos = {extra.media for extra in came if extra.media}
        media = request.act.draft.media if isinstance(request.act, acts.File) else request.act.media
        assert photos <= set(media), request
        self.held |= set(media)
        last = _place_sent_last(run)
        if last and isinstance(request.act, acts.File):
            assert _is_same(request.act.draft.place, last), (request, last)
        if last and isinstance(request.act, acts.Join | acts.Supplement):
            words = request.act.what if isinstance(request.act, acts.Join) else request.act.text
            assert last.text in words, (request, last)
            assert last.lat is None or f"({last.lat:.5f}, {last.lon:.5f})" in words, (request, last)

    def told(self, inbound: Inbound, photos: tuple[str, ...], reply: Reply, conversation: Conversation) -> None:
        """Who is told that a photo or a place was received has it kept in what is under way."""
        said = {line.key for line in reply.paragraphs if isinstance(line, Say)}
        at_rest = msgspec.json.encode(msgspec.to_builtins(conversation.runs)).decode()
        if "photo-kept" in said:
            assert all(media in at_rest or media in self.held for media in photos), inbound
        if "place-noted" in said and inbound.pin:
            assert str(inbound.pin.lat) in at_rest, inbound
        if "photo-kept" in said or "words-added" in said or "place-noted" in said:
            assert conversation.runs, inbound


def _extras(journal: tuple[Entry, ...]) -> list[Extra]:
    return [msgspec.convert(entry.value, Extra) for entry in journal if entry.kind == EXTRA]


def _place_sent_last(run: Run) -> Place | None:
    """Give the place that came along after the last one that was asked for."""
    sent: Any = None
    for entry in run.journal:
        if entry.kind == ASKED and entry.key in PLACE_ASKED:
            sent = None
        if entry.kind == EXTRA and entry.value.get("place"):
            sent = entry.value["place"]
    return msgspec.convert(sent, Place) if sent else None


def _is_same(held: Place, sent: Place) -> bool:
    return held.text == sent.text if sent.lat is None else (held.lat, held.lon) == (sent.lat, sent.lon)
