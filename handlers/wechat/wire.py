"""From a signed request to the fields of its push, out of the envelope where it is in one."""

from dataclasses import dataclass, field
from enum import StrEnum

from multidict import MultiMapping

from handlers.wechat.body import Fields, Kind, fields_of
from handlers.wechat.envelope import Envelope
from handlers.wechat.refusals import Unreadable, Unsigned
from handlers.wechat.signature import signed


class Mode(StrEnum):
    PLAIN = "plain"
    COMPATIBLE = "compatible"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class WechatDoor:
    """The official account as its console shows it.

    ``aes_keys``: the current one, then the previous one. ``account``: its original id (gh_…), where only what was
    written to it is to be taken.
    """

    token: str = field(repr=False)
    app_id: str
    mode: Mode = Mode.PLAIN
    aes_keys: tuple[str, ...] = field(default=(), repr=False)
    account: str = ""

    def __post_init__(self) -> None:
        if self.mode is not Mode.PLAIN and not self.aes_keys:
            raise ValueError(f"mode {self.mode} needs an EncodingAESKey")


@dataclass(frozen=True, slots=True)
class Push:
    """What came: its fields, and how they were wrapped, for the answer is wrapped alike."""

    fields: Fields = field(repr=False)
    kind: Kind
    envelope: Envelope | None = None
    envelope_kind: Kind = Kind.XML


class Wire:
    """Checks and unwraps requests for one official account."""

    def __init__(self, door: WechatDoor) -> None:
        self._token = door.token
        self._mode = door.mode
        self._account = door.account
        self._envelopes = tuple(Envelope(key, door.app_id) for key in door.aes_keys)

    def check(self, query: MultiMapping[str]) -> None:
        """Check the signature of the query; nothing else of the request may be looked at before."""
        if not signed(only(query, "signature"), self._token, only(query, "timestamp"), only(query, "nonce")):
            raise Unsigned

    def encrypted(self, query: MultiMapping[str]) -> bool:
        """Say whether the body claims to be in an envelope; in safe mode it has to be."""
        claimed = only(query, "encrypt_type") if "encrypt_type" in query else "raw"
        if claimed == "aes" and self._mode is not Mode.PLAIN:
            return True
        if claimed not in ("", "raw"):
            raise Unreadable("encrypt_type")
        if self._mode is Mode.SAFE:
            raise Unsigned("not encrypted")
        return False

    def unwrap(self, query: MultiMapping[str], body: bytes, *, encrypted: bool) -> Push:
        """Read the body; of an encrypted one nothing but the inside is believed."""
        kind, fields = fields_of(body)
        if not encrypted:
            return Push(self._ours(fields), kind)
        sealed = fields.get("Encrypt", "")
        parts = (self._token, only(query, "timestamp"), only(query, "nonce"), sealed)
        if not signed(only(query, "msg_signature"), *parts):
            raise Unsigned("msg_signature")
        envelope, inside = self._opened(sealed)
        inner_kind, inner = fields_of(inside)
        return Push(self._ours(inner), inner_kind, envelope, kind)

    def _ours(self, fields: Fields) -> Fields:
        if self._account and fields.get("ToUserName") != self._account:
            raise Unreadable("another account")
        return fields

    def _opened(self, sealed: str) -> tuple[Envelope, bytes]:
        """Open with the current key, else with the previous; who opened it seals the answer."""
        *others, last = self._envelopes
        for envelope in others:
            try:
                return envelope, envelope.open(sealed)
            except Unreadable:
                continue
        return last, last.open(sealed)


def only(query: MultiMapping[str], name: str) -> str:
    """Give the parameter's only value; a missing or repeated one proves nothing."""
    values = query.getall(name, [])
    if len(values) != 1:
        raise Unsigned(name)
    return values[0]
