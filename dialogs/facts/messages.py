"""One model of a message, whatever the channel."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from dialogs.facts.characters import without_controls, without_heaps
from dialogs.facts.discreet import Discreet
from dialogs.facts.moment import Moment


class Address(Discreet, frozen=True):
    """Who is at the other end: a channel and an identity on it (openid, E.164 phone). Never prints the identity.

    A struct rather than a dataclass: a turn looks it up a dozen times, and this one is hashed without a call.
    """

    channel: str
    id: str

    def __repr__(self) -> str:
        return f"Address({self.channel!r})"

    @property
    def whole(self) -> str:
        """Channel and identity as one text, to be digested: no two addresses have the same."""
        return f"{self.channel}:{self.id}"


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map in WGS-84 degrees; doors convert from GCJ-02 where their channel uses it."""

    lat: float
    lon: float
    label: str = field(default="", repr=False)


class MediaKind(StrEnum):
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Attachment:
    """What a message carries beside its words; ``ref`` is the channel's media id or URL."""

    kind: MediaKind
    ref: str = field(repr=False)
    mime: str = ""


class Signal(StrEnum):
    """What happened without words."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    SCAN = "scan"
    MENU = "menu"
    POSITION = "position"  # the phone's own position, not one the citizen chose
    OPT_OUT = "opt-out"
    OPT_IN = "opt-in"
    OTHER_MEDIA = "other-media"  # a link or a mini program: nothing to keep


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message or event as a door understood it."""

    id: str
    """The dedupe key, unique within the channel; equal for each delivery of the same message."""
    address: Address
    account: str
    """The account or number that was written to; an answer goes out in its name."""
    at: Moment
    """When it was written, by the channel's own word where it says so, else when it arrived."""
    text: str = field(default="", repr=False)
    tapped: str = ""
    """The id of a tapped item, as the item was rendered (``Item.id``)."""
    pin: Pin | None = None
    attachments: tuple[Attachment, ...] = ()
    signal: Signal | None = None
    subject: str = ""
    """What the signal is about: a QR scene, a menu key."""
    muted: bool = False
    """The channel answers this one itself (Twilio's opt-out): act on it, say nothing."""


def tidied(inbound: Inbound) -> Inbound:
    """Drop control characters and heaps of marks from what somebody wrote; most messages stay the same object."""
    text, pin = _tidy(inbound.text), inbound.pin
    if pin is not None and (label := _tidy(pin.label)) != pin.label:
        inbound = replace(inbound, pin=replace(pin, label=label))
    return inbound if text == inbound.text else replace(inbound, text=text)


def _tidy(text: str) -> str:
    return without_heaps(without_controls(text))


HANDOVER: Final = "\x01a person takes over"
"""The part of an answer that hands the conversation to a person, on channels that can."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back for one message, rendered; no parts is a defined silence.

    Equal for each delivery of the message, ``at`` included.
    """

    parts: tuple[str, ...] = field(repr=False)
    at: Moment
    rest: bool = False
    """More of it leaves by the voice."""


class Unit(StrEnum):
    """How a channel counts the length of a text."""

    BYTES = "bytes"  # UTF-8
    SEGMENTS = "segments"  # of SMS: GSM-7 160/153, UCS-2 70/67


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can do, as data; nothing between door and voice asks which channel it is."""

    channel: str
    unit: Unit
    longest: int
    """The longest part, in ``unit``."""
    answers: bool
    """Whether the door answers in its response; else every part is sent by the voice."""
    parts: int
    """How many messages one answer in the response may be."""
    links: bool = False
    """Whether choices in a text can be tapped."""
    pins: bool = False
    """Whether a citizen can send a location; who cannot is not told to."""
    photos: bool = True
    card_words: tuple[int, ...] = (200,)
    """How many characters of somebody's own words a text shows: the first of these with which it stays short."""
    listed: int = 5
    """How many cases a list shows before "more"."""
    signature: str = ""
    """What the carrier puts before each text; it counts."""
    deliveries: int = 1
    """How often the channel delivers a message that gets no answer."""
    answer_within: float = 10.0
    """Seconds before the channel gives a delivery up."""
    consent_page: str = ""
    """Where citizens agree to notices, shown to who has just filed; empty where nothing is to be agreed to."""
    handover: bool = False
    """Whether a conversation can be handed to a person who answers on the channel itself."""
    carrier_words: bool = False
    """Whether END, QUIT, CANCEL and the like end all messages here, as carriers have it."""
    carrier_answers: frozenset[str] = frozenset()
    """The words, in lower case, that opt out or in here and that the carrier answers itself."""
