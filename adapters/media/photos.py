"""Photos: decoded and drawn anew, so that nothing of the file survives but the picture."""

import io
from typing import Final

from PIL import Image, ImageOps

from dialogs.facts.errors import MediaRefused
from dialogs.facts.ports import CleanMedia

FORMATS: Final = ("JPEG", "PNG", "GIF", "BMP", "WEBP")
LONGEST_EDGE: Final = 2048  # pixels
MOST_PIXELS: Final = 64_000_000  # before they are decoded; phones take up to 50 million by default
MOST_PIXELS_WHOLE: Final = 24_000_000  # where nothing but all of it can be decoded, at some ten bytes a pixel
QUALITY: Final = 85


def clean_photo(content: bytes) -> CleanMedia:
    """Give a JPEG: upright as its EXIF says, at most 2,048 pixels long, without EXIF, place, profile or comment."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as photo:
        if photo.width * photo.height > (MOST_PIXELS if photo.format == "JPEG" else MOST_PIXELS_WHOLE):
            raise MediaRefused("too many pixels")
        photo.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is decoded no larger than needed
        upright = ImageOps.exif_transpose(photo)
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    written = io.BytesIO()
    _opaque(upright).save(written, "JPEG", quality=QUALITY)
    return CleanMedia(written.getvalue(), "image/jpeg")


def _opaque(photo: Image.Image) -> Image.Image:
    """Draw on white paper: a new picture, which carries no notes of the old one."""
    drawn = photo.convert("RGBA")
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn.getchannel("A"))
    return paper
