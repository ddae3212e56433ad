"""Every engine × band × way × size: does a whole survey come to its end, and what is in a child's way?

``PYTHONPATH=tests python tests/benchmarks/finishing_everywhere.py --engines firefox --bands 4-7`` for a part.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent / "journeys"))

import browser as browsers
import engines
import finishing
import walking
from builders import child
from builders.child import Fieldwork
from hands import EngineHand, Hand, PlaywrightHand

from surveyapp import config, create_app
from surveyapp.db import migrate

NAMES = ("chromium", *engines.ENGINES)
HEADS = ("engine", "band", "way", "size", "stops", "taps or keys", "again", "seconds", "wrong")


def main() -> None:
    """Print a line for each way through, and what was wrong under it."""
    given = _arguments()
    with TemporaryDirectory() as folder, _site(Path(folder)) as (address, made):
        print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
        for engine in given.engines:
            for size, box in finishing.SIZES.items():
                with hand_in(engine, address, box, Path(folder) / f"{engine} {size}") as hand:
                    for band in given.bands:
                        for way in finishing.WAYS:
                            _row(hand, made, engine=engine, band=band, way=way, size=size)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", nargs="+", default=NAMES, choices=NAMES)
    parser.add_argument("--bands", nargs="+", default=walking.BANDS, choices=walking.BANDS)
    return parser.parse_args()


@contextmanager
def _site(folder: Path) -> Iterator[tuple[str, Fieldwork]]:
    """The program with an open wave of the newest surveys, and a card for every way through."""
    config.initialise(folder / "instance", secure_cookies=False)
    settings = config.load(folder / "instance", environ={})
    migrate.upgrade(settings)
    app = create_app(settings)
    newest = [app.extensions["catalogue"].latest(band) for band in walking.BANDS]
    with browsers.served(app) as address:
        yield address, child.fieldwork(app, instruments=newest, cards=len(NAMES) * 4)
    app.extensions["stores"].close()


@contextmanager
def hand_in(engine: str, address: str, box: dict[str, int], folder: Path) -> Iterator[Hand]:
    """A hand at a window of this engine's."""
    if engine == "chromium":
        with browsers.chromium() as chromium, walking.scripted(chromium, address, size=box) as context:
            yield PlaywrightHand(context.new_page())
    else:
        with engines.ENGINES[engine](folder) as window:
            window.resize(box)
            yield EngineHand(window, address)


def _row(hand: Hand, made: Fieldwork, *, engine: str, band: str, way: str, size: str) -> None:
    before = len(child.in_the_box(made))
    told = finishing.finish(hand, made.cards[band].pop(), band=band, way=way)
    arrived = len(child.in_the_box(made)) - before
    wrong = [*told.wrong, *([] if arrived == 1 else [f"{arrived} ballots arrived"])]
    row = (engine, band, way, size, told.stops, told.presses, told.again, round(told.seconds), len(wrong))
    print(f"| {' | '.join(map(str, row))} |")
    print(*(f"  {one}" for one in wrong), sep="\n", end="\n" if wrong else "", flush=True)


if __name__ == "__main__":
    main()
