"""What a hand can do on a simulated phone, and what came of it."""

from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from pydantic import Base64Bytes, Field

MOST_PHOTO_BYTES = 6 * 1024 * 1024

Words = Annotated[str, Field(max_length=8000)]
Code = Annotated[str, Field(max_length=200)]


@dataclass(frozen=True, slots=True)
class Write:
    kind: Literal["text"]
    text: Words = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tap:
    """A choice inside an answer was tapped: its id, and the words that WeChat sends along."""

    kind: Literal["tap"]
    item: Code
    text: Words = field(repr=False)


@dataclass(frozen=True, slots=True)
class Point:
    """A place was chosen on the map; degrees in WGS-84."""

    kind: Literal["location"]
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    label: Words = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Photograph:
    kind: Literal["photo"]
    mime: Literal["image/jpeg", "image/png", "image/gif", "image/webp"]
    content: Annotated[Base64Bytes, Field(max_length=MOST_PHOTO_BYTES)] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Speak:
    """A voice message; ``recognised`` is what the channel makes of it, empty where it makes nothing."""

    kind: Literal["voice"]
    recognised: Words = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Scan:
    """A code of the account was scanned; who does not follow yet follows by it."""

    kind: Literal["scan"]
    scene: Code


@dataclass(frozen=True, slots=True)
class Press:
    """An entry of the account's menu was pressed."""

    kind: Literal["press"]
    key: Code


@dataclass(frozen=True, slots=True)
class Account:
    """Something done to the account itself."""

    kind: Literal["follow", "unfollow", "redeliver"]


Gesture: TypeAlias = Write | Tap | Point | Photograph | Speak | Scan | Press | Account
AnyGesture = Annotated[Gesture, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Half:
    """One half of an exchange as it stood on the wire."""

    line: str
    headers: tuple[tuple[str, str], ...]
    body: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of a phone and its answer; ``said`` is what the phone shows of it."""

    said: tuple[str, ...]
    status: int
    request: Half
    answer: Half
    took_ms: float


@dataclass(frozen=True, slots=True)
class Push:
    """A text that reached a phone without being an answer in a response. Serials grow."""

    serial: int
    phone: str
    text: str
