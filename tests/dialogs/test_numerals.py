"""Figures as people write them."""

import pytest

from dialogs.numerals import figures_in


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3000", (3000,)),
        ("三千块", (3000,)),
        ("三千五", (3500,)),
        ("三千五百块", (3500,)),
        ("一千零五", (1005,)),
        ("大概两万多", (20_000,)),
        ("一万二", (12_000,)),
        ("3万", (30_000,)),
        ("十二个", (12,)),
        ("二十", (20,)),
        ("二十三", (23,)),
        ("一二〇", (120,)),
        ("1,500 yuan", (1500,)),
        ("3 or 4", (3, 4)),
        ("13800138000", ()),
        ("不知道", ()),
        ("three days", (3,)),
        ("twenty-three days", ()),
        ("2 or three", (2,)),
    ],
)
def test_figures(text: str, figures: tuple[int, ...]) -> None:
    """Digits, Han numerals and both together are read; what is longer than six digits is no such figure."""
    assert figures_in(text) == figures
