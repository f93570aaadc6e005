"""Films: small ones are kept as they were taken, without what they tell of place and maker."""

import io
from typing import Final

import av
from av.container import InputContainer

from adapters.media.voices import clean_voice
from dialogs.facts.errors import MediaRefused
from dialogs.facts.ports import CleanMedia

LARGEST: Final = 8 * 1024 * 1024  # bytes: films are not made smaller, larger ones are refused
SEEN: Final = frozenset({"h264", "hevc", "mpeg4", "h263"})
HEARD: Final = frozenset({"aac", "amrnb", "amrwb", "mp3", "mp3float"})


def clean_film(content: bytes) -> CleanMedia:
    """Give an MP4 of the first picture and sound track alone; a film without pictures is a voice."""
    with av.open(io.BytesIO(content), "r", format="mp4") as film:
        if not film.streams.video:
            return clean_voice(content, "mp4")
        if len(content) > LARGEST:
            raise MediaRefused("large film")
        return CleanMedia(_copied(film), "video/mp4")


def _copied(film: InputContainer) -> bytes:
    """Copy packets, not containers: names, places and further tracks stay behind."""
    tracks = [*film.streams.video[:1], *film.streams.audio[:1]]
    if any(track.codec_context.name not in SEEN | HEARD for track in tracks):
        raise MediaRefused("codec of a film")
    written = io.BytesIO()
    with av.open(written, "w", format="mp4") as copy:
        copies = {track.index: copy.add_stream_from_template(track) for track in tracks}
        for made in copies.values():
            made.metadata.clear()
        for packet in film.demux(tracks):
            if packet.dts is not None:
                packet.stream = copies[packet.stream.index]
                copy.mux(packet)
    return written.getvalue()
