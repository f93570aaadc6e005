import asyncio
import contextlib
from collections.abc import Callable
from threading import Barrier, BrokenBarrierError

import pytest
from worker_fakes import Hands, MemoryShelf, MemoryStore, until

from bot.demo.clock import HandClock, SeededChance
from bot.worker import MediaWorker
from dialogs.facts.errors import MediaGone, MediaRefused, Unkept, Unreachable
from dialogs.facts.messages import MediaKind
from dialogs.facts.moment import DAY, HOUR, MINUTE
from dialogs.facts.ports import CleanMedia

Workers = Callable[..., MediaWorker]


def clean(kind: MediaKind, content: bytes) -> CleanMedia:
    if content == b"evil":
        raise MediaRefused
    if content == b"bug":
        raise ZeroDivisionError
    return CleanMedia(b"clean " + content, f"{kind}/jpeg")


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def make(shelf: MemoryShelf, store: MemoryStore, clock: HandClock, chance: SeededChance) -> Workers:
    def worker(*script: bytes | Exception) -> MediaWorker:
        hands = {"sms": Hands(list(script))}
        return MediaWorker(shelf, fetchers=hands, store=store, clean=clean, clock=clock, chance=chance, idle=0.01)

    return worker


async def test_what_is_wanted_is_kept_clean(
    make: Workers, shelf: MemoryShelf, store: MemoryStore, clock: HandClock
) -> None:
    """Fetched, made harmless, stored, and noted with what it has become."""
    for n in range(9):
        shelf.want(f"p{n}", clock.now())
    await make().drain()

    assert store.contents == {f"p{n}": b"clean photo" for n in range(9)}
    assert {(piece.state, piece.size) for piece in shelf.pieces.values()} == {("kept image/jpeg", 11)}


@pytest.mark.parametrize(
    "case", [(MediaGone(), "lost gone"), (MediaRefused(), "lost refused"), (b"evil", "lost refused")]
)
async def test_lost_for_good(
    make: Workers, shelf: MemoryShelf, store: MemoryStore, clock: HandClock, case: tuple[bytes | Exception, str]
) -> None:
    """What the channel no longer has, or is no photo, is given up at once; nothing of it is stored."""
    found, state = case
    shelf.want("p", clock.now())
    await make(found).drain()

    assert (shelf.pieces["p"].state, store.contents) == (state, {})


@pytest.mark.parametrize("found", [Unreachable(), b"bug", OSError("words"), TimeoutError()])
async def test_another_try(
    make: Workers, shelf: MemoryShelf, store: MemoryStore, clock: HandClock, found: bytes | Exception
) -> None:
    """Whatever else goes wrong, it is tried again after a while, and others do not wait for it."""
    shelf.want("p", clock.now())
    shelf.want("q", clock.now())
    worker = make(found)
    await worker.drain()
    before = shelf.pieces["p"].state, shelf.pieces["q"].state
    clock.advance(MINUTE)
    await worker.drain()

    assert before == ("wanted", "kept image/jpeg")
    assert (shelf.pieces["p"].state, shelf.pieces["p"].wanted.attempts) == ("kept image/jpeg", 1)


async def test_three_days_and_no_longer(make: Workers, shelf: MemoryShelf, clock: HandClock) -> None:
    """A channel that cannot be reached is asked for three days; then the photo is lost."""
    shelf.want("p", clock.now())
    worker = make(*(Unreachable() for _ in range(9999)))
    start, states = clock.now(), []
    for _ in range(3 * 24 * 2 + 3):
        states.append(shelf.pieces["p"].state)
        await worker.drain()
        clock.advance(HOUR // 2)

    assert states[-1] == "lost late"
    assert states.count("wanted") * HOUR // 2 > 2.9 * DAY
    assert clock.now() > start + 3 * DAY


async def test_a_full_disk_loses_nothing(
    make: Workers, shelf: MemoryShelf, store: MemoryStore, clock: HandClock
) -> None:
    """What cannot be stored is not noted as kept."""
    shelf.want("p", clock.now())
    store.full = True
    worker = make()
    await worker.drain()
    state = shelf.pieces["p"].state
    store.full = False
    clock.advance(MINUTE)
    await worker.drain()

    assert (state, shelf.pieces["p"].state) == ("wanted", "kept image/jpeg")


async def test_a_channel_without_a_fetcher_waits(make: Workers, shelf: MemoryShelf, clock: HandClock) -> None:
    """What nobody can fetch yet is not lost."""
    shelf.want("p", clock.now(), channel="wechat")
    await make().drain()

    assert shelf.pieces["p"].state == "wanted"


async def test_it_goes_on_when_the_shelf_is_back(
    make: Workers, shelf: MemoryShelf, store: MemoryStore, clock: HandClock
) -> None:
    """A shelf that is down for a moment stops no worker; whoever drains is told."""
    shelf.want("p", clock.now())
    shelf.down = True
    worker = make()
    with pytest.raises(Unkept):
        await worker.drain()
    running = asyncio.create_task(worker.run())
    shelf.down = False
    clock.advance(MINUTE)
    await until(lambda: shelf.pieces["p"].state != "wanted")
    worker.stop()
    await running

    assert shelf.pieces["p"].state == "kept image/jpeg"


async def test_one_is_made_harmless_at_a_time(
    shelf: MemoryShelf, store: MemoryStore, clock: HandClock, chance: SeededChance
) -> None:
    """An album of large photos takes the memory of one."""
    together = Barrier(2)

    def slow(kind: MediaKind, content: bytes) -> CleanMedia:
        with contextlib.suppress(BrokenBarrierError):
            together.wait(0.05)
            raise AssertionError("two at once")
        return clean(kind, content)

    for n in range(3):
        shelf.want(f"p{n}", clock.now())
    hands = {"sms": Hands([])}
    await MediaWorker(shelf, fetchers=hands, store=store, clean=slow, clock=clock, chance=chance).drain()

    assert {piece.state for piece in shelf.pieces.values()} == {"kept image/jpeg"}
