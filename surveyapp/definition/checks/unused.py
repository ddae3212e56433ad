"""Scales and pipes that nothing uses: a slip of the pen, as a rule."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definition.model import Instrument
from surveyapp.definition.problems import Places, Problem
from surveyapp.definition.wording import pipes_in


def unused(instrument: Instrument, places: Places) -> Iterator[Problem]:
    """What this survey defines and never uses."""
    scales = {item.scale.id for item in instrument.items if item.scale is not None}
    for name in places.names("scale"):
        if name not in scales:
            yield places.problem(f"scale {name}", "no item uses this scale", "leave it out, or use it")
    pipes = {name for item in instrument.items for text in (item.ask, item.hint) for name in pipes_in(text)}
    for name in instrument.pipes.keys() - pipes:
        yield places.problem(f"pipe {name}", "no sentence uses this pipe", f"write {{{name}}} in one, or leave it out")
