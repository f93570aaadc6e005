"""Voice: decoded and spoken anew, as MP3, which every browser and phone plays."""

import io
from collections.abc import Iterator
from typing import Final, cast

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

from dialogs.facts.errors import MediaRefused
from dialogs.facts.ports import CleanMedia

LONGEST: Final = 180  # seconds; WeChat records 60
RATE: Final = 16_000  # Hz, what a voice needs
BIT_RATE: Final = 32_000
CODECS: Final = frozenset(
    {"amrnb", "amrwb", "mp3", "mp3float", "aac", "opus", "libopus", "vorbis", "pcm_s16le", "pcm_u8"}
)


def clean_voice(content: bytes, container: str) -> CleanMedia:
    """Give an MP3 (a WAV where this FFmpeg has no MP3 encoder) of one channel. ``container``: FFmpeg's name of it."""
    encoder, form, mime = _written_as()
    written = io.BytesIO()
    with av.open(io.BytesIO(content), "r", format=container) as heard, av.open(written, "w", format=form) as spoken:
        voice = cast("AudioStream", spoken.add_stream(encoder, rate=RATE, layout="mono"))
        if encoder != "pcm_s16le":
            voice.bit_rate = BIT_RATE
        for frame in _heard(heard, voice.format.name):
            spoken.mux(voice.encode(frame))
        spoken.mux(voice.encode(None))
    return CleanMedia(written.getvalue(), mime)


def _heard(container: InputContainer, form: str) -> Iterator[AudioFrame]:
    """Decode the first audio stream; ``MediaRefused`` where it is too long, empty, or spoken in another codec."""
    if not container.streams.audio:
        raise MediaRefused("no voice")
    stream = container.streams.audio[0]
    if stream.codec_context.name not in CODECS:
        raise MediaRefused(stream.codec_context.name)
    resampler, samples = AudioResampler(form, "mono", RATE), 0
    for decoded in container.decode(stream):
        for frame in resampler.resample(decoded):
            samples += frame.samples
            if samples > LONGEST * RATE:
                raise MediaRefused("too long")
            yield frame
    yield from resampler.resample(None)
    if not samples:
        raise MediaRefused("nothing heard")


def _written_as() -> tuple[str, str, str]:
    if "libmp3lame" in av.codecs_available:
        return "libmp3lame", "mp3", "audio/mpeg"
    return "pcm_s16le", "wav", "audio/wav"
