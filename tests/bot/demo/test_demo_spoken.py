"""What a line in the terminal means on the phone."""

import io

import pytest
from PIL import Image

from bot.demo.spoken import Meant, Unclear, meaning
from handlers.pages.gestures import Account, Photograph, Point, Speak, Write
from handlers.pages.scenery import Landmark

PLACES = (Landmark("人民公园", "江滩区", 30.1, 114.1), Landmark("Liulin Bridge", "Jiangtan", 30.2, 114.2))


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("路灯坏了", Write("text", "路灯坏了")),
        (" 1 ", Write("text", " 1 ")),
        ("   ", Meant.NOTHING),
        ("/voice 漏水", Speak("voice", "漏水")),
        ("/voice", Speak("voice", "")),
        ("/location liulin", Point("location", 30.2, 114.2, "Liulin Bridge")),
        ("/follow", Account("follow")),
        ("/unfollow", Account("unfollow")),
        ("/redeliver", Account("redeliver")),
        ("/quit", Meant.QUIT),
    ],
)
def test_a_line_means_one_thing(line, meant):
    """Words are written as they are, commands are the gestures of the simulator."""
    assert meaning(line, PLACES) == meant


@pytest.mark.parametrize("line", ["/dance", "/location", "/location 月球", "/photo /nowhere.png", "/photo ."])
def test_what_is_unclear_says_what_would_be_clear(line):
    """A command that cannot be followed tells what could be."""
    with pytest.raises(Unclear, match=r"人民公园|/redeliver|no picture"):
        meaning(line, PLACES)


def test_a_photo_is_drawn_or_read(tmp_path):
    """Without a file a picture is drawn; with one it is sent as what it is, not as what it is called."""
    file = tmp_path / "photo.jpg"
    Image.new("RGB", (8, 8)).save(file, "PNG")
    drawn, read = meaning("/photo", PLACES), meaning(f"/photo {file}", PLACES)

    assert Image.open(io.BytesIO(drawn.content)).format == "JPEG"
    assert read == Photograph("photo", "image/png", file.read_bytes())


def test_no_other_pictures(tmp_path):
    """A picture that phones do not send is refused."""
    file = tmp_path / "photo.bmp"
    Image.new("RGB", (8, 8)).save(file)

    with pytest.raises(Unclear, match="neither"):
        meaning(f"/photo {file}", PLACES)
