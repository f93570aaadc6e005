"""What one process counts, in the form of Prometheus. No label names a person or a case."""

from functools import cache
from typing import Final, final

from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector, ProcessCollector

# Seconds: an ordinary turn takes one or two thousandths, WeChat gives up at five.
QUICK: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
FEW: Final = (1.0, 2.0, 3.0, 5.0, 10.0, 20.0)  # WeChat's windows have three and five
NO_RUNG: Final = "none"
SLOW: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@final
class Meters:
    """Counters of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = ours = CollectorRegistry()
        ProcessCollector(registry=ours)
        PlatformCollector(registry=ours)
        by_outcome = ("channel", "outcome")
        self.turns = Counter("huiyin_turns", "Deliveries of messages, by how they ended", by_outcome, registry=ours)
        self.turn_seconds = _spread("huiyin_turn_seconds", "From a delivery to its answer", QUICK, ours)
        about = "Messages recognised as redelivered, and turns that lost a race"
        self._turns_of, self._seconds_of = cache(self.turns.labels), cache(self.turn_seconds.labels)
        self.noticed = Counter("huiyin_noticed", about, ("channel", "what"), registry=ours)
        self.sends = Counter("huiyin_sends", "Messages sent, by how that ended", by_outcome, registry=ours)
        self.send_seconds = _spread("huiyin_send_seconds", "From a send to what the other side says", SLOW, ours)
        about = "Tries of notices, by the rung that carried them and what became of them"
        self.notices = Counter("huiyin_notices", about, ("rung", "outcome"), registry=ours)
        about = "Messages that a person's window had left when one was sent"
        self.windows = Histogram("huiyin_window_left", about, ("rung",), buckets=FEW, registry=ours)
        self.limited = Counter("huiyin_limited", "Messages that met a limit", ("limit",), registry=ours)
        about = "Requests that a door refused, by the status of the answer"
        self.refused = Counter("huiyin_refused", about, ("door", "status"), registry=ours)
        self._sends_of, self._send_seconds_of = cache(self.sends.labels), cache(self.send_seconds.labels)
        self._notices_of, self._windows_of = cache(self.notices.labels), cache(self.windows.labels)

    def turn(self, channel: str, outcome: str, seconds: float) -> None:
        """Count a delivery of a message that ended so, and took so long."""
        self._turns_of(channel, outcome).inc()
        self._seconds_of(channel).observe(seconds)

    def notice(self, what: str, channel: str) -> None:
        self.noticed.labels(channel, what).inc()

    def send(self, channel: str, outcome: str, seconds: float) -> None:
        """Count a send that ended so, and took so long."""
        self._sends_of(channel, outcome).inc()
        self._send_seconds_of(channel).observe(seconds)

    def notice_told(self, voice: str, outcome: str) -> None:
        self._notices_of(voice or NO_RUNG, outcome).inc()

    def window_left(self, voice: str, messages: int) -> None:
        self._windows_of(voice).observe(messages)

    def limit(self, limit: str) -> None:
        self.limited.labels(limit).inc()

    def refuse(self, door: str, status: int) -> None:
        self.refused.labels(door, status).inc()


def _spread(name: str, about: str, buckets: tuple[float, ...], ours: CollectorRegistry) -> Histogram:
    return Histogram(name, about, ("channel",), buckets=buckets, registry=ours)
