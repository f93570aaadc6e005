"""Which words are a rating, come near to one, or are none."""

import pytest
from catalogue_shelf import HEARING

from dialogs.desk.judging import NEAR, Judgement


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("不满意，灯没亮", "dissatisfied"),
        ("还是不亮", "unsolved"),
        ("又不亮了", "unsolved"),
        ("没人来过，骗人", "unsolved"),
        ("修好了，谢谢你们，很好", "satisfied"),
        ("太差了", "dissatisfied"),
        ("😡", "dissatisfied"),
        ("沒有修，騙人", "unsolved"),
        ("not satisfied at all", "dissatisfied"),
        ("Great, thank you!", "satisfied"),
        ("Still no water", "unsolved"),
        ("bad", "dissatisfied"),
        ("还没弄好", "unsolved"),
        ("根本没人来", "unsolved"),
        ("说是修好了，其实没有", ""),
        ("满意个屁", "dissatisfied"),
        ("怎么可能满意", "dissatisfied"),
        ("誰會滿意", "dissatisfied"),
        ("请问什么时候来", ""),
        ("a badminton court", ""),
    ],
)
def test_praise_and_blame_are_ratings(said, value):
    """A sentence is a rating by its words in each language, and praise that denies something is none."""
    assert HEARING.judgement(said) == Judgement(value, sure=bool(value))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("不太差", "acceptable"),
        ("没什么不满意的", "acceptable"),
        ("It was not bad at all", "acceptable"),
        ("it is not great", "dissatisfied"),
        ("不是很好", "dissatisfied"),
        ("修好了，不过开始两个星期没人来", "dissatisfied"),
        ("Works again, but the crew was terrible", "dissatisfied"),
        ("沒什麼不滿意，很好", "satisfied"),
        ("还是不错的，师傅很认真", "satisfied"),
        ("已经好了？", "satisfied"),
        ("修好了个鬼", "dissatisfied"),
        ("哪里修好了", "dissatisfied"),
        ("等修好了再评", "dissatisfied"),
        ("无不满意", "acceptable"),
        ("When will it be solved", "dissatisfied"),
        ("It would be great if somebody came", "dissatisfied"),
    ],
)
def test_praise_and_blame_that_are_turned_or_mixed_are_doubtful(said, value):
    """What stands right behind a word of denial, praise beside blame and praise that asks are asked about first."""
    assert HEARING.judgement(said) == Judgement(value)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("凑合", "acceptable"),
        ("办得马马虎虎吧", "acceptable"),
        ("差不多", "acceptable"),
        ("比较满意", "acceptable"),
        ("勉強滿意", "acceptable"),
        ("sort of ok", "acceptable"),
        ("还不错", "satisfied"),
        ("是的", "satisfied"),
        ("不", "dissatisfied"),
        ("不咋地", "dissatisfied"),
        ("没有", "unsolved"),
        ("not yet", "unsolved"),
        ("有没有人管", ""),
        ("不可以", ""),
        ("楼下的店每天半夜还在放音乐，差不多一个月了", ""),
    ],
)
def test_some_words_come_near_a_rating(said, value):
    """A few words that are near a choice are told from a sentence that merely holds them."""
    assert HEARING.near(said, *NEAR) == value
