"""What tells who a person is leaves the text; the rest stays."""

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reading import mask

MASKED = [
    ("打13800138000找我", "打***找我"),
    ("打 138 0013 8000 找我", "打 *** 找我"),
    ("138-0013-8000", "***"),
    ("１３８００１３８０００", "***"),
    ("١٣٨٠٠١٣٨٠٠٠", "***"),
    ("一三八零零一三八零零零", "***"),
    ("幺三八〇〇幺三八〇〇〇", "***"),
    ("+86 138 0013 8000", "***"),
    ("8613800138000", "***"),
    ("1\u200b3800138000", "***"),
    ("电话0571-87654321转12", "电话***"),
    ("(010)65321234", "***"),
    ("电话8765 4321", "电话***"),
    ("+852 9123 4567", "***"),
    ("+1 (415) 555-2671", "***"),
    ("身份证11010519491231002X", "身份证***"),
    ("110105 19491231 002x。", "***。"),
    ("110105491231002", "***"),
    ("一一零一零五一九四九一二三一零零二X", "***"),
    ("11010519491231002X13800138000", "***"),
    ("卡号6222 0200 0000 0000 000", "卡号***"),
    ("6222-0200-0000-0000", "***"),
    ("写信到 zhang.san+a@mail.example.cn 谢谢", "写信到 *** 谢谢"),
    ("openid oABCDEFGHIJKLMNOPQRSTUVWXYZ1", "openid ***"),
    ("打138001380001", "打***"),
    ("261122000017 13800138000", "261122000017 ***"),
    ("户号291399000017", "户号***"),
    ("我的号码23456789", "我的号码***"),
    ("微信号：abc_12345", "微信号：***"),
    ("QQ 12345678", "QQ ***"),
    ("身份證A123456(7)", "身份證***"),
    ("A123456789", "***"),
]

KEPT = [
    "案件261122000017进展如何",
    "261122000017 261123000025",
    "2026-11-22 来过",
    "20261122发生",
    "2026年11月22日13:00",
    "房号1203，押金3500元",
    "解放大道12号3栋2单元501",
    "粤B12345违停",
    "2001-2005年修的路",
    "房租3500-4000元",
    "拨打12345和110都没人接",
    "欠了12000元工资，共3个月",
    "three lamps out since 5 pm on 12 Jiefang Avenue",
    "",
]


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_masked(text: str, masked: str) -> None:
    """Phones, cards, mails and accounts go, however their digits are written."""
    assert mask(text) == masked


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    """Case numbers, days, amounts, addresses and number plates stay."""
    assert mask(text) == text


@given(st.text(max_size=40), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(("", " ", "，", "：")))
def test_no_mobile_survives(around: str, phone: str, gap: str) -> None:
    """Whatever letters stand beside it, a mobile number does not come through."""
    assert phone not in mask(f"{around}{gap or ' '}{phone} {around}")


@given(st.text())
def test_masking_again_changes_nothing_more(text: str) -> None:
    """Masking never fails, and a masked text is masked."""
    once = mask(text)

    assert mask(once) == once


def _calls(text: str) -> int:
    """Count the function calls that masking a text takes."""
    count = 0

    def one_more(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        mask(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("number", ["13800138000,", "+1 415 555 2671;", "8765 4321;", "(010)65321234 ", "1"])
def test_any_number_of_numbers_costs_little(number: str) -> None:
    """Four thousand characters of numbers take little more work than the thirty that are looked at."""
    looked_at = _calls((number * 4000)[: 30 * max(len(number), 20)])

    assert _calls((number * 4000)[:4000]) < 1.5 * looked_at + 4000 * 3


@pytest.mark.parametrize("number", ["+1 415 555 2671", "13800138000", "+852 9123 4567", "010-65321234"])
def test_of_many_numbers_the_last_is_masked_too(number: str) -> None:
    """What exceeds the numbers that are looked at goes unread; days stay."""
    masked = mask("；".join([number] * 200) + "；2026-01-02")

    assert masked == "；".join(["***"] * 200) + "；2026-01-02"
