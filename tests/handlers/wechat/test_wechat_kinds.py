"""Every kind of push, shaped as the official pages show it, in XML and in JSON."""

import json
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from wechat_world import ACCOUNT, NOW, OPENID

from dialogs.facts.messages import Address, Attachment, Inbound, MediaKind, Pin, Signal
from handlers.wechat.body import fields_of
from handlers.wechat.gcj02 import to_gcj02
from handlers.wechat.kinds import EVENTS, MESSAGES, inbound_of
from handlers.wechat.refusals import Unreadable

HEAD = {"ToUserName": ACCOUNT, "FromUserName": OPENID, "CreateTime": 1_700_000_000}
PLAIN = Inbound("23456", Address("wechat", OPENID), ACCOUNT, NOW)
NORTH, EAST = (f"{degrees:.6f}" for degrees in to_gcj02(30.6, 114.3))


@dataclass(frozen=True)
class Sample:
    """A push and what it becomes; its id apart, which events draw."""

    label: str
    push: dict[str, Any]
    expected: dict[str, Any] | None = field(default_factory=dict)


def message(kind: str, **fields: Any) -> dict[str, Any]:
    return {**HEAD, "MsgType": kind, **fields, "MsgId": 23456}


def event(name: str, **fields: Any) -> dict[str, Any]:
    return {**HEAD, "MsgType": "event", "Event": name, **fields}


def popup(*statuses: str) -> dict[str, Any]:
    listed = [{"TemplateId": "VRR0", "SubscribeStatusString": status, "PopupScene": "2"} for status in statuses]
    return {"SubscribeMsgPopupEvent": {"List": listed[0] if len(listed) == 1 else listed}}


def photo(kind: MediaKind, mime: str = "") -> dict[str, Any]:
    return {"attachments": (Attachment(kind, "media_id-1", mime),)}


PICS = {"SendPicsInfo": {"Count": 2, "PicList": {"item": [{"PicMd5Sum": "1b5f"}, {"PicMd5Sum": "5a75"}]}}}
SCANNED = {"ScanCodeInfo": {"ScanType": "qrcode", "ScanResult": "https://example.org/lamp/17?a=1&b=2"}}
PLACE = {"SendLocationInfo": {"Location_X": "23", "Location_Y": "113", "Scale": "15", "Label": "某路", "Poiname": ""}}

SAMPLES = [
    Sample("text", message("text", Content=" 路灯坏了 "), {"text": " 路灯坏了 "}),
    Sample("text from an article", message("text", Content="1", MsgDataId="7", Idx=1), {"text": "1"}),
    Sample("tap", message("text", Content="满意", bizmsgmenuid=101), {"text": "满意", "tapped": "101"}),
    Sample("image", message("image", PicUrl="http://x.example/1", MediaId="media_id-1"), photo(MediaKind.IMAGE)),
    Sample("voice", message("voice", MediaId="media_id-1", Format="amr", Recognition="路灯坏了"),
           {"text": "路灯坏了", **photo(MediaKind.VOICE, "audio/amr")}),
    Sample("voice without words", message("voice", MediaId="media_id-1", Format="speex", Recognition=""),
           photo(MediaKind.VOICE, "audio/speex")),
    Sample("voice of today", message("voice", MediaId="media_id-1", Format="amr"), photo(MediaKind.VOICE, "audio/amr")),
    Sample("video", message("video", MediaId="media_id-1", ThumbMediaId="thumb"), photo(MediaKind.VIDEO)),
    Sample("shortvideo", message("shortvideo", MediaId="media_id-1", ThumbMediaId="thumb"), photo(MediaKind.VIDEO)),
    Sample("location", message("location", Location_X=NORTH, Location_Y=EAST, Scale="20", Label="某街"),
           {"pin": Pin(pytest.approx(30.6, abs=1e-5), pytest.approx(114.3, abs=1e-5), "某街")}),
    Sample("link", message("link", Title="标题", Description="说明", Url="http://x.example"),
           {"signal": Signal.OTHER_MEDIA}),
    Sample("miniprogrampage", message("miniprogrampage", Title="t", AppId="wx1", PagePath="p", ThumbUrl=""),
           {"signal": Signal.OTHER_MEDIA}),
    Sample("unknown message", message("hologram", Anything="x"), None),
    Sample("subscribe", event("subscribe"), {"signal": Signal.FOLLOW}),
    Sample("subscribe, empty key", event("subscribe", EventKey=""), {"signal": Signal.FOLLOW}),
    Sample("subscribe by QR", event("subscribe", EventKey="qrscene_123123", Ticket="gQH"),
           {"signal": Signal.FOLLOW, "subject": "123123"}),
    Sample("subscribe by other ways", event("subscribe", EventKey="last_trade_no_1"), {"signal": Signal.FOLLOW}),
    Sample("unsubscribe", event("unsubscribe", EventKey=""), {"signal": Signal.UNFOLLOW}),
    Sample("scan", event("SCAN", EventKey="bridge-7", Ticket="gQH"), {"signal": Signal.SCAN, "subject": "bridge-7"}),
    Sample("click", event("CLICK", EventKey="file"), {"signal": Signal.MENU, "subject": "file"}),
    Sample("location event", event("LOCATION", Latitude=NORTH, Longitude=EAST, Precision="119.385040"),
           {"signal": Signal.POSITION, "pin": Pin(pytest.approx(30.6, abs=1e-5), pytest.approx(114.3, abs=1e-5))}),
    Sample("scancode_waitmsg", event("scancode_waitmsg", EventKey="6", **SCANNED),
           {"signal": Signal.SCAN, "subject": "https://example.org/lamp/17?a=1&b=2"}),
    Sample("scancode_push", event("scancode_push", EventKey="6", **SCANNED), None),
    Sample("view", event("VIEW", EventKey="http://x.example", MenuId=1), None),
    Sample("view_miniprogram", event("view_miniprogram", EventKey="pages/x", MenuId=1), None),
    Sample("location_select", event("location_select", EventKey="6", **PLACE), None),
    Sample("pic_sysphoto", event("pic_sysphoto", EventKey="6", **PICS), None),
    Sample("pic_photo_or_album", event("pic_photo_or_album", EventKey="6", **PICS), None),
    Sample("pic_weixin", event("pic_weixin", EventKey="6", **PICS), None),
    Sample("template sent", event("TEMPLATESENDJOBFINISH", MsgID=200163836, Status="failed: system failed"), None),
    Sample("popup of one", event("subscribe_msg_popup_event", **popup("accept")), None),
    Sample("popup of two", event("subscribe_msg_popup_event", **popup("accept", "reject")), None),
    Sample("change", event("subscribe_msg_change_event", SubscribeMsgChangeEvent=popup("reject")), None),
    Sample("change as documented", event("subscribe_msg_change_event", **popup("reject")), None),
    Sample("notice sent", event("subscribe_msg_sent_event", SubscribeMsgSentEvent={"List": {"MsgID": "1"}}), None),
    Sample("profile", event("user_info_modified"), None),
    Sample("consent revoked", event("user_authorization_revoke", OpenID=OPENID, RevokeInfo="301"), None),
    Sample("kf opened", event("kf_create_session", KfAccount="a@b"), None),
    Sample("kf closed", event("kf_close_session", KfAccount="a@b", CloseType="KF"), None),
    Sample("kf switched", event("kf_switch_session", FromKfAccount="a@b", ToKfAccount="c@b"), None),
    Sample("mass sending", event("MASSSENDJOBFINISH", MsgID=1, Status="send success", TotalCount=100), None),
    Sample("unknown event", event("something_new", Deep={"List": [{"a": 1}, {"a": 2}]}), None),
]  # fmt: skip


def as_xml(push: dict[str, Any]) -> bytes:
    root = ET.Element("xml")
    for name, value in push.items():
        append(root, name, value)
    return ET.tostring(root, encoding="utf-8")


def append(parent: ET.Element, name: str, value: Any) -> None:
    for one in value if isinstance(value, list) else [value]:
        child = ET.SubElement(parent, name)
        if isinstance(one, dict):
            for inner, inner_value in one.items():
                append(child, inner, inner_value)
        else:
            child.text = str(one)


def as_json(push: dict[str, Any]) -> bytes:
    return json.dumps(push, ensure_ascii=False).encode()


@pytest.mark.parametrize("write", [as_xml, as_json], ids=["xml", "json"])
@pytest.mark.parametrize("sample", SAMPLES, ids=attrgetter("label"))
def test_a_push_becomes_what_the_table_says(sample: Sample, write: Any) -> None:
    """Each kind, in each format, is exactly one inbound message or a defined silence."""
    inbound = inbound_of(fields_of(write(sample.push))[1])

    if sample.expected is None:
        assert inbound is None
    else:
        assert inbound is not None
        assert inbound == replace(PLAIN, id=inbound.id, **sample.expected)


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title])
@pytest.mark.parametrize("sample", SAMPLES, ids=attrgetter("label"))
def test_letter_case_of_kinds_says_nothing(sample: Sample, change: Any) -> None:
    """WeChat writes CLICK and subscribe; a push in other letters is the same push."""
    names = {name: change(sample.push[name]) for name in ("MsgType", "Event") if name in sample.push}

    assert inbound_of(fields_of(as_json(sample.push | names))[1]) == inbound_of(fields_of(as_json(sample.push))[1])


def test_the_samples_cover_the_table() -> None:
    """No row of the tables goes without a sample."""
    sampled = {(sample.push["MsgType"], sample.push.get("Event", "").lower()) for sample in SAMPLES}

    assert {kind for kind, _ in sampled} >= MESSAGES.keys()
    assert {event for _, event in sampled} >= EVENTS.keys()


def test_messages_keep_their_id() -> None:
    """A message's id is WeChat's own, whole."""
    longest = as_xml(message("text", Content="x") | {"MsgId": 18446744073709551615})

    inbound = inbound_of(fields_of(longest)[1])

    assert inbound
    assert inbound.id == "18446744073709551615"


def test_events_are_told_apart_by_all_that_makes_them() -> None:
    """Sender, second, event and key make an event's id; it holds no openid, and is the same in both formats."""
    pushes = [
        event("CLICK", EventKey="file"),
        event("CLICK", EventKey="status"),
        event("SCAN", EventKey="file"),
        event("CLICK", EventKey="file") | {"CreateTime": 1_700_000_001},
        event("CLICK", EventKey="file") | {"FromUserName": "oSomebody"},
    ]

    ids = {write: [inbound_of(fields_of(write(push))[1]).id for push in pushes] for write in (as_xml, as_json)}

    assert ids[as_xml] == ids[as_json]
    assert len(set(ids[as_xml])) == len(pushes)
    assert not any(OPENID in name or "oSomebody" in name for name in ids[as_xml])


NEEDED = [
    (sample, name)
    for sample in SAMPLES
    for name in {"text": ["Content"], "image": ["MediaId"], "voice": ["MediaId"], "video": ["MediaId"],
                 "location": ["Location_X", "Location_Y"], "scan": ["EventKey"], "click": ["EventKey"],
                 "location event": ["Latitude", "Longitude"], "scancode_waitmsg": ["ScanCodeInfo"],
                 }.get(sample.label, [])
    + ["ToUserName", "FromUserName", "CreateTime", "MsgType"]
    + (["Event"] if "Event" in sample.push else [])
    + (["MsgId"] if "MsgId" in sample.push and sample.expected is not None else [])
]  # fmt: skip


@pytest.mark.parametrize("write", [as_xml, as_json], ids=["xml", "json"])
def test_a_push_without_a_needed_field_is_unreadable(write: Any) -> None:
    """Whatever kind it is: what it cannot do without is missed, and never guessed."""
    for sample, name in NEEDED:
        push = {field: value for field, value in sample.push.items() if field != name}

        with pytest.raises(Unreadable):
            inbound_of(fields_of(write(push))[1])


@pytest.mark.parametrize(
    "odd",
    [
        {"CreateTime": "soon"}, {"CreateTime": "-1"}, {"CreateTime": "1" * 12}, {"CreateTime": "١٢٣"},
        {"CreateTime": ""},
        {"MsgId": "x"}, {"MsgId": "1" * 21}, {"MsgId": "-5"}, {"MsgId": ""},
        {"FromUserName": ""}, {"FromUserName": "o" * 129}, {"FromUserName": "o p"}, {"FromUserName": "市民"},
        {"ToUserName": ""}, {"ToUserName": "gh\n1"},
        {"Location_X": "north"}, {"Location_X": "nan"}, {"Location_X": "90.1"}, {"Location_Y": "180.1"},
        {"Location_Y": "1e2"}, {"Location_Y": ""}, {"Location_X": "inf"}, {"Location_X": "1_0"},
        {"MsgType": "image", "MediaId": ""}, {"MsgType": "image", "MediaId": "m" * 513},
        {"MsgType": "voice", "MediaId": "a\nb"}, {"MsgType": "image", "MediaId": "图"},
    ],
    ids=str,
)  # fmt: skip
def test_odd_values_are_unreadable(odd: dict[str, str]) -> None:
    """Numbers, names and coordinates are what they claim to be."""
    push = message("location", Location_X="30.6", Location_Y="114.3") | odd

    with pytest.raises(Unreadable):
        inbound_of(fields_of(as_json(push))[1])
