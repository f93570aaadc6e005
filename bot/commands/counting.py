"""Shows how far something long has come, where somebody looks on."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def counting(doing: str) -> Iterator[Callable[[str, int], None]]:
    """Give a function that is told what was done and how many more of it."""
    counted: Counter[str] = Counter()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing)

        def told(what: str, more: int) -> None:
            counted[what] += more
            progress.update(task, description=f"{doing} {what}: {counted[what]}", advance=more)

        yield told
