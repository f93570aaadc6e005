"""The same text reads the same, whatever the order of words and the hash seed."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from dialogs.city import City
from dialogs.facts.reading import Reading
from dialogs.reading import Reader, read, reader_of

SENTENCES = (
    "江滩区解放大道12号门口路灯坏了三天",
    "隔壁工地半夜还在施工，吵得睡不着，垃圾也没人收",
    "解放大道和滨江路交叉口红绿灯坏了，有人被困",
    "The street light at 12 Jiefang Avenue near the library has been out for three days",
    "担心电动车充电起火，江景花园楼道里都是",
    "请问居住证怎么办，离婚财产怎么分",
)
DEMO = Path(__file__).resolve().parents[3] / "city" / "demo"
SCRIPT = """
import sys
from pathlib import Path
import msgspec
from bot.city import load_city
from dialogs.reading import read
city = load_city(Path(sys.argv[1]))
print(msgspec.json.encode([read(text, city) for text in sys.argv[2:]]).decode())
"""


def test_same_under_another_hash_seed() -> None:
    """Fresh processes with other hash seeds read alike."""
    said = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT, str(DEMO), *SENTENCES]
        said.add(subprocess.run(command, check=True, capture_output=True, env=environment).stdout)

    assert len(said) == 1
    assert b"street-light" in said.pop()


def test_same_with_shuffled_lists(city: City) -> None:
    """Words, categories, places and answers in any order read alike."""
    for seed in range(5):
        shuffled = Reader(_shuffled(city, random.Random(seed)))
        for text in SENTENCES:
            assert shuffled.read(text) == reader_of(city).read(text)
            assert shuffled.fitting_answer(text) == reader_of(city).fitting_answer(text)


def test_reading_survives_the_journal(city: City) -> None:
    """A reading goes to plain values and comes back equal."""
    reading = read(SENTENCES[0], city)

    assert msgspec.convert(msgspec.to_builtins(reading), Reading) == reading


def _shuffled(city: City, chance: random.Random) -> City:
    lists = ("categories", "roads", "landmarks", "answers", "dangers", "paths", "kinds")
    mixed = {name: _mixed(tuple(_reworded(each, chance) for each in getattr(city, name)), chance) for name in lists}
    changes: dict[str, Any] = {**mixed, "streets": _mixed(city.streets, chance)}
    return replace(city, **changes)


def _reworded(thing: Any, chance: random.Random) -> Any:
    return replace(thing, words=_mixed(thing.words, chance))


def _mixed(things: tuple[Any, ...], chance: random.Random) -> tuple[Any, ...]:
    return tuple(chance.sample(things, len(things)))
