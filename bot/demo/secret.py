"""The demo's secret key: drawn once, kept in its data folder for its owner alone."""

import os
from pathlib import Path

from dialogs.facts.moment import Chance

KEY_BYTES = 32


def secret_key(data: Path, chance: Chance) -> str:
    """Give the folder's key, made where there is none."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = data / "secret.key"
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(opened, "w", encoding="ascii") as written:
        key = chance.token(KEY_BYTES)
        written.write(key)
    return key
