"""``huiyin menu``: the menu below the conversation on WeChat."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dialogs.facts.errors import HuiyinError

if TYPE_CHECKING:
    from adapters.outbound.wechat import WechatApi
    from bot.settings import Settings
    from dialogs.wording import Speaker

app = typer.Typer(
    help="The menu on WeChat: push it.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


class NoAccount(HuiyinError):
    """No WeChat account is configured: HUIYIN_WECHAT__APP_ID, __APP_SECRET, __TOKEN."""


@app.callback()
def menu() -> None:
    """Put the menu below the conversation on WeChat."""


@app.command()
def push(
    language: Annotated[str, typer.Option(help="Of the city's languages; the first where none is named.")] = "",
) -> None:
    """Replace the account's menu; phones show it within five minutes."""
    from bot import cli

    cli.run(_push(cli.settings(), language))


async def _push(settings: "Settings", language: str) -> None:
    from adapters.outbound.wechat import push_menu
    from bot.menu import buttons_in

    buttons = buttons_in(speaker_of(settings, language))
    async with account(settings) as api:
        await push_menu(api, buttons)
    for button in buttons:
        typer.echo(f"{button.name}: {', '.join(below.name for below in button.below) or button.key}")


def speaker_of(settings: "Settings", language: str) -> "Speaker":
    from bot.speech import Speech

    spoken = Speech(settings.city).now
    languages = spoken.wording.languages
    if language and language not in languages:
        raise typer.BadParameter(f"the city speaks {', '.join(languages)}", param_hint="--language")
    return spoken.wording.speaker(language or languages[0], 200)


@asynccontextmanager
async def account(settings: "Settings") -> AsyncIterator["WechatApi"]:
    """Reach the account's API; ``NoAccount`` where none is configured."""
    from aiohttp import ClientSession

    from bot.clock import SystemClock
    from bot.routes import wechat_api

    if settings.wechat is None:
        raise NoAccount
    async with ClientSession() as session:
        yield wechat_api(settings.wechat, session, SystemClock())[1]
