"""Each fault of a profile is told by file and line, all at once."""

import shutil
from pathlib import Path

import pytest

from bot.city import DEMO, city_folder, load_city, problems
from dialogs.facts.errors import CityInvalid

SOUND = Path(__file__).resolve().parents[3] / "city" / "demo"

FAULTS = [
    # label, file, what stands there, what is put in its place, the file told, the line's beginning, what is said
    ("syntax", "city.toml", 'code = "yunjiang"', "code = yunjiang", "city.toml", "code", "Invalid value"),
    ("unknown key", "city.toml", "accept_days = 1", "accept_day = 1", "city.toml", "accept_day", "not permitted"),
    ("zone", "city.toml", "Asia/Shanghai", "Asia/Nowhere", "city.toml", "zone", "no time zone"),
    ("hours", "city.toml", "09:00-12:00", "12:00-09:00", "city.toml", "hours", "must end after"),
    ("free and working", "city.toml", "free = []\nworking = []", "free = [2026-03-03]\nworking = [2026-03-03]",
     "city.toml", "working", "2026-03-03 is free and working"),
    ("day twice", "city.toml", "free = []", "free = [2026-03-03, 2026-03-03]", "city.toml", "free", "stands twice"),
    ("free half day", "city.toml", "free = []\nworking = []",
     'free = [2026-03-03]\nworking = []\nshort = { "2026-03-03" = ["09:00-12:00"] }', "city.toml", "short",
     "2026-03-03 is free and a half day"),
    ("overlapping half day", "city.toml", "free = []",
     'free = []\nshort = { "2026-03-03" = ["09:00-12:00", "11:00-13:00"] }', "city.toml", "short", "overlap"),
    ("overlapping hours", "city.toml", "13:30-17:30", "11:30-17:30", "city.toml", "hours", "overlap"),
    ("year without a free day", "city.toml", "free = []", "free = []\nyears = [2027]", "city.toml", "years", "2027"),
    ("no such day", "city.toml", "free = []", 'free = ["2026-02-30"]', "city.toml", "free", "date"),
    ("out of range", "city.toml", "sign_hours = 4\n", "sign_hours = 0\n", "city.toml", "sign_hours", "greater than"),
    ("nobody to call back", "guidance.toml", 'call_back = ["despair"]', 'call_back = ["despond"]', "guidance.toml",
     "call_back", "no danger despond"),
    ("warnings not rising", "city.toml", "[50, 80, 100]", "[80, 50, 100]", "city.toml", "warn_at", "rising order"),
    ("no warning at the end", "city.toml", "[50, 80, 100]", "[50, 80]", "city.toml", "warn_at", "the last one at 100"),
    ("no hour", "city.toml", 'digest_at = "08:30"', 'digest_at = "8.30"', "city.toml", "digest_at", "match pattern"),
    ("no own hotline", "city.toml", "city = { number", "town = { number", "city.toml", "[hotlines]", "own line"),
    (
        "unknown question",
        "categories.toml",
        'manhole = { urgency = "urgent", reply_days = 3, questions = ["manhole-state"]',
        'manhole = { urgency = "urgent", reply_days = 3, questions = ["manhole-stat"]',
        "categories.toml",
        "manhole =",
        "no question manhole-stat",
    ),
    ("unknown urgency", "categories.toml", '"emergency"', '"hurried"', "categories.toml", "pipe-burst", "no urgency"),
    ("unknown kind", "categories.toml", '"suggestion"', '"idea"', "categories.toml", "rubbish-sorting", "report"),
    ("same table twice", "categories.toml", "[water]", "[roads]", "categories.toml", "[roads]", "twice"),
    ("same category twice", "categories.toml", "dust = {", "pothole = {", "categories.toml", "pothole",
     "another group"),
    ("too many options", "questions.toml", '["one", "several", "street"]', '["a","b","c","d","e","f","g"]',
     "questions.toml", "options", "at most 6"),
    ("choice without options", "questions.toml", '\noptions = ["one", "several", "street"]', "", "questions.toml",
     "[lamps]", "two options"),
    ("yesno", "questions.toml", '["yes", "no"]', '["no", "yes"]', "questions.toml", "[receipt]", "yes and no"),
    ("unknown street", "places.toml", 'liulin-lane = { streets = ["liulin"] }', 'liulin-lane = { streets = ["li"] }',
     "places.toml", "liulin-lane", "no street li"),
    ("street twice", "places.toml", '"xueyuan", "chating"]', '"xueyuan", "matou"]', "places.toml",
     "[districts.yunshan]", "stands twice"),
    ("landmark elsewhere", "places.toml", "point = [113.031, 29.672]", "point = [113.2, 29.672]", "places.toml",
     "peoples-park", "does not lie in"),
    ("unknown parent",
     "units.toml", 'parent = "yunshan-centre"\nstreet = "shishan"', 'parent = "gone"\nstreet = "shishan"',
     "units.toml", "[shishan-office]", "no unit gone"),
    ("wrong level",
     "units.toml", 'parent = "yunshan-centre"\nstreet = "shishan"', 'parent = "desk"\nstreet = "shishan"',
     "units.toml", "[shishan-office]", "cannot stand there"),
    ("two tops", "units.toml", '[police]\nlevel = "city"\nparent = "desk"', '[police]\nlevel = "city"', "units.toml",
     "#", "one unit stands at the top"),
    ("dispatch nowhere", "dispatch.toml", 'unit = "water-bureau"', "", "dispatch.toml", "[[rule]]", "unit or a level"),
    ("dispatch to nobody", "dispatch.toml", 'unit = "market-bureau"', 'unit = "gone"', "dispatch.toml", "[[rule]]",
     "no unit gone"),
    ("danger without hotline", "guidance.toml", 'fire = "fire"', 'fire = "gone"', "guidance.toml", "fire",
     "no hotline"),
    ("missing words", "en/categories.toml", "[categories.dust]", "[categories.dusty]", "categories.toml", "dust =",
     "no words in en/categories.toml"),
    ("surplus words", "en/categories.toml", "[categories.dust]", "[categories.dusty]", "en/categories.toml",
     "[categories.dusty]", "not known"),
    ("missing option", "en/questions.toml", 'one = "One lamp", ', "", "en/questions.toml", "options",
     "the options are"),
    ("carrier word", "en/questions.toml", '"I have it"', '"Yes"', "en/questions.toml", "options", "carrier"),
    ("same label", "en/questions.toml", '"Several lamps"', '"One lamp"', "en/questions.toml", "options", "same label"),
    ("words of no option", "en/questions.toml", 'missing = ["missing", "is gone", "stolen"',
     'mising = ["missing", "is gone", "stolen"', "en/questions.toml", "mising",
     "manhole-state: there is no option mising"),
    ("words of a text", "en/questions.toml", 'simple = "Which account number?"',
     'simple = "Which account number?"\nwords = { none = ["no number"] }', "en/questions.toml", "words",
     "account-number: there is no option none"),
    ("words that are a number", "zh-Hans/questions.toml", '"1盏"', '"1+盏"', "zh-Hans/questions.toml", "one",
     "lamps: a number alone makes no choice: 1+盏"),
    ("words without a part", "zh-Hans/questions.toml", '"1盏"', '"灯+"', "zh-Hans/questions.toml", "one",
     "lamps: a part of this has nothing in it: 灯+"),
    ("words that are no list", "en/questions.toml", 'basin = ["size of a basin", "like a basin"]',
     'basin = "like a basin"', "en/questions.toml", "basin", "valid tuple"),
    ("words too wide for the card", "en/questions.toml", '"It has sunk", noisy', '"It has sunk into the ground", noisy',
     "en/questions.toml", "options", "at most fit an SMS"),
    ("outside GSM-7", "en/guidance.toml", "The citizen hotline is", "The citizen\u2019s hotline is",
     "en/guidance.toml", "answer", "GSM-7: \u2019"),
    ("too long for SMS", "zh-Hans/questions.toml", "有几盏灯不亮？", "有几盏灯不亮？" * 16, "zh-Hans/questions.toml",
     "prompt", "two SMS"),
    ("danger without number", "zh-Hans/guidance.toml", "拨打119（火警）", "拨打火警", "zh-Hans/guidance.toml",
     "[dangers.fire]", "must say 119"),
    ("kind without name", "en/city.toml", "misconduct =", "#", "en/city.toml", "[kinds]", "misconduct has no name"),
    ("JSON", "map.geojson", '"FeatureCollection",', '"FeatureCollection"', "map.geojson", "{", "delimiter"),
    ("not on the map", "map.geojson", '"kind": "street", "code": "keji"', '"kind": "street", "code": "kejj"',
     "map.geojson", "", "not on the map"),
    ("degrees", "map.geojson", "113.0", "213.0", "map.geojson", "{", "less than or equal to 180"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SOUND, tmp_path / "city")


@pytest.mark.parametrize("fault", FAULTS, ids=[fault[0] for fault in FAULTS])
def test_fault_is_told_by_file_and_line(folder: Path, fault: tuple[str, ...]) -> None:
    """A fault is found where it stands, and the city is not loaded."""
    _, file, old, new, told, begins, said = fault
    _change(folder / file, old, new)

    found = [each for each in problems(folder) if each.file == told and said in each.message]

    assert found, problems(folder)
    assert any(_line(folder / each.file, each.line).strip().startswith(begins) for each in found), found


def test_city_with_faults_is_not_loaded(folder: Path) -> None:
    """Loading tells every fault by file and line."""
    _change(folder / "units.toml", 'level = "street"', 'level = "village"')

    with pytest.raises(CityInvalid, match=r"units\.toml:\d+: huaqiao-office\.level"):
        load_city(folder)


def test_all_faults_at_once(folder: Path) -> None:
    """Faults of several files are told together, in order."""
    _change(folder / "city.toml", 'zone = "Asia/Shanghai"', 'zone = "Mars/Base"')
    _change(folder / "units.toml", 'level = "street"', 'level = "village"')
    _change(folder / "en" / "cues.toml", "past =", "passed =")

    assert [each.file for each in problems(folder)] == sorted(each.file for each in problems(folder))
    assert {each.file for each in problems(folder)} >= {"city.toml", "units.toml", "en/cues.toml"}


def test_missing_file(folder: Path) -> None:
    """A file that is not there is named."""
    (folder / "zh-Hant" / "units.toml").unlink()

    assert [str(each) for each in problems(folder)] == ["zh-Hant/units.toml:1: there is no such file"]


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is a fault, not a crash."""
    assert problems(tmp_path / "nowhere")


def test_file_that_is_not_utf8(folder: Path) -> None:
    """The line of the first odd byte is told."""
    path = folder / "zh-Hans" / "units.toml"
    path.write_bytes(path.read_bytes() + "x = \u201c\u00e9\u201d".encode("gb18030"))
    (found,) = problems(folder)

    assert (found.file, found.message) == ("zh-Hans/units.toml", "is not UTF-8")
    assert found.line == path.read_bytes().count(b"\n") + 1


def test_crossing_outline(folder: Path) -> None:
    """An outline that crosses itself is no area."""
    path = folder / "map.geojson"
    lines = path.read_text("utf-8").splitlines()
    at = next(index for index, line in enumerate(lines) if '"code": "lianhu"' in line)
    bow = "[[[113.0, 29.6], [113.1, 29.7], [113.1, 29.6], [113.0, 29.7], [113.0, 29.6]]]"
    head = '{"type": "Feature", "properties": {"kind": "street", "code": "lianhu"}, "geometry": {"type": "Polygon", '
    lines[at] = f'{head}"coordinates": {bow}}}}}'
    path.write_text("\n".join(lines), "utf-8")

    assert [(each.file, each.line) for each in problems(folder)] == [("map.geojson", at + 1)]


def test_overlapping_streets(folder: Path) -> None:
    """Two streets on the same ground are told."""
    path = folder / "map.geojson"
    lines = path.read_text("utf-8").splitlines()
    at = {code: next(i for i, line in enumerate(lines) if f'"code": "{code}"' in line) for code in ("matou", "nanmen")}
    lines[at["nanmen"]] = lines[at["matou"]].replace('"matou"', '"nanmen"')
    path.write_text("\n".join(lines), "utf-8")

    assert any("nanmen overlaps matou" in each.message for each in problems(folder))


def test_revision_follows_the_contents(folder: Path) -> None:
    """The same contents have the same revision, others another."""
    before = load_city(folder).revision
    assert before == load_city(SOUND).revision

    _change(folder / "en" / "units.toml", "Transport Bureau", "Roads Bureau")

    assert load_city(folder).revision != before

    _change(folder / "en" / "units.toml", "Roads Bureau", "Transport Bureau")

    assert load_city(folder).revision == before


def test_demo_city_is_found_without_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the working directory has no city/demo, the packaged one serves."""
    monkeypatch.chdir(tmp_path)

    assert city_folder(DEMO) == SOUND
    assert load_city(DEMO).code == "yunjiang"


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def _line(path: Path, number: int) -> str:
    return path.read_text("utf-8").splitlines()[number - 1]
