"""What a recording is like: how long, how loud, in which form; and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10
from pathlib import Path

import numpy as np

SHORTEST, LONGEST = 0.2, 40.0
"""Seconds; ``PER_SIGN`` for each sign of the sentence is as slow as anybody reads to a child."""
PER_SIGN = 0.25
QUIETEST = -40.0
"""Decibels below full, as a mean: less is silence, or a microphone that was off."""
MOST_BYTES = 400_000
MOST_SIGNED_BYTES = 6_000_000
"""A question with its answers in sign language, at 640 by 480."""
_FULL = 32768.0


class SoundMissing(Exception):
    """The packages that hear recordings are not installed."""


class NotSound(Exception):
    """The file is no MP3 that a browser could play."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A decoded file: its length in seconds and its mean loudness in decibels below full."""

    seconds: float
    loudness: float


def heard(content: bytes) -> Recording:
    """Listen to an MP3. Raises NotSound, SoundMissing."""
    try:
        import miniaudio
    except ImportError as error:
        raise SoundMissing('pip install "surveyapp[sound]"') from error
    try:
        found = miniaudio.mp3_read_s16(content)
    except miniaudio.DecodeError as error:
        raise NotSound from error
    if not found.num_frames:
        raise NotSound
    loud = float(np.sqrt(np.mean(np.square(np.asarray(found.samples, dtype=np.float64)))))
    return Recording(found.num_frames / found.sample_rate, 20 * log10(max(loud, 1.0) / _FULL))


def wrong(file: Path, sentence: str) -> Iterator[str]:
    """What is wrong with the recording of this sentence, and what to do instead."""
    content = file.read_bytes()
    if len(content) > MOST_BYTES:
        yield f"has {len(content) // 1000} kB; at most {MOST_BYTES // 1000}: export it as MP3 with 48 kbit/s, mono"
        return
    try:
        recording = heard(content)
    except NotSound:
        yield "is no MP3 that browsers play; export it as MP3"
        return
    longest = min(LONGEST, max(3.0, PER_SIGN * len(sentence)))
    if not SHORTEST <= recording.seconds <= longest:
        yield f"lasts {recording.seconds:.1f} seconds; this sentence may last {SHORTEST} to {longest:.0f}"
    if recording.loudness < QUIETEST:
        yield f"is as good as silent ({recording.loudness:.0f} dB); record it again, nearer to the microphone"


def wrong_signed(file: Path) -> Iterator[str]:
    """What is wrong with a clip in sign language."""
    size = file.stat().st_size
    if size > MOST_SIGNED_BYTES:
        yield f"has {size // 1_000_000} MB; at most {MOST_SIGNED_BYTES // 1_000_000}: export it smaller"
    with file.open("rb") as start:
        if start.read(8)[4:] != b"ftyp":
            yield "is no MP4; export it as MP4 (H.264)"
