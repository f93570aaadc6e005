import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sealing import HEADER_SIZE, INDEX_SIZE, NONCE_SIZE, TAG_SIZE, Keyring
from dialogs.facts.errors import UnreadableSeal

OLD, NEW = "an old secret of some length", "a new secret of some length"


@given(st.binary(max_size=2000), st.binary(max_size=40))
def test_what_was_sealed_opens(plain: bytes, bound: bytes) -> None:
    """Any bytes come back, and a seal is longer by a fixed size."""
    keyring = Keyring((NEW,))

    sealed = keyring.seal("words", plain, bound=bound)

    assert plain == keyring.open("words", sealed, bound=bound)
    assert len(sealed) == len(plain) + HEADER_SIZE + NONCE_SIZE + TAG_SIZE


def test_no_two_seals_are_equal() -> None:
    """Equal words give different seals, so that nobody can count who said the same."""
    keyring = Keyring((NEW,))

    assert keyring.seal("words", b"same") != keyring.seal("words", b"same")


@pytest.mark.parametrize(
    ("purpose", "bound", "secrets"),
    [("media", b"row 1", (NEW,)), ("words", b"row 2", (NEW,)), ("words", b"row 1", (OLD,))],
    ids=["another purpose", "another row", "another key"],
)
def test_a_seal_opens_in_its_place_only(purpose: str, bound: bytes, secrets: tuple[str, ...]) -> None:
    """A seal moved to another purpose or row, or met by another key, is unreadable."""
    sealed = Keyring((NEW,)).seal("words", b"what was said", bound=b"row 1")

    with pytest.raises(UnreadableSeal):
        Keyring(secrets).open(purpose, sealed, bound=bound)


def test_a_changed_bit_is_noticed() -> None:
    """Each byte of a seal is authenticated, the header too."""
    keyring = Keyring((NEW, OLD))
    sealed = keyring.seal("words", b"what was said")

    for place in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[place] ^= 1
        with pytest.raises(UnreadableSeal):
            keyring.open("words", bytes(damaged))


@pytest.mark.parametrize("rubbish", [b"", b"\x01", b"\x01abcd", b"plain text that was never sealed at all"])
def test_rubbish_is_unreadable(rubbish: bytes) -> None:
    """What never was a seal is an error of ours, not the library's."""
    with pytest.raises(UnreadableSeal):
        Keyring((NEW,)).open("words", rubbish)


def test_a_seal_cut_short_is_unreadable() -> None:
    """Each prefix of a seal is refused."""
    keyring = Keyring((NEW,))
    sealed = keyring.seal("words", b"what was said")

    for size in range(len(sealed)):
        with pytest.raises(UnreadableSeal):
            keyring.open("words", sealed[:size])


def test_keys_rotate() -> None:
    """The first key seals, all open, and what an older one sealed is told apart."""
    before, after = Keyring((OLD,)), Keyring((NEW, OLD))
    old, new = before.seal("words", b"old"), after.seal("words", b"new")

    assert after.open("words", old) == b"old"
    assert [after.is_current(old), after.is_current(new)] == [False, True]
    with pytest.raises(UnreadableSeal):
        before.open("words", new)


def test_indexes_are_found_by_every_key() -> None:
    """A look-up while keys rotate meets what was indexed before."""
    before, after = Keyring((OLD,)), Keyring((NEW, OLD))

    assert before.index("phone", "+8613800138000") in after.indices("phone", "+8613800138000")
    assert after.index("phone", "+8613800138000") == after.indices("phone", "+8613800138000")[0]


def test_an_index_is_of_its_purpose() -> None:
    """The same number under two purposes cannot be matched across tables."""
    keyring = Keyring((NEW,))

    assert keyring.index("phone", "+8613800138000") != keyring.index("contact", "+8613800138000")
    assert len(keyring.index("phone", "")) == INDEX_SIZE


def test_a_keyring_prints_no_secret() -> None:
    """Neither repr nor the fingerprint contain a secret, and keyrings of other secrets differ."""
    keyring = Keyring((NEW, OLD))

    assert f"Keyring({keyring.fingerprint}, 2 keys)" == repr(keyring)
    assert keyring.fingerprint != Keyring((OLD,)).fingerprint


@pytest.mark.parametrize("secrets", [(), ("",), (NEW, " ")])
def test_a_keyring_without_a_secret_is_refused(secrets: tuple[str, ...]) -> None:
    """No secret, or an empty one, never seals anything."""
    with pytest.raises(ValueError, match="secret"):
        Keyring(secrets)
