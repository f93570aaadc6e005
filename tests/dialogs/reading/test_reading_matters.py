"""Category, kind, other path and common questions of made-up sentences."""

import pytest

from dialogs.city import City
from dialogs.facts.cases import CaseKind
from dialogs.reading import Reader

SURE = [
    ("江滩区解放大道12号门口路灯坏了三天", "street-light"),
    ("街燈壞咗三日，冇人整", "street-light"),
    ("The street lamps in Wenchang Street are out", "street-light"),
    ("隔壁工地半夜还在打桩", "construction-noise"),
    ("小区垃圾堆了一个星期没人收", "rubbish-uncollected"),
    ("rubbish has not been collected for a week", "rubbish-uncollected"),
    ("老板拖欠工资三个月", "unpaid-wages"),
    ("井盖不见了，很危险", "manhole"),
    ("消防通道被车堵住", "fire-exit"),
    ("楼上漏水，天花板漏得厉害", "roof-leak"),
    ("the lift in our building is out of order", "lift"),
    ("健身房跑路了，充值卡退不了", "prepaid-card"),
    ("公交车到站不停", "bus"),
    ("下水道堵塞，排水不畅", "drain-blocked"),
    ("家裡停水兩天了", "no-water"),
    ("我屋里头没的水了", "no-water"),
    ("从花桥路到中兴路那一段全是坑", "pothole"),
    ("楼上住户天天半夜打麻将", "neighbour-noise"),
    ("the water is brown on Wenchang Street", "water-quality"),
]


@pytest.mark.parametrize(("text", "category"), SURE, ids=[text for text, _ in SURE])
def test_sure_category(reader: Reader, text: str, category: str) -> None:
    """A plain sentence needs no question about its category."""
    reading = reader.read(text)

    assert (reading.categories[0], reading.sure) == (category, True)


def test_each_name_reads_as_its_category(reader: Reader, city: City) -> None:
    """Who writes a category's own name gets it among the suggestions, in each language."""
    missed = [
        (name, reader.read(name).categories)
        for category in city.categories
        for name in category.names.each()
        if category.code not in reader.read(name).categories
    ]

    assert missed == []


def test_place_names_are_no_matters(reader: Reader) -> None:
    """A park named as the place does not make the case one about parks."""
    assert reader.read("人民公园门口路灯坏了").categories == ("street-light",)


def test_at_most_three_suggestions(reader: Reader) -> None:
    """A sentence about many things gives three suggestions and is not sure."""
    reading = reader.read("路灯 垃圾 噪音 停水 电梯 井盖")

    assert len(reading.categories) == 3
    assert not reading.sure


def test_nothing_to_read(reader: Reader) -> None:
    """Words that say nothing give nothing, and digits are no matter."""
    assert reader.read("你好").categories == ()
    assert reader.read("12").categories == ()
    assert reader.read("").categories == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("建议在学府路增设红绿灯", CaseKind.SUGGESTION),
        ("请问落户需要什么材料", CaseKind.QUESTION),
        ("求助，家里老人没人照顾", CaseKind.HELP),
        ("投诉物业不作为", CaseKind.REPORT),
        ("举报街道干部受贿", CaseKind.MISCONDUCT),
        ("I suggest more benches in the park", CaseKind.SUGGESTION),
        ("路灯坏了", CaseKind.REPORT),
    ],
)
def test_kind(reader: Reader, text: str, kind: CaseKind) -> None:
    """The kind of a case shows in its words."""
    assert reader.read(text).kind is kind


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("离婚后财产分割谈不拢", "court"),
        ("公司违法辞退我", "arbitration"),
        ("对交警的罚单不服", "review"),
        ("I want to appeal against a penalty decision", "review"),
        ("我被辭退了，想申請勞動仲裁", "arbitration"),
        ("路灯坏了", ""),
    ],
)
def test_other_path(reader: Reader, text: str, path: str) -> None:
    """Matters for court, arbitration or review are told apart."""
    assert reader.read(text).other_path == path


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("办事大厅几点上班", "hall-hours"),
        ("請問居住證怎麼辦", "residence-permit"),
        ("When is the service hall open?", "hall-hours"),
        ("身份证丢了怎么补办", "id-card"),
        ("多久能有答复？", "how-long-reply"),
        ("旧沙发怎么扔", "bulky-waste"),
    ],
)
def test_fitting_answer(reader: Reader, text: str, answer: str) -> None:
    """A common question finds its answer."""
    assert reader.fitting_answer(text) == answer


@pytest.mark.parametrize(
    "text",
    [
        "办事大厅的门坏了，几点有人修",
        "投诉办事大厅工作人员态度差",
        "滨江路办事大厅门口积水怎么没人管",
        "我家停电了，又热又黑",
        "办事大厅排队两个小时，叫号机坏了没人管",
        "12",
        "",
    ],
)
def test_complaint_is_no_common_question(reader: Reader, text: str) -> None:
    """A complaint is never answered away."""
    assert reader.fitting_answer(text) == ""


def test_each_common_question_finds_itself(reader: Reader, city: City) -> None:
    """The question of each answer, as the city writes it, leads to that answer in each language."""
    missed = [
        (question, reader.fitting_answer(question))
        for answer in city.answers
        for question in answer.question.each()
        if reader.fitting_answer(question) != answer.code
    ]

    assert missed == []
