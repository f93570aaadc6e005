import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.render.sms import Encoding, encoding, is_gsm7, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 80 + "a", 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the escape does not fit into the last septet of part one
        ("a" * 151 + "€" + "a" * 153, 2),
        ("路" * 70, 1),
        ("路" * 71, 2),
        ("路" * 134, 2),
        ("路" * 135, 3),
        ("🙂" * 35, 1),
        ("🙂" * 35 + "a", 2),
        ("🙂" * 66, 2),  # 33 pairs a part: the 67th unit stays empty
        ("🙂" * 67, 3),
        ("路" * 66 + "🙂" + "路" * 66, 3),
        ("a" * 69 + "路", 1),
        ("a" * 70 + "路", 2),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else f"{value[:1]}{len(value)}{value[-1:]}",
)
def test_segments(text: str, expected: int) -> None:
    """Each boundary of both encodings, and no escape or surrogate pair split across parts."""
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "signature", "expected"),
    [("路" * 66, "【回音】", 1), ("路" * 67, "【回音】", 2), ("a" * 70, "【回音】", 2)],
)
def test_the_signature_counts(text: str, signature: str, expected: int) -> None:
    """What the carrier puts before a text takes room, and may change its encoding."""
    assert segments(text, signature) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Case {1}: 5 €", True),
        ("`", False),
        ("ç", False),
        ("Ç", True),
        ("“quoted”", False),
        ("\t", False),
        ("1\n2", True),
    ],
)
def test_gsm7(text: str, expected: bool) -> None:  # noqa: FBT001  a table's column
    """Smart quotes, backticks, tabs and small c-cedilla are outside GSM-7."""
    assert is_gsm7(text) is expected
    assert encoding(text) is (Encoding.GSM7 if expected else Encoding.UCS2)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(max_size=400))
def test_segments_are_near_the_bare_count(text: str) -> None:
    """Never fewer than the units need, never more than if each part lost one of them."""
    if is_gsm7(text):
        return
    count, length = segments(text), units(text)

    assert count == 1 if length <= 70 else -(-length // 67) <= count <= -(-length // 66)


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_text_is_never_shorter(text: str, more: str) -> None:
    """Adding words never makes a text cheaper."""
    assert segments(text + more) >= segments(text)
