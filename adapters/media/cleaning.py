"""What may be kept, told by the content and never by the name that it came with."""

from collections.abc import Callable
from typing import Final

from adapters.media.photos import clean_photo
from adapters.media.sniffing import Form, form_of
from adapters.media.videos import clean_film
from adapters.media.voices import clean_voice
from dialogs.facts.errors import HuiyinError, MediaRefused
from dialogs.facts.messages import MediaKind
from dialogs.facts.ports import CleanMedia

LARGEST: Final = 20 * 1024 * 1024  # bytes; channels send at most 10 MB
CLEANERS: Final[dict[Form, Callable[[bytes], CleanMedia]]] = {
    Form.PHOTO: clean_photo,
    Form.FILM: clean_film,
    Form.AMR: lambda content: clean_voice(content, "amr"),
    Form.MP3: lambda content: clean_voice(content, "mp3"),
    Form.OGG: lambda content: clean_voice(content, "ogg"),
    Form.WAV: lambda content: clean_voice(content, "wav"),
}


def clean(kind: MediaKind, content: bytes) -> CleanMedia:
    """Make it harmless: photos become JPEG, voice becomes MP3, a small MP4 film loses what it tells of its maker.

    ``MediaRefused`` for anything else, SVG and HTML first of all. Takes seconds of a processor: run it in a thread.
    """
    form = form_of(content)
    if form is None or len(content) > LARGEST:
        raise MediaRefused("unknown" if form is None else "large")
    if (kind is MediaKind.IMAGE) is not (form is Form.PHOTO):
        raise MediaRefused(f"{form} as {kind}")
    try:
        return CLEANERS[form](content)
    except HuiyinError:
        raise
    except Exception as error:  # decoders meet hostile bytes: whatever they stumble over is no photo and no voice
        raise MediaRefused(f"{form}, {type(error).__name__}") from error
