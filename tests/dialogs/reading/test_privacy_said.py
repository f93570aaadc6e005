"""What a sentence says of who may learn who reports."""

import pytest

from dialogs.city import City
from dialogs.facts.cases import Privacy
from dialogs.filing.privacy import privacy_said


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("我要匿名举报一个领导收红包", Privacy.ANONYMOUS),
        ("我怕他报复，不能写名字", Privacy.ANONYMOUS),
        ("我要匿名舉報一個領導收紅包", Privacy.ANONYMOUS),
        ("I want to report a corrupt official anonymously", Privacy.ANONYMOUS),
        ("我不想让他们知道是我", Privacy.HIDDEN),
        ("不要让他知道是我说的", Privacy.HIDDEN),
        ("Please don't tell them who I am", Privacy.HIDDEN),
        ("算了不匿名了", Privacy.SHOWN),
        ("我要匿名举报\n算了不匿名了", Privacy.SHOWN),
        ("算了不匿名了\n还是别让他们知道", Privacy.HIDDEN),
        ("花桥路12号门口一盏路灯坏了三天，匿名，提交", Privacy.ANONYMOUS),
        ("好几盏，匿名", Privacy.ANONYMOUS),
        ("垃圾沒人收 匿名吧", Privacy.ANONYMOUS),
        ("The lift is broken. Anonymous, please", Privacy.ANONYMOUS),
        ("I don't want to give my name", Privacy.ANONYMOUS),
        ("Please do not use my name", Privacy.ANONYMOUS),
        ("我不想让邻居知道是我说的", Privacy.HIDDEN),
        ("別讓樓上的人知道是我", Privacy.HIDDEN),
        ("I don't want the neighbours to know it was me", Privacy.HIDDEN),
        ("一盏灯，不匿名", Privacy.SHOWN),
        ("有人在群里匿名骂人，不让邻居进门", None),
        ("楼上的会不会知道是我？", None),
        ("可以匿名举报吗？", None),
        ("他匿名在群里骂人", None),
        ("花桥路12号门口路灯坏了三天", None),
    ],
)
def test_privacy_said(city: City, text: str, wanted: Privacy | None) -> None:
    """Wanting to be unknown is heard in all languages, the last sentence counts, and a question wants nothing yet."""
    assert privacy_said(city, text) is wanted
