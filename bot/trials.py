"""Trying each service once, as gently as it can be tried. A trial says what it found, or raises ``Failed``."""

import asyncio
import json
import sqlite3
import tempfile
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from aiohttp import ClientError, ClientSession
from alembic.script import ScriptDirectory
from redis.asyncio import Redis, RedisCluster
from redis.exceptions import RedisError

from adapters.casebook import migrations
from adapters.sql.lock import holder
from bot.settings import Twilio, WeChat, without_password
from dialogs.facts.errors import HuiyinError

PATIENCE = 5.0  # seconds
IP_NOT_LISTED = 40164
UNWELCOME = frozenset({401, 403})
VERSION = "SELECT version_num FROM alembic_version"


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


async def database(url: str) -> str:
    """Read the version of its tables."""
    here = sqlite_version(sqlite_path(url)) if url.startswith("sqlite") else await postgres_version(url)
    if here != (wanted := newest()):
        raise Failed(f"its tables are {'missing' if not here else f'at {here}, not {wanted}'}: huiyin migrate")
    held = holder(sqlite_path(url)) if url.startswith("sqlite") else ""
    return f"{without_password(url)} is at this version{f', in use by {held}' if held else ''}"


def sqlite_path(url: str) -> Path:
    """Give the file of ``sqlite:///relative`` or ``sqlite:////absolute``."""
    return Path(url.removeprefix("sqlite:///"))


def newest() -> str:
    return ScriptDirectory(str(Path(migrations.__file__).parent)).get_current_head() or ""


def sqlite_version(path: Path) -> str:
    if not path.exists():
        raise Failed(f"there is no {path} yet: huiyin migrate")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=PATIENCE)) as connection:
            return str(connection.execute(VERSION).fetchone()[0])
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return ""
        raise Failed(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise Failed(f"{path}: {error}") from error


async def postgres_version(url: str) -> str:
    try:
        connection = await asyncpg.connect(url, timeout=PATIENCE)
        try:
            return str(await connection.fetchval(VERSION))
        except asyncpg.UndefinedTableError:
            return ""
        finally:
            await connection.close()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        raise Failed(f"{without_password(url)}: {type(error).__name__}") from error


async def redis(url: str) -> str:
    kind = RedisCluster if url.startswith("redis+cluster") else Redis
    client = kind.from_url(url.replace("redis+cluster", "redis", 1), socket_connect_timeout=PATIENCE)
    try:
        async with asyncio.timeout(PATIENCE):
            await client.ping()
    except (RedisError, OSError, TimeoutError) as error:
        raise Failed(f"{without_password(url)}: {type(error).__name__}") from error
    finally:
        await client.aclose()
    return f"{without_password(url)} answers"


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
