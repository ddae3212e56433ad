"""The line faces that stand for the emoji in a definition, as SVG: on a screen and on paper the same."""

from __future__ import annotations

from collections.abc import Mapping

FACES: Mapping[str, str] = {
    "😀": "very_happy",
    "😃": "very_happy",
    "😄": "very_happy",
    "😁": "very_happy",
    "🙂": "happy",
    "😊": "happy",
    "☺️": "happy",
    "😐": "middling",
    "😕": "unsure",
    "🤔": "unsure",
    "💭": "wondering",
    "🙁": "sad",
    "☹️": "sad",
    "😟": "sad",
    "😢": "very_sad",
    "😭": "very_sad",
    "😞": "very_sad",
}
"""Emoji that a definition may write, and the line face of ours that is drawn for it."""

_MOUTHS: Mapping[str, str] = {
    "very_happy": "M26 58c4 26 44 26 48 0z",
    "happy": "M28 60c8 16 36 16 44 0",
    "middling": "M30 66h40",
    "unsure": "M30 68c8-9 14 7 21 0s12-4 18-4",
    "sad": "M28 74c8-16 36-16 44 0",
    "very_sad": "M28 76c6-22 38-22 44 0M30 52v9M70 52v9",
}
_HEAD = '<circle cx="50" cy="50" r="44"/>'
_EYES = '<g class="eyes"><circle cx="35" cy="40" r="5"/><circle cx="65" cy="40" r="5"/></g>'
_THOUGHT = (
    '<path d="'
    'M30 66c-16 2-24-16-12-26-6-16 14-28 26-18 8-12 32-10 34 6 16 2 18 26 2 30-4 12-20 14-26 6-8 8-20 8-24 2z"/>'
    '<circle cx="30" cy="80" r="6"/>'
    '<circle cx="17" cy="91" r="4"/>'
)
BOX = "0 0 100 100"
"""What every face is drawn in."""
DRAWN: Mapping[str, str] = {
    **{name: f'{_HEAD}<path d="{mouth}"/>{_EYES}' for name, mouth in _MOUTHS.items()},
    "wondering": _THOUGHT,
}
"""What stands inside the picture, by the face's name."""
