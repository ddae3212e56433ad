"""How often labels are right where it is known what changed: `python tests/benchmarks/null_reports.py --reports 10000`.

Reports of 50 items, 97 answers against 95, four bands and two sexes, through the functions that label a release.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]

from builders.many_reports import ITEMS, NOW, THEN, Labelled, Truth, remembered, reports  # noqa: E402  # found through the lines above

from surveyapp.analysis.proportions import Proportion, wilson  # noqa: E402

ALIKE = 0.3
"""How alike one child's answers are, where they are: the correlation behind the answers."""


def main(arguments: list[str] | None = None) -> None:
    """Print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000, help="reports in which nothing changed")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args(arguments)
    remembered()
    print(f"Reports of {ITEMS} items, {NOW} answers against {THEN}, seed {given.seed}; 95 % intervals.\n")
    print("| what is true | seen | share | aim |")
    print("|---|---|---|---|")
    _nothing(given.reports, given.seed)
    _moved(given.reports, given.seed)


def _nothing(number: int, seed: int) -> None:
    """Half of the reports with answers that hang together within a child, half without."""
    halves = [
        list(reports(Truth(alike=alike), number=number // 2, seed=seed + at)) for at, alike in enumerate((0.0, ALIKE))
    ]
    for name, found in (("", [*halves[0], *halves[1]]), (", answers apart", halves[0]), (", answers alike", halves[1])):
        clear, possible = (_with(found, kind) for kind in ("clear", "possible"))
        aim = "" if name else "at most 5.5 %"
        print(f"| nothing changed{name} | reports with a clear label | {_told(clear, len(found))} | {aim} |")
        print(f"| nothing changed{name} | reports with a possible one | {_told(possible, len(found))} | |")


def _moved(number: int, seed: int) -> None:
    """Some items truly moved, in a tenth as many reports."""
    for at, (moved, points) in enumerate(((5, 0.25), (1, 0.25), (5, 0.14)), start=2):
        truth = Truth(moved, points, ALIKE)
        found = [one for report in reports(truth, number=max(1, number // 10), seed=seed + at) for one in report]
        true = [one for one in found if one.truth]
        caught = sum(one.clear == one.truth for one in true)
        clear = [one for one in found if one.clear]
        right = sum(one.clear == one.truth for one in clear)
        name = f"{moved} of {ITEMS} moved by {100 * points:.0f} points"
        aims = ("at least 70 %" if points == 0.25 else "", "at least 90 %" if points == 0.14 else "")
        print(f"| {name} | of them called clear, the right way | {_told(caught, len(true))} | {aims[0]} |")
        print(f"| {name} | of clear labels, right | {_told(right, len(clear))} | {aims[1]} |")
        only = [one for one in found if one.clear or one.possible]
        also = sum((one.clear or one.possible) == one.truth for one in only)
        print(f"| {name} | of clear and possible labels, right | {_told(also, len(only))} | |")


def _with(found: Iterable[list[Labelled]], kind: str) -> int:
    """How many reports hold such a label."""
    return sum(any(getattr(one, kind) for one in report) for report in found)


def _told(some: int, of: int) -> str:
    """A share with its interval and its count."""
    if not of:
        return "none"
    interval = wilson(Proportion(some, of))
    return f"{100 * some / of:.1f} % ({100 * interval.low:.1f} to {100 * interval.high:.1f}; {some:,} of {of:,})"


if __name__ == "__main__":
    main()
