"""An answer, or one of three different reasons why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class Missing(IntEnum):
    """Three different reasons why there is no answer; the numbers are their bytes on a packed row."""

    RATHER_NOT_SAY = 253
    SKIPPED = 254
    NOT_ASKED = 255


Answer = str | int | tuple[str, ...] | Missing
"""Option id, number, several option ids ("none of these" is the empty tuple), text, or the reason for none."""

Answers = Mapping[str, Answer]
