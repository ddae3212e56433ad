"""Whether published figures can be seen beside what the surveys ask: the answers they count, their year, their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from surveyapp.definition.checks.shared import Asked
from surveyapp.definition.loader import Found
from surveyapp.definition.measures import Benchmark
from surveyapp.definition.model import Instrument
from surveyapp.definition.problems import Places, Problem, nearest

Figures = Mapping[Path, Found[tuple[Benchmark, ...]]]


def figures_fit(figures: Figures, surveys: Iterable[Instrument], *, this_year: int) -> Iterator[Problem]:
    """What published figures say that no survey or calendar bears out."""
    offered: dict[str, set[str]] = {}
    for survey in surveys:
        for item in survey.closed:
            offered.setdefault(item.id, set()).update(Asked(survey, item).answers)
    taken: dict[str, Path] = {}
    for path, found in figures.items():
        for figure in found.content or ():
            yield from _figure(figure, offered, this_year, found.places)
            first = taken.setdefault(figure.id, path)
            if first != path:
                what = f'"{figure.id}" stands in {first} too'
                yield found.places.problem(f"benchmark {figure.id}.id", what, "give each an id of its own")


def _figure(figure: Benchmark, offered: dict[str, set[str]], this_year: int, places: Places) -> Iterator[Problem]:
    where = f"benchmark {figure.id}"
    answers = offered.get(figure.indicator, set())
    for answer in sorted(figure.answers - answers) if answers else ():
        what = f'no scale that "{figure.indicator}" is asked with has "{answer}"'
        yield places.problem(f"{where}.answers", what, nearest(answer, answers))
    if figure.year > this_year:
        yield places.problem(f"{where}.year", f"{figure.year} is still to come", "write the year it was measured in")
