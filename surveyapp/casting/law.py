"""The law of casting, in each band at all times: no more ballots than codes used, no more codes used than issued."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.box import ballots
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import counts
from surveyapp.fieldwork.counts import Codes

Place = tuple[str, str]
"""A wave and an age band."""


class LawBroken(Exception):
    """A box holds what no code accounts for: somebody has changed a store by other means than this program."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__(
            f"More ballots than codes used, or more codes used than issued: {', '.join(places)}. Somebody has changed "
            "a store by other means than this program; or copies were put back, and tablets sent what they had begun "
            "before that, while their cards were used once more. Do not open this box before you know what happened."
        )
        self.places = places


def assert_law(stores: Stores) -> None:
    """Compare the counts of every wave and band, which name nobody; LawBroken says where they cannot be right.

    Ballots are counted before codes, so that a child who sends in between breaks nothing.
    """
    with stores.read("box") as box:
        in_box = ballots.counts(box)
    with stores.read("fieldwork") as registry:
        codes = counts.codes(registry)
    if found := broken(in_box, codes):
        raise LawBroken(tuple(f"{wave}, {band}" for wave, band in found))


def broken(in_box: Mapping[Place, int], codes: Mapping[Place, Codes]) -> tuple[Place, ...]:
    """Where the ballots in the box and the codes cannot both be right; a band with ballots and no codes is one."""
    found = {place for place, one in codes.items() if in_box.get(place, 0) > one.spent or one.spent > one.issued}
    return tuple(sorted(found | (in_box.keys() - codes.keys())))
