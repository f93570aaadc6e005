"""Photos that came into no case go after a while, and nothing else does."""

from pathlib import Path

import pytest
from casebook_world import ANNA, BORIS, SECRETS, World, filing
from sqlalchemy import select

from adapters.casebook.media_unused import SqlUnused
from adapters.casebook.schema import media
from adapters.casebook.shelf import SqlShelf
from adapters.media import FolderMedia
from adapters.sealing import Keyring
from dialogs.facts.acts import KeepMedia
from dialogs.facts.errors import MediaGone
from dialogs.facts.messages import Address, Attachment, MediaKind
from dialogs.facts.moment import DAY, Moment


@pytest.fixture
def store(tmp_path: Path) -> FolderMedia:
    return FolderMedia(tmp_path / "media", Keyring(SECRETS))


async def photographed(town: World, store: FolderMedia, id: str, who: Address = ANNA) -> None:
    """Send a photo, and have it fetched."""
    await town.do(who, KeepMedia((id,), (Attachment(MediaKind.IMAGE, f"ref-{id}"),)))
    shelf = SqlShelf(town.database, town.office)
    for claim in await shelf.claim(now=town.clock.now(), limit=9):
        await store.put(claim.wanted.id, b"photo")
        await shelf.kept(claim.wanted.id, claim.lease, mime="image/jpeg", size=5, now=town.clock.now())


async def left(town: World) -> list[str]:
    wanted = select(media.c.id).order_by(media.c.id)
    return await town.database.read(lambda connection: list(connection.scalars(wanted)))


async def test_what_came_into_no_case_goes(town: World, store: FolderMedia) -> None:
    """Row and file go once they are old; what a case holds stays, and so does what came lately."""
    await photographed(town, store, "filed")
    await town.do(ANNA, filing("The lamp is out", media=("filed",)))
    await photographed(town, store, "unused", BORIS)
    town.clock.advance(5 * DAY)
    await photographed(town, store, "fresh", BORIS)
    unused, before = SqlUnused(town.database, store), Moment(town.clock.now() - 4 * DAY)
    counts = [await unused.drop(before) for _ in range(2)]

    assert (counts, await left(town)) == ([1, 0], ["filed", "fresh"])
    assert [await store.get(each) for each in ("filed", "fresh")] == [b"photo"] * 2
    with pytest.raises(MediaGone):
        await store.get("unused")


class Broken:
    """A store that cannot remove."""

    async def put(self, id: str, content: bytes) -> None: ...

    async def get(self, id: str) -> bytes:
        raise MediaGone(id)

    async def remove(self, id: str) -> None:
        raise OSError(id)


async def test_who_is_killed_in_the_middle_leaves_no_file(town: World, store: FolderMedia) -> None:
    """What could not be removed is named still, belongs to no case any more, and goes with the next round."""
    await photographed(town, store, "unused")
    town.clock.advance(5 * DAY)
    before = Moment(town.clock.now() - 4 * DAY)
    with pytest.raises(OSError, match="unused"):
        await SqlUnused(town.database, Broken()).drop(before)
    await town.do(ANNA, filing("The lamp is out", media=("unused",)))
    named = await left(town)
    count = await SqlUnused(town.database, store).drop(before)

    assert (named, count, await left(town)) == (["unused"], 1, [])
    with pytest.raises(MediaGone):
        await store.get("unused")
