"""``huiyin qr``: codes to be put up on the spot."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dialogs.facts.errors import HuiyinError

if TYPE_CHECKING:
    from bot.settings import Settings
    from dialogs.city import City

app = typer.Typer(add_completion=False, rich_markup_mode=None)
FORMATS = ("svg", "png")
SCALE = 12  # pixels of one module of a PNG


class NoNumber(HuiyinError):
    """No number that SMS go to is configured: HUIYIN_TWILIO__FROM or HUIYIN_GATEWAY__NUMBER."""


class UnknownScene(HuiyinError):
    """The city profile has no such scene in places.toml."""


@app.command()
def qr(
    scenes: Annotated[
        list[str] | None, typer.Argument(help="Scenes of the city profile; all where none is named.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where the files go.")] = Path("data/qr"),
    format: Annotated[str, typer.Option(help="svg or png.")] = "svg",
    *,
    sms: Annotated[
        bool, typer.Option(help="Codes that open an SMS with the place in it; they need no account.")
    ] = False,
) -> None:
    """Draw a code for each scene: who scans a lamp post's need not say where it is."""
    from bot import cli
    from bot.city import load_city

    if format not in FORMATS:
        raise typer.BadParameter(" or ".join(FORMATS), param_hint="--format")
    settings = cli.settings()
    city = load_city(settings.city)
    wanted = tuple(scenes or (scene.code for scene in city.scenes))
    if strange := [code for code in wanted if city.scene(code) is None]:
        raise UnknownScene(", ".join(strange))
    held = _written(settings, city, wanted) if sms else cli.run(_asked_for(settings, wanted))
    _draw(held, out, format)


async def _asked_for(settings: "Settings", scenes: tuple[str, ...]) -> dict[str, str]:
    """Have WeChat make a permanent code for each."""
    from adapters.outbound.wechat import make_code
    from bot.commands.menu import account

    async with account(settings) as api:
        return {scene: await make_code(api, scene) for scene in scenes}


def _written(settings: "Settings", city: "City", scenes: tuple[str, ...]) -> dict[str, str]:
    """Write what a phone reads as an SMS to the city's number that begins with the place."""
    number = (settings.twilio and settings.twilio.from_) or (settings.gateway and settings.gateway.number)
    if not number:
        raise NoNumber
    return {code: f"SMSTO:{number}:{city.name_of('scene', code, city.languages[0])} " for code in scenes}


def _draw(held: dict[str, str], out: Path, format: str) -> None:
    import segno

    out.mkdir(parents=True, exist_ok=True)
    for scene, content in held.items():
        file = out / f"{scene}.{format}"
        segno.make(content, error="q", micro=False).save(str(file), scale=SCALE)  # some of it may be scratched off
        typer.echo(str(file))
