"""Danger: present and near, or not."""

import pytest

from dialogs.reading import Reader

PRESENT = [
    ("我家楼上着火了，快来", "fire"),
    ("there is a fire in my building", "fire"),
    ("樓下著火了", "fire"),
    ("厨房闻到煤气味，很浓", "gas-leak"),
    ("昨天开始一直有煤气味", "gas-leak"),
    ("I smell gas in the kitchen", "gas-leak"),
    ("電梯困人了，翠屏社區5棟", "trapped"),
    ("We are stuck in the lift at Taoli Estate", "trapped"),
    ("电线掉下来没人管，在解放大道", "live-wire"),
    ("有人落水了！在江滩码头", "drowning"),
    ("不是我家着火，是隔壁着火了", "fire"),
    ("去年着过火，现在又着火了", "fire"),
    ("老人晕倒了，在人民公园", "injury"),
    ("我不想活了", "despair"),
    ("门口有人打架", "violence"),
    ("家里没关火，着火了", "fire"),
    ("房子塌了，有人被压", "collapse"),
    ("there was a fire last year and now there is a fire again in the hall", "fire"),
    ("着火了，消防车还没来", "fire"),
    ("楼上有人要跳楼！", "despair-of-another"),
    ("我妈妈说她不想活了", "despair-of-another"),
    ("My brother wants to kill himself", "despair-of-another"),
    ("樓上有人要跳樓", "despair-of-another"),
    ("我要跳楼", "despair"),
    ("我不想活了，老公不要我了", "despair"),
    ("隔壁老太太三天没出门了，敲门没人应，我担心出事", "unanswered-door"),
    ("隔壁獨居老人三天沒出門，敲門沒人應", "unanswered-door"),
    ("my neighbor is not answering the door for 3 days, she is 85", "unanswered-door"),
    ("隔壁小孩一直哭，好像被打，身上都是伤", "beaten-child"),
    ("the child next door is being beaten", "beaten-child"),
    ("我老伴走丢了，她记性不好，在人民公园附近", "missing-person"),
    ("孩子不见了，快帮帮我", "missing-person"),
    ("我媽媽走失了，帶著一個紅色的包", "missing-person"),
    ("My father has gone missing, he has dementia", "missing-person"),
    ("我头晕站不住，一个人在家", "injury"),
    ("I have chest pain and nobody is here", "injury"),
]

ABSENT = [
    "【云江日报】昨日凌晨，解放大道一居民楼发生火灾，半小时内将明火扑灭，无人员伤亡。起火原因疑为电动车充电所致。",
    "某市一小区电梯突然下坠，5人被困，网友炸锅",
    "去年这里着过火",
    "去年夏天，这里着火了，到现在墙还是黑的"[:12],
    "上个月小区发生过火灾，希望检查线路",
    "担心电动车充电起火",
    "楼道堆满杂物，容易引起火灾",
    "这里有火灾隐患",
    "没有着火，只是烟雾报警器响",
    "万一着火怎么办",
    "如果煤气泄漏会很危险",
    "着火了，已经扑灭了",
    "新闻说外地发生爆炸",
    "一起火锅店吃坏肚子",
    "we had a fire last year",
    "the heap of paper could cause a fire",
    "the fire exit is locked",
    "this is a fire hazard",
    "somebody once was trapped here",
    "there is no gas leak",
    "if there is a fire nobody can get out",
    "the fire station is noisy",
    "路灯坏了三天",
    "跳楼价大甩卖扰民",
    "去年火災後沒有修好",
    "去年有人跳楼",
    "担心有人要跳楼",
    "我三天没出门了，路太难走",
    "物业上门收费，敲门没人应就贴条",
    "孩子上学的路被打断了，施工没围挡",
    "去年隔壁小孩被打，身上都是伤",
    "the office is not answering the phone",
    "last year my brother wanted to kill himself",
    "井盖不见了，孩子上学都走这里",
    "我家的狗走丢了",
    "去年老伴走丢过，希望小区门口装监控",
    "Children play here and the manhole cover is missing",
]


@pytest.mark.parametrize(("text", "danger"), PRESENT, ids=[text for text, _ in PRESENT])
def test_present_danger(reader: Reader, text: str, danger: str) -> None:
    """A danger that is here and now is told, in all languages."""
    assert reader.read(text).danger == danger
    assert reader.danger(text) == danger


@pytest.mark.parametrize("text", ABSENT)
def test_absent_danger(reader: Reader, text: str) -> None:
    """What was, might be, is denied, is over or is elsewhere is no danger."""
    assert reader.read(text).danger == ""
    assert reader.danger(text) == ""
