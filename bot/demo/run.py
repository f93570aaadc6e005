"""`huiyin demo`."""

from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot import log
from bot.clock import SystemChance, SystemClock
from bot.demo.hosts import HOST
from bot.demo.town import Town, town
from bot.serve import Listen, serve
from handlers.pages.words import page_words

SHOWN = ("en", "zh-Hans")
TRIES = ("try-1", "try-2", "try-3")


async def run_demo(port: int, data: Path) -> None:
    """Serve the demo until it is told to stop; ``PortTaken`` where it cannot listen."""
    log.configure("text")
    async with town(port, data, SystemClock(), SystemChance()) as demo:
        await serve(demo.parts, Listen(HOST, demo.port), lambda _: _greet(demo))


def _greet(demo: Town) -> None:
    address = f"http://localhost:{demo.port}"
    lines = Text("\n\n").join(_lines(demo, language) for language in SHOWN)
    panel = Panel(
        lines, title=Text(address, "bold"), subtitle="Ctrl+C", border_style="green", padding=(1, 2), expand=False
    )
    console = Console()
    console.print(panel)
    console.print(address, soft_wrap=True)


def _lines(demo: Town, language: str) -> Text:
    scenery = demo.world.scenery(language)
    words = page_words(language, city=scenery.city, place=scenery.landmarks[0].name)
    tries = (f"  {words[key]}" for key in TRIES)
    return Text.assemble((words["headline"], "bold"), "\n", words["try-title"], "\n", "\n".join(tries))
