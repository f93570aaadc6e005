"""Making texts alike without changing their length, so that positions stay true."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\t\r\n"), " ")
_QUOTES = {ord("\u2018"): "'", ord("\u2019"): "'", ord("\u02bc"): "'"}
_DIGITS = {0x0660 + value: str(value) for value in range(10)} | {0x06F0 + value: str(value) for value in range(10)}
_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_UPPER_FULL_WIDTH = {code + 0xFEE0: lower for code, lower in _UPPER.items()}
_FOLDING: dict[int, int | str] = {**_FULL_WIDTH, **_SPACES, **_QUOTES, **_DIGITS, **_UPPER, **_UPPER_FULL_WIDTH}


def folded(text: str) -> str:
    """Give half-width, lower-case, Western digits and plain blanks, character for character."""
    return text.translate(_FOLDING)
