"""What every media store has to hold. A subclass gives ``store``, empty."""

import asyncio

import pytest

from dialogs.facts.errors import MediaGone
from dialogs.facts.ports import MediaStore

CONTENT = bytes(range(256)) * 300


class MediaContract:
    async def test_what_was_put_is_got(self, store: MediaStore) -> None:
        """Bytes come back as they were, none and many, each under its own id."""
        await store.put("one", CONTENT)
        await store.put("none", b"")

        assert await store.get("one") == CONTENT
        assert await store.get("none") == b""

    async def test_what_never_was_is_gone(self, store: MediaStore) -> None:
        """An unknown id is told as gone."""
        with pytest.raises(MediaGone):
            await store.get("one")

    async def test_what_was_removed_is_gone(self, store: MediaStore) -> None:
        """Removing removes one alone, and removing again is fine."""
        await store.put("one", CONTENT)
        await store.put("two", CONTENT)

        await store.remove("one")
        await store.remove("one")

        with pytest.raises(MediaGone):
            await store.get("one")
        assert await store.get("two") == CONTENT

    async def test_putting_again_replaces(self, store: MediaStore) -> None:
        """A fetch that is repeated leaves one content, the last one."""
        await store.put("one", CONTENT)
        await store.put("one", b"second")

        assert await store.get("one") == b"second"

    async def test_putting_at_once_leaves_one_whole(self, store: MediaStore) -> None:
        """Of two workers that keep the same photo at once, one content stands, whole."""
        contents = [bytes([number]) * 50_000 for number in range(10)]

        await asyncio.gather(*(store.put("one", content) for content in contents))

        assert await store.get("one") in contents

    @pytest.mark.parametrize(
        "id", ["../../etc/passwd", "/etc/passwd", "a/b", "..", ".", "a\0b", "照片", "x" * 2000, ""]
    )
    async def test_any_id_is_only_a_name(self, store: MediaStore, id: str) -> None:
        """Ids are hostile too: each is kept and found, and none leads elsewhere."""
        await store.put(id, CONTENT)

        assert await store.get(id) == CONTENT
        await store.remove(id)
