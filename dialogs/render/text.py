"""A reply as the text of a channel: numbered lines or tappable links, in parts that fit."""

import re
from collections.abc import Iterable
from functools import lru_cache

from dialogs.facts.messages import HANDOVER, Capabilities, Unit
from dialogs.facts.say import Item, Reply, Say
from dialogs.render.sms import segments
from dialogs.wording import Speaker, Wording
from dialogs.words.widths import SEGMENTS_OF_A_PROMPT

SENTENCE_END = re.compile(r"(?<=[。！？；!?;\n])|(?<=\. )")
LINK = re.compile(r"<a [^>]*>.*?</a>", re.DOTALL)
LONGEST_CONTENT = 12  # characters that a tap writes in the citizen's name; a digit stands for longer ones
NO_MARKUP = str.maketrans({"<": "＜", ">": "＞"})
NO_QUOTES = str.maketrans({'"': "", "'": "", "<": "", ">": "", "&": "", "\n": " "})


def fitted(reply: Reply, wording: Wording, language: str, capabilities: Capabilities) -> tuple[str, ...]:
    """Render a reply with as much of somebody's own words as the channel has room for, and no less than that saves."""

    def shown(most: int) -> tuple[str, ...]:
        return render(reply, wording.over(language, capabilities, most), capabilities)

    roomiest, *tighter = capabilities.card_words
    parts = shown(roomiest)
    if not tighter or _size(parts, capabilities) <= SEGMENTS_OF_A_PROMPT:
        return parts
    cut = (parts, *map(shown, tighter))
    room = max(SEGMENTS_OF_A_PROMPT, _size(cut[-1], capabilities))
    return next(each for each in cut if _size(each, capabilities) <= room)


def _size(parts: Iterable[str], capabilities: Capabilities) -> int:
    return sum(length(part, capabilities) for part in parts)


def render(reply: Reply, speaker: Speaker, capabilities: Capabilities) -> tuple[str, ...]:
    """Give the parts of a reply, each within the channel's longest; nothing for a silence."""
    if not reply:
        return ()
    if reply.handover:
        return (HANDOVER,)
    head = _said(reply.paragraphs, speaker, capabilities)
    if not reply.items and not reply.tail:
        return split(head, capabilities)
    items = [_line(item, speaker, capabilities) for item in reply.items]
    tail = _said(reply.tail, speaker, capabilities)
    return split("\n".join(filter(None, (head, *items, tail))), capabilities)


def _said(paragraphs: Iterable[Say], speaker: Speaker, capabilities: Capabilities) -> str:
    return _safe("\n".join(filter(None, map(speaker.say, paragraphs))), capabilities)


def _safe(text: str, capabilities: Capabilities) -> str:
    """Keep a citizen's own words from becoming a link."""
    return text.translate(NO_MARKUP) if capabilities.links and ("<" in text or ">" in text) else text


def _line(item: Item, speaker: Speaker, capabilities: Capabilities) -> str:
    label = speaker.label(item.label)
    if not capabilities.links:
        return f"{item.digit} {label}".strip()
    shown = label.translate(NO_MARKUP) if "<" in label or ">" in label else label
    line = f"{item.digit} {shown}".strip()
    if not item.id:
        return line
    content = item.digit if len(label) > LONGEST_CONTENT else _content(label)
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={content}&msgmenuid={item.id}">{line}</a>'


@lru_cache(maxsize=1024)
def _content(label: str) -> str:
    """Give what a tap writes in the citizen's name: the label, without what would end the link."""
    return label.translate(NO_QUOTES).strip()


def length(text: str, capabilities: Capabilities) -> int:
    """Measure a text as its channel counts."""
    if capabilities.unit is Unit.SEGMENTS:
        return segments(text, capabilities.signature)
    return len(text.encode())


def split(text: str, capabilities: Capabilities) -> tuple[str, ...]:
    """Cut a text into parts that fit, at sentence ends where there are any, never inside a link or a character."""
    if length(text, capabilities) <= capabilities.longest:
        return (whole,) if (whole := text.strip("\n")) else ()
    parts: list[str] = []
    current = ""
    for piece in _pieces(text, capabilities):
        if current and length((current + piece).rstrip(), capabilities) > capabilities.longest:
            parts.append(current.strip("\n"))
            current = piece.lstrip()
        else:
            current += piece
    return tuple(part for part in (*parts, current.strip("\n")) if part)


def _pieces(text: str, capabilities: Capabilities) -> list[str]:
    """Give the smallest pieces: links whole, else sentences, else what fits of an endless one."""
    pieces: list[str] = []
    at = 0
    for link in LINK.finditer(text):
        pieces += _sentences(text[at : link.start()], capabilities)
        pieces.append(link.group())
        at = link.end()
    return pieces + _sentences(text[at:], capabilities)


def _sentences(text: str, capabilities: Capabilities) -> list[str]:
    found: list[str] = []
    for sentence in SENTENCE_END.split(text):
        rest = sentence
        while rest and length(rest, capabilities) > capabilities.longest:
            fits = _fitting(rest, capabilities)
            found.append(rest[:fits])
            rest = rest[fits:]
        found.append(rest)
    return [piece for piece in found if piece]


def _fitting(text: str, capabilities: Capabilities) -> int:
    """Say how many characters of a text fit, at least one; never between a base and its joiners."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[:middle], capabilities) <= capabilities.longest:
            low = middle
        else:
            high = middle - 1
    blank = text.rfind(" ", low // 2, low)
    return blank + 1 if blank > 0 else low
