import io
import struct
import zlib

import av
import numpy as np
import pytest
from PIL import Image

from adapters.media import clean
from dialogs.facts.errors import MediaRefused
from dialogs.facts.messages import MediaKind

SILENT_AMR = b"#!AMR\n" + (b"\x04" + b"\x00" * 12) * 50  # frames of 4.75 kbit/s, 20 ms each
SILENT_AMR_WB = b"#!AMR-WB\n" + (b"\x04" + b"\x00" * 17) * 50  # frames of 6.6 kbit/s, 20 ms each


def photo(form: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, "teal").save(written, form, **more)
    return written.getvalue()


def placed() -> bytes:
    """A photo taken on its side, with a place, a maker and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "SecretMaker"
    exif.get_ifd(0x8825)[2] = (30.0, 35.0, 12.0)
    return photo("JPEG", exif=exif, comment=b"SecretComment", icc_profile=b"SecretProfile" * 20)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def sound(form: str, codec: str, seconds: float = 1.0, rate: int = 16_000, **named: str) -> bytes:
    """A tone, as a phone would record it."""
    written = io.BytesIO()
    with av.open(written, "w", format=form) as container:
        container.metadata.update(named)
        stream = container.add_stream(codec, rate=rate, layout="mono")
        wave = np.sin(np.arange(int(seconds * rate)) * 0.2) * 8000
        size = stream.codec_context.frame_size or 1024
        resampler = av.AudioResampler(stream.format.name, "mono", rate, frame_size=size)
        frame = av.AudioFrame.from_ndarray(wave.astype("int16")[None], format="s16", layout="mono")
        frame.rate = rate
        for part in [*resampler.resample(frame), *resampler.resample(None), None]:
            container.mux(stream.encode(part))
    return written.getvalue()


def film(seconds: int = 1, size: int = 64, **named: str) -> bytes:
    written = io.BytesIO()
    with av.open(written, "w", format="mp4", options={"movflags": "use_metadata_tags"}) as container:
        container.metadata.update(named)
        stream = container.add_stream("mpeg4", rate=10, width=size, height=size, pix_fmt="yuv420p")
        for _ in range(10 * seconds):
            picture = np.random.default_rng(7).integers(0, 255, (size, size, 3), dtype="uint8")
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return written.getvalue()


def heard(content: bytes) -> tuple[str, float, int]:
    """Container, seconds and channels of a sound."""
    with av.open(io.BytesIO(content)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
        stream = container.streams.audio[0]
        return container.format.name, samples / stream.rate, stream.channels


@pytest.mark.parametrize("form", ["JPEG", "MPO", "PNG", "GIF", "BMP", "WEBP"])
def test_photos_become_jpeg(form: str) -> None:
    """Each form that phones send comes out as a JPEG of the same picture."""
    cleaned = clean(MediaKind.IMAGE, photo(form))

    assert cleaned.mime == "image/jpeg"
    with opened(cleaned.content) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (60, 40))
        assert all(abs(a - b) < 12 for a, b in zip(drawn.getpixel((30, 20)), (0, 128, 128), strict=True))


def test_a_photo_tells_nothing_but_its_picture() -> None:
    """Place, maker, comment and profile are gone, and the picture stands upright."""
    cleaned = clean(MediaKind.IMAGE, placed())

    with opened(placed()) as before, opened(cleaned.content) as after:
        assert before.getexif().get_ifd(0x8825)
        assert dict(after.getexif()) == {}
        assert after.size == (before.height, before.width)
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Secret" not in cleaned.content


@pytest.mark.parametrize(
    ("size", "expected"), [((5000, 2500), (2048, 1024)), ((100, 3000), (68, 2048)), ((9, 9), (9, 9))]
)
def test_a_photo_is_no_larger_than_needed(size: tuple[int, int], expected: tuple[int, int]) -> None:
    """The longer edge has at most 2,048 pixels; small photos stay as they are."""
    with opened(clean(MediaKind.IMAGE, photo("JPEG", size)).content) as drawn:
        assert drawn.size == expected


def test_what_is_transparent_becomes_white() -> None:
    """A screenshot with transparent parts can be read on paper."""
    see_through = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(see_through, "PNG")

    with opened(clean(MediaKind.IMAGE, see_through.getvalue()).content) as drawn:
        assert min(drawn.getpixel((10, 10))) > 250


@pytest.mark.parametrize("form", ["PNG", "WEBP", "BMP", "GIF"])
def test_what_can_only_be_decoded_whole_may_be_no_larger_than_a_screen(form: str) -> None:
    """A few kilobytes that say one colour would take half a gigabyte of memory; a JPEG is decoded small."""
    size = (8000, 3200)

    with pytest.raises(MediaRefused):
        clean(MediaKind.IMAGE, photo(form, size))
    clean(MediaKind.IMAGE, photo("JPEG", size))


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    """A PNG of a few bytes that claims 40,000 times 40,000 pixels costs nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )

    with pytest.raises(MediaRefused):
        clean(MediaKind.IMAGE, bomb)


REFUSED = {
    "nothing": b"",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg with a declaration": b'<?xml version="1.0"?><svg/>',
    "html": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "pdf": b"%PDF-1.7\n%",
    "program": b"MZ\x90\x00",
    "zip": b"PK\x03\x04",
    "silk": b"\x02#!SILK_V3" + b"\0" * 100,
    "speex without a container": b"\x1e\x9d\x66\x00" * 50,
    "tiff": photo("TIFF"),
    "half a photo": placed()[: len(placed()) // 2],
    "a photo's first bytes": b"\xff\xd8\xff\xe0" + b"\0" * 50,
    "an animation's first bytes": b"GIF89a",
    "a film's first bytes": b"\0\0\0\x18ftypmp42",
    "a sound's first bytes": b"RIFF\0\0\0\0WAVE",
    "amr without frames": b"#!AMR\n",
    "speex in ogg": b"OggS\0\x02" + b"\0" * 20 + b"\x01\x50Speex   1.2" + b"\0" * 60,
    "mp3 by its first bytes": b"\xff\xfb\x90\x00" + b"\0" * 3,
    "too large": b"\xff\xd8\xff" + b"\0" * (20 * 1024 * 1024),
}


@pytest.mark.parametrize("kind", list(MediaKind))
@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_all_else_is_refused(kind: MediaKind, content: bytes) -> None:
    """Whatever it is called, what is no whole photo, voice or film is refused by one clear error."""
    with pytest.raises(MediaRefused):
        clean(kind, content)


def test_a_photo_is_no_voice() -> None:
    """What was sent as one thing and is another is refused."""
    for kind, content in ((MediaKind.VOICE, photo("JPEG")), (MediaKind.IMAGE, SILENT_AMR)):
        with pytest.raises(MediaRefused):
            clean(kind, content)


SOUNDS = {
    "amr, silent": SILENT_AMR,
    "amr-wb, silent": SILENT_AMR_WB,
    "amr": sound("amr", "libopencore_amrnb", rate=8000) if "libopencore_amrnb" in av.codecs_available else SILENT_AMR,
    "mp3": sound("mp3", "libmp3lame"),
    "ogg": sound("ogg", "libopus", rate=48_000),
    "wav": sound("wav", "pcm_s16le"),
    "m4a": sound("ipod", "aac"),
}


@pytest.mark.parametrize("content", SOUNDS.values(), ids=SOUNDS.keys())
def test_voice_can_be_played_everywhere(content: bytes) -> None:
    """Each form in which channels hand voice out comes out as an MP3 of the same length."""
    cleaned = clean(MediaKind.VOICE, content)

    form, seconds, channels = heard(cleaned.content)
    assert (cleaned.mime, form, channels) == ("audio/mpeg", "mp3", 1)
    assert seconds == pytest.approx(1.0, abs=0.15)


def test_voice_sent_as_a_film_is_voice() -> None:
    """Phones put voice into MP4 and call it video."""
    assert clean(MediaKind.VIDEO, SOUNDS["m4a"]).mime == "audio/mpeg"


def test_voice_tells_nothing_but_its_sound() -> None:
    """Title and artist of a recording are gone."""
    named = sound("mp3", "libmp3lame", title="SecretTitle", artist="SecretArtist")

    assert b"Secret" in named
    assert b"Secret" not in clean(MediaKind.VOICE, named).content


def test_a_voice_without_end_is_refused() -> None:
    """Four minutes are no message."""
    with pytest.raises(MediaRefused, match="too long"):
        clean(MediaKind.VOICE, b"#!AMR\n" + (b"\x04" + b"\x00" * 12) * 50 * 240)


def test_a_small_film_loses_what_it_tells() -> None:
    """Its pictures stay, place and maker go."""
    taken = film(location="+30.5900+114.3000/", make="SecretMaker")

    cleaned = clean(MediaKind.VIDEO, taken)

    assert b"SecretMaker" in taken
    assert b"114.3" in taken
    assert cleaned.mime == "video/mp4"
    assert b"Secret" not in cleaned.content
    assert b"114.3" not in cleaned.content
    with av.open(io.BytesIO(cleaned.content)) as kept:
        assert sum(1 for _ in kept.decode(video=0)) == 10


def test_a_large_film_is_refused() -> None:
    """Films are not made smaller."""
    with pytest.raises(MediaRefused, match="large"):
        clean(MediaKind.VIDEO, film() + b"\0" * (9 * 1024 * 1024))
