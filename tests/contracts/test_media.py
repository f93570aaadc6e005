from pathlib import Path

import pytest

from adapters.media import FolderMedia
from adapters.sealing import Keyring
from dialogs.facts.ports import MediaStore

pytest.register_assert_rewrite("media_contract")
from media_contract import MediaContract  # noqa: E402 - its asserts are rewritten first


class TestFolder(MediaContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> MediaStore:
        return FolderMedia(tmp_path / "media", Keyring(("a made-up secret",)))
