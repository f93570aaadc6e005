"""Template messages and subscription notices, filled so that WeChat takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechat_api_world import OPENID, calling

from adapters.outbound.wechat.fields import KINDS, fitted, kind_of
from adapters.outbound.wechat.notices import SUBSCRIPTION, WechatNotices
from bot.demo.wechat_notices import FITS, Template
from dialogs.facts.delivery import Filled
from dialogs.facts.errors import Misconfigured, WindowClosed
from dialogs.facts.messages import Address

ANNA = Address("wechat", OPENID)
LONG = "学校门口的路灯坏了三个晚上，孩子们回家看不见路，请尽快派人来修"
TEMPLATE = Template("办理结果", {"thing1": "事项", "phrase2": "状态", "character_string3": "编号", "time4": "时间"})
FILLED = Filled(
    "notice-7",
    ANNA,
    "t-1",
    (
        ("thing1", LONG),
        ("phrase2", "已办结（解决）"),
        ("character_string3", "20261123 0017号"),
        ("time4", "2026年11月23日 12:00"),
    ),
)


async def test_what_is_too_long_is_cut() -> None:
    """A template is taken with fields that were too long, and is taken once under its key."""
    async with calling() as world:
        world.stand_in.sending.notices.templates["t-1"] = TEMPLATE
        voice = WechatNotices(world.api)
        first, again = await voice.send(FILLED), await voice.send(FILLED)

        assert first == again
        assert [each.text for each in world.stand_in.pushed] == [
            (
                "办理结果\n事项：学校门口的路灯坏了三个晚上，孩子们回家…\n"
                "状态：已办结解决\n编号：202611230017\n时间：2026年11月23日 12:00"
            )
        ]


async def test_a_subscription_takes_consent() -> None:
    """Without consent left the next rung has its turn; with it the notice arrives."""
    async with calling() as world:
        world.stand_in.sending.notices.subscriptions["t-1"] = TEMPLATE
        voice = WechatNotices(world.api, SUBSCRIPTION)
        with pytest.raises(WindowClosed):
            await voice.send(FILLED)
        world.stand_in.sending.notices.agree(OPENID, "t-1")
        await voice.send(FILLED)

        assert len(world.stand_in.pushed) == 1


async def test_an_unknown_template() -> None:
    """A template that the account does not have is for an operator to mend."""
    async with calling() as world:
        with pytest.raises(Misconfigured, match="40037"):
            await WechatNotices(world.api).send(FILLED)


@given(st.sampled_from([kind for kind in KINDS if kind in FITS and kind not in {"time", "date", "symbol"}]), st.text())
def test_every_text_fits(kind: str, text: str) -> None:
    """Whatever a fact says, WeChat takes it, empty or endless; no fact is a name or a sum."""
    said = fitted(f"{kind}1", text)

    assert kind in {"name", "amount"} or FITS[kind](said), said
    assert said


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("thing1", "thing"),
        ("character_string12", "character_string"),
        ("thing", "thing"),
        ("song1", ""),
        ("", ""),
        ("thing1x", ""),
    ],
)
def test_names_of_fields(name: str, kind: str) -> None:
    """A field's name says what fits it; others are no fields."""
    assert kind_of(name) == kind
