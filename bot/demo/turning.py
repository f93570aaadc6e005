"""The demo's clock: it runs as the machine's does, and is turned on by hand."""

from pathlib import Path

from dialogs.facts.moment import Clock, Moment


class TurningClock:
    """``file`` keeps how far it was turned: a restarted demo must not fall behind what it has written."""

    def __init__(self, under: Clock, file: Path) -> None:
        self._under = under
        self._file = file
        self._ahead = int(file.read_text(encoding="ascii")) if file.exists() else 0

    def now(self) -> Moment:
        return Moment(self._under.now() + self._ahead)

    def turn_to(self, moment: Moment) -> None:
        """Turn it on to a moment; one that is past leaves it as it is."""
        self._ahead += max(0, moment - self.now())
        self._file.write_text(str(self._ahead), encoding="ascii")
