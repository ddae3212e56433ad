"""English sentences spoken by a program that needs no network: drafts, until somebody records them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from surveyapp.sound.listening import SoundMissing
from surveyapp.sound.sheets import Wanted

LANGUAGE = "en"
KBITS = 24
"""Of a second of mono speech; about 3 kB."""
SPEED = 0.9
LOUDEST = 0.9
_SILENCE = 0.003
_MARGIN = 0.08
"""Seconds that are left before and after the words."""

Voice = Callable[[str], "np.ndarray[tuple[int], np.dtype[np.float32]]"]


def draft(place: Path, listed: Iterable[Wanted], tell: Callable[[Wanted], None]) -> int:
    """Write a clip for each sentence that has none here; gives how many. Raises SoundMissing."""
    speak, rate = _voice()
    place.mkdir(parents=True, exist_ok=True)
    made = 0
    for one in listed:
        file = place / f"{one.name}.mp3"
        if file.exists():
            continue
        file.write_bytes(_mp3(_trimmed(speak(said(one.sentence)), rate), rate))
        tell(one)
        made += 1
    return made


def said(sentence: str) -> str:
    """What the voice is given: a sentence without an end would be read as if more came."""
    plain = sentence.replace("“", "").replace("”", "").replace('"', "")
    return plain if plain[-1:] in ".?!" else f"{plain}."


def _voice() -> tuple[Voice, int]:
    try:
        from hibari import Hibari
    except ImportError as error:
        raise SoundMissing('pip install "surveyapp[authoring]"') from error
    voice = Hibari()
    return lambda text: np.asarray(voice(text, speed=SPEED, seed=0), dtype=np.float32), 24_000


def _trimmed(
    wave: np.ndarray[tuple[int], np.dtype[np.float32]], rate: int
) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Without the silence around it, and all clips equally loud at their loudest."""
    loud = np.flatnonzero(np.abs(wave) > _SILENCE)
    margin = round(_MARGIN * rate)
    begin, end = max(0, int(loud[0]) - margin), min(len(wave), int(loud[-1]) + margin)
    cut = wave[begin:end]
    return cut * np.float32(LOUDEST / float(np.abs(cut).max()))


def _mp3(wave: np.ndarray[tuple[int], np.dtype[np.float32]], rate: int) -> bytes:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KBITS)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(1)
    encoder.set_quality(2)
    encoder.silence()
    samples = (wave * 32767).astype("<i2").tobytes()
    return bytes(encoder.encode(samples) + encoder.flush())
