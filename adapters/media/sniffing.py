"""What bytes are, by how they begin."""

from enum import StrEnum


class Form(StrEnum):
    PHOTO = "photo"
    FILM = "film"  # MP4 and 3GP, which may hold voice alone
    AMR = "amr"
    MP3 = "mp3"
    OGG = "ogg"
    WAV = "wav"


FRAME_BITS = 0xFFE6  # sync (11 bits) and layer (2) of an MPEG audio frame
LAYER_III = 0xFFE2
_BEGINNINGS = (
    (b"\xff\xd8\xff", Form.PHOTO),  # JPEG
    (b"\x89PNG\r\n\x1a\n", Form.PHOTO),
    (b"GIF87a", Form.PHOTO),
    (b"GIF89a", Form.PHOTO),
    (b"BM", Form.PHOTO),
    (b"#!AMR\n", Form.AMR),
    (b"#!AMR-WB\n", Form.AMR),
    (b"OggS", Form.OGG),
    (b"ID3", Form.MP3),
)


def form_of(content: bytes) -> Form | None:
    """Name the form, or nothing: SILK, Speex without a container, SVG, HTML and all else are nothing here."""
    for beginning, form in _BEGINNINGS:
        if content.startswith(beginning):
            return form
    if content[4:8] == b"ftyp":
        return Form.FILM
    return _riff(content) or (Form.MP3 if _mpeg_frame(content) else None)


def _riff(content: bytes) -> Form | None:
    if content.startswith(b"RIFF"):
        return {b"WEBP": Form.PHOTO, b"WAVE": Form.WAV}.get(content[8:12])
    return None


def _mpeg_frame(content: bytes) -> bool:
    """Say whether an MPEG audio frame of layer III begins here."""
    return int.from_bytes(content[:2], "big") & FRAME_BITS == LAYER_III
