"""What a line in the terminal means on the phone."""

import io
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from handlers.pages.gestures import Account, Gesture, Photograph, Point, Speak, Write
from handlers.pages.scenery import Landmark

HELP = (
    "Write as to a phone. /photo [FILE]  /location [PLACE]  /voice [WORDS]  /follow  /unfollow  /redeliver  "
    "/quit; without its words a voice is one that is not recognised."
)
PICTURE = (640, 480)


class Meant(Enum):
    NOTHING = "nothing"
    QUIT = "quit"


PLAIN: Final[Mapping[str, Gesture | Meant]] = {
    "/follow": Account("follow"),
    "/unfollow": Account("unfollow"),
    "/redeliver": Account("redeliver"),
    "/quit": Meant.QUIT,
}


class Unclear(Exception):
    """A command that cannot be followed; its text says what could be."""


def meaning(line: str, places: Sequence[Landmark]) -> Gesture | Meant:
    """Read one line; ``Unclear`` where it is no command we know."""
    if not line.startswith("/"):
        return Write("text", line) if line.strip() else Meant.NOTHING
    command, _, rest = line.strip().partition(" ")
    if command in PLAIN and not rest:
        return PLAIN[command]
    match command:
        case "/photo":
            return _photo(rest)
        case "/location":
            return _location(rest, places)
        case "/voice":
            return Speak("voice", rest)
    raise Unclear(HELP)


def _location(name: str, places: Sequence[Landmark]) -> Point:
    for place in places:
        if name and name.casefold() in place.name.casefold():
            return Point("location", place.lat, place.lon, place.name)
    raise Unclear("/location " + " | ".join(place.name for place in places))


def _photo(file: str) -> Photograph:
    try:
        content = Path(file).read_bytes() if file else _drawn()
        with Image.open(io.BytesIO(content)) as picture:
            mime = Image.MIME.get(picture.format or "", "")
    except OSError:
        raise Unclear(f"{file}: no picture") from None
    match mime:
        case "image/jpeg" | "image/png" | "image/gif" | "image/webp":
            return Photograph("photo", mime, content)
    raise Unclear(f"{file}: neither JPEG, PNG, GIF nor WebP")


def _drawn() -> bytes:
    """Draw a hole in a road, roughly."""
    picture = Image.new("RGB", PICTURE, "#6d7076")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, PICTURE[0], PICTURE[1] // 3), fill="#a9c8d8")
    pen.ellipse((160, 240, 500, 400), fill="#33363b")
    file = io.BytesIO()
    picture.save(file, "JPEG")
    return file.getvalue()
