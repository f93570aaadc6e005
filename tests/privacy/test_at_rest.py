"""What rests on the disk and what is logged tells nobody who wrote, nor in which words."""

import io
import logging
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from transcript_stage import Stage, stage

from bot.log import configure
from dialogs.facts.errors import Unkept

PHONE, NAME = "13900139000", "欧阳无名"
SAID = f"花桥路12号门口路灯坏了三天，请打{PHONE}"
SMOKE = f"楼下烧烤店每晚油烟很大，花桥路20号，回电{PHONE}"
BEHALF = "替我的外婆司马某某"
CLERK, PIN = "诸葛经办", "405862"
ASKED, ANSWERED = "请问是灯杆上的那盏吗", "是灯杆上的，旁边住着我的叔叔"
LETTER, REPLIED, NOTED = "请说明为何一拖再拖", "配件缺货，已经催厂家发货", "市民情绪激动，下次先打电话"
REASON, DONE = "反复谩骂接线员", "线路老化，已更换电缆和灯头，路灯恢复正常照明。"
LIVED = ("note", "ask", "answer", "supervise", "answer-letter", "resolve", "looked-up")
BEGUN = f"烧烤店半夜油烟很大，花桥路20号，回电{PHONE}"
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that is logged, as it would stand on standard error."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    configure("json")
    stream = io.StringIO()
    for handler in root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(stream)
    root.setLevel(logging.DEBUG)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)


async def converse(on: Stage) -> set[str]:
    """File on both phones with name, phone, photo and voice, look it up, and give what must be told nobody."""
    secrets = {PHONE, NAME, BEHALF, SAID, SMOKE}
    about_me = ("5", "4", NAME, "5", "5", PHONE, "5", "6", BEHALF)
    for phone, deeds in (("wechat", (SAID, "1", "(photo)", *about_me)), ("sms", (SMOKE, "老张烧烤", "(photo)"))):
        said = ""
        for deed in (*deeds, *("1",) * 6):
            said += await on.do(phone, "", deed)
            if NUMBER.search(said):
                break
        number = NUMBER.search(said)
        assert number, said
        code = CODE.search(said.replace(number[0], ""))
        assert code, said
        secrets.add(code[0])
        for deed in ("查询", "换码", "着火了快来人，花桥路12号", "退出", "人工", "(redeliver)"):
            said = await on.do(phone, "", deed)
            secrets |= set(CODE.findall(NUMBER.sub("", said)))
    for deed in ("(voice 我家楼上漏水漏得厉害)", "退出", "(follow)", "(unfollow)"):
        await on.do("wechat", "2", deed)
    await on.sent()
    citizens = on.town.world._citizens
    for who in ("visitor-", "visitor-2"):
        secrets |= set(citizens.identities(who))
    return secrets | {"我家楼上漏水漏得厉害", "着火了快来人"}


async def handle(on: Stage) -> set[str]:
    """Let a case live: its citizen binds a phone, an officer handles it by SMS, the city looks on; a draft is left."""
    for deed in ("花桥路12号门口路灯坏了三天", "1", "1", "绑定手机", "{my number}"):
        await on.do("wechat", "", deed)
    await on.sent()
    assert "绑" in await on.do("wechat", "", "{sent code}")
    for line in ("-- accept", "-- assign city-management"):
        await on.office.do(line)
    on.office.code = (await on.office.post("officers/invites", unit="city-management", name=CLERK))["code"]
    unused = (await on.office.post("officers/invites", unit="city-management", name=CLERK))["code"]
    said = [await on.do("sms", "2", deed) for deed in ("绑定 {code}", PIN, "1", "电话", "备注", NOTED)]
    number = on.town.world.identities("visitor-")[1]
    assert any(number.removeprefix("+86") in each for each in said), said
    await write_about(on)
    for deed in (BEGUN, "1"):
        await on.do("sms", "3", deed)
    await on.sent()
    people = {each for who in ("visitor-", "visitor-2", "visitor-3") for each in on.town.world.identities(who)}
    words = {ASKED, ANSWERED, LETTER, REPLIED, NOTED, REASON, DONE, BEGUN, PHONE}
    return people | words | {CLERK, PIN, on.office.code, unused, on.sent_code}


async def write_about(on: Stage) -> None:
    """Ask and be answered, send a letter and have it answered, end the case, block somebody."""
    await on.office.do("-- about 00017")  # the officer was shown a phone number last
    case = f"cases/{on.office.number}"
    await on.office.post(f"{case}/ask", text=ASKED)
    await on.sent()
    await on.do("wechat", "", ANSWERED)
    await on.office.post(f"{case}/supervise", kind="letter", text=LETTER)
    await on.office.post(f"{case}/answer-letter", text=REPLIED)
    await on.office.do(f"-- resolve solved {DONE}")
    await on.sent()
    await on.office.post("blocks", who="wechat:o-somebody-else", reason=REASON)


async def test_a_whole_life_rests_sealed(tmp_path: Path, written: io.StringIO) -> None:
    """Officers, their PIN and codes, bound numbers, letters, notices, drafts and blocks: none of it is in clear."""
    async with stage(tmp_path) as on:
        secrets = await handle(on)
        async with on.office.session.get("/metrics") as answer:
            metrics = await answer.text()
            assert answer.status == 200
        raw = everything_in(tmp_path)
        tables = rows_of(next(tmp_path.rglob("*.db")))
    filled = {name for name, rows in tables.items() if rows != "[]"}

    assert {"officers", "officer_invites", "phone_codes", "letters", "notices", "drafts", "blocks"} <= filled
    assert {step for step in LIVED if f"'{step}'" not in tables["timeline"]} == set()
    assert {secret for secret in secrets if not CODE.fullmatch(secret) and secret.encode() in raw} == set()
    leaks = {name: told(text, secrets) for name, text in tables.items()}
    assert {name: leak for name, leak in leaks.items() if leak} == {}
    assert told(written.getvalue() + metrics, secrets) == set()


def everything_in(folder: Path) -> bytes:
    """All bytes of all files: the database, its log, photos and voice."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def rows_of(file: Path) -> dict[str, str]:
    """All that a reader of the database sees, table by table."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables}  # noqa: S608


def told(text: str, secrets: set[str]) -> set[str]:
    """Which secrets a text tells; a phone with or without its country code, a code where it stands alone."""
    short = {secret.removeprefix("+86") for secret in secrets}
    return {
        secret
        for secret in short
        if (re.search(rf"(?<!\d){secret}(?!\d)", text) if secret.isdigit() and len(secret) == 6 else secret in text)
    }


async def test_nothing_personal_rests_in_clear(tmp_path: Path, written: io.StringIO) -> None:
    """Database, its write-ahead log, data folder and log hold no phone, openid, name, original words or query code."""
    async with stage(tmp_path) as on:
        secrets = await converse(on)
        raw = everything_in(tmp_path)
        tables = rows_of(next(tmp_path.rglob("*.db")))
    descriptions = tables["cases"]
    assert "门口路灯坏了三天" in descriptions  # what units search is there, without numbers

    # Six digits occur by chance in sealed bytes; the tables are searched for them.
    assert {secret for secret in secrets if not CODE.fullmatch(secret) and secret.encode() in raw} == set()
    leaks = {name: told(text, secrets) for name, text in tables.items()}
    assert {name: leak for name, leak in leaks.items() if leak} == {}
    assert told(written.getvalue(), secrets) == set()


async def test_photos_and_voice_rest_sealed(tmp_path: Path) -> None:
    """No file of the data folder begins as a picture or a sound does."""
    async with stage(tmp_path) as on:
        await converse(on)
        media = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]

    assert media
    for path in media:
        assert not path.read_bytes().startswith((b"\x89PNG", b"\xff\xd8", b"RIFF", b"#!AMR", b"OggS", b"ID3"))


async def test_errors_tell_the_log_nothing_personal(tmp_path: Path, written: io.StringIO) -> None:
    """What fails, with words at hand, is logged by its kind and place."""
    async with stage(tmp_path) as on:
        secrets = await converse(on)
        core = on.town.parts.core
        kept, book = core._conversations, core._casebook
        for error in (Unkept("disk I/O error"), ValueError(SAID), KeyError(PHONE)):
            core._casebook = core._conversations = Trouble(error)  # type: ignore[assignment]
            for phone in ("wechat", "sms"):
                await _refused(on, phone)
        core._conversations, core._casebook = kept, book

    assert written.getvalue().count("ValueError") >= 1
    assert told(written.getvalue(), secrets) == set()


async def _refused(on: Stage, phone: str) -> None:
    try:
        await on.do(phone, "", SAID)
    except AssertionError:
        return


class Trouble:
    """A store that raises whatever is done with it."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def load(self, *_: object, **__: object) -> None:
        raise self.error

    look_up = perform = commit = load
