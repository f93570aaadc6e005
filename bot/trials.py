"""Trying each service once, as gently as it can be tried. A trial says what it found, or raises ``Failed``."""

import json
import sqlite3
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession
from sqlalchemy import Connection, text

from adapters.casebook import migrations
from adapters.conversations.redis_link import RedisLink
from adapters.conversations.redis_scripts import LOAD
from adapters.outbound.wechat import WechatApi
from adapters.sql import PostgresDatabase
from adapters.sql.lock import holder
from bot.delivery import name_of
from bot.setting_groups import Twilio, WeChat
from bot.setting_notices import WechatNotice
from bot.wechat_templates import wrong_templates
from dialogs.facts.errors import HuiyinError, SendError, Unkept

PATIENCE = 5.0  # seconds
IP_NOT_LISTED = 40164
UNWELCOME = frozenset({401, 403})
VERSION = "SELECT version_num FROM alembic_version"
MAY_MAKE = "SELECT has_schema_privilege(current_schema(), 'CREATE')"


class Failed(HuiyinError):
    """It does not work."""

    def __str__(self) -> str:
        return self.detail


async def writable(folder: Path) -> str:
    try:
        _write_into(folder)
    except OSError as error:
        raise Failed(f"{folder}: {error.strerror}") from error
    return f"{folder} can be written"


def _write_into(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass


async def database(file: Path) -> str:
    """Read the version of the tables; serving makes them, or brings them to this version."""
    here, known = _version_of(file), migrations.revisions()
    _is_to_be_written(file)
    if here is None:
        return f"{file} is made when serving starts"
    if here and here not in known:
        raise Failed(f"{file} is of a later version ({here}) than this program")
    held = holder(file)
    state = "is at this version" if here == known[0] else "is brought to this version when serving starts"
    return f"{file} {state}{f', in use by {held}' if held else ''}"


def _is_to_be_written(file: Path) -> None:
    """Try the folder too: SQLite and the lock lay files beside the database."""
    try:
        _write_into(file.parent)
        if file.exists():
            file.open("r+b").close()
    except OSError as error:
        raise Failed(f"HUIYIN_DATABASE_URL: {error.filename}: {error.strerror}") from error


async def postgres(url: str) -> str:
    """Connect, and read the version of the tables."""
    database = PostgresDatabase(url)
    try:
        (here, may_make), known = await database.read(_looked), migrations.revisions()
    except Unkept as error:
        raise Failed(f"HUIYIN_DATABASE_URL: {error.detail}") from error
    finally:
        await database.close()
    if here and here not in known:
        raise Failed(f"the tables are of a later version ({here}) than this program")
    if here != known[0] and not may_make:
        raise Failed("HUIYIN_DATABASE_URL: this user may make no tables there, and should own the database")
    return f"PostgreSQL {'is at this version' if here == known[0] else 'is brought to this version by huiyin migrate'}"


def _looked(connection: Connection) -> tuple[str, bool]:
    return migrations.version(connection), bool(connection.scalar(text(MAY_MAKE)))


async def redis(url: str) -> str:
    """Run the script that looks a conversation up."""
    link = RedisLink(url)
    try:
        await link.run(LOAD, ["huiyin:{0}:check", "huiyin:{0}:check"], ())
    except Unkept as error:
        raise Failed(f"HUIYIN_REDIS_URL: {error.detail}") from error
    finally:
        await link.close()
    return "Redis answers"


def _version_of(file: Path) -> str | None:
    if not file.exists():
        return None
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=PATIENCE)) as connection:
            row = connection.execute(VERSION).fetchone()
            return str(row[0]) if row else ""
    except sqlite3.DatabaseError as error:
        if "no such table" in str(error):
            return ""
        raise Failed(f"{file}: {error}") from error


async def wechat(session: ClientSession, account: WeChat) -> str:
    """Ask for an access token; asking again gives the same one, so nobody is disturbed."""
    wanted = {"grant_type": "client_credential", "appid": account.app_id}
    body = json.dumps(wanted | {"secret": account.app_secret.get_secret_value()}).encode()
    try:
        async with session.post(f"{account.api_base}/cgi-bin/stable_token", data=body) as response:
            said = json.loads(await response.read())
    except (ClientError, OSError, TimeoutError, ValueError) as error:
        raise Failed(f"{account.api_base} cannot be asked: {type(error).__name__}") from None
    if isinstance(said, dict) and said.get("access_token"):
        return "gives us a token"
    code, told = (said.get("errcode"), said.get("errmsg")) if isinstance(said, dict) else (None, None)
    mend = "; enter our address in the console's IP allow list" if code == IP_NOT_LISTED else ""
    raise Failed(f"gives no token, nothing can be sent: {code} {_printable(told)}{mend}")


async def wechat_templates(api: WechatApi, told: Mapping[str, WechatNotice]) -> str:
    """Compare the templates of the settings with the account's own lists; it only reads."""
    try:
        wrong = await wrong_templates(api, told)
    except SendError as error:
        raise Failed(f"the account's templates cannot be asked for: {name_of(error)}") from None
    if wrong:
        raise Failed("; ".join(wrong))
    return f"the account has those of {', '.join(told)}"


async def twilio(session: ClientSession, account: Twilio) -> str:
    url = f"{account.api_base}/2010-04-01/Accounts/{account.account_sid}.json"
    pair = b64encode(f"{account.account_sid}:{account.auth_token.get_secret_value()}".encode()).decode()
    try:
        async with session.get(url, headers={"Authorization": f"Basic {pair}"}, allow_redirects=False) as response:
            status = response.status
    except (ClientError, OSError, TimeoutError) as error:
        raise Failed(f"{account.api_base} cannot be asked: {type(error).__name__}") from None
    if status in UNWELCOME:
        raise Failed("does not know this SID with this token")
    if status != 200:  # noqa: PLR2004
        raise Failed(f"answers {status}")
    return "knows us"


async def answers(session: ClientSession, url: str) -> str:
    """See whether anything answers there; what it says to an empty question does not matter."""
    host = urlsplit(url).netloc.rpartition("@")[2]
    try:
        async with session.head(url, allow_redirects=False) as response:
            return f"{host} answers ({response.status})"
    except (ClientError, OSError, TimeoutError) as error:
        raise Failed(f"{host} does not answer: {type(error).__name__}") from None


def _printable(said: object) -> str:
    return "".join(character for character in str(said or "") if character.isprintable())[:200]
