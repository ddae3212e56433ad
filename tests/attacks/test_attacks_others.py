"""Two councils lay their pages about all others side by side: one that knows its own answers looks for the other's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from math import ceil, floor

import pytest
from builders.published import publish
from builders.release import release
from flask import Flask
from markup import words
from pages import Pages

from surveyapp.disclosure.others import gather
from surveyapp.disclosure.policy import STANDARD, Policy, Rule
from surveyapp.disclosure.tables import Coding, Protected
from surveyapp.history.comparators import Comparators, Elsewhere, Round
from surveyapp.releases.asked import wording
from surveyapp.releases.elsewhere import with_others
from surveyapp.releases.model import Release
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
COUNTS = {f"council-{at}": Protected(Coding.EXACT, 40 + 3 * at, 40 + 3 * at, 80) for at in range(9)}
"""Nine councils of eighty answers, in the order in which they joined."""
MINE, THEIRS = "council-0", "council-1"
TOGETHER = re.compile(r"Of ([\d,]+) answers there, (?:between (\d+)% and )?(\d+)% are positive")


def beside_others(reader: str, policy: Policy) -> Release:
    """This council's release beside what a programme of such a policy gives it."""
    mine = replace(release(), authority=reader)
    one = mine.indicators[0]
    behind, told = gather(reader, COUNTS, policy)
    assert told is not None
    bands = tuple(sorted(one.results[0].bands))
    signs = tuple(f"{sorted(COUNTS).index(name):016x}" for name in sorted(behind))
    words_ = wording(one, bands, mine.bands)
    figure = Elsewhere(one.id, bands, words_, told.low, told.high, told.base, 0.005, 0.01, signs)
    when = "2026-07-01", 2025, 2026
    given = Comparators("Many Voices", reader, 1, *when, len(behind), made_up=True, figures=(figure,))
    return with_others(mine, (Round(given, "0" * 64, "1" * 64, reader, date(2026, 7, 2)),), STANDARD)


def read(app: Flask, reader: str, policy: Policy) -> tuple[int, int, int]:
    """Fewest and most positive answers of how many, as a member of this council's panel finds them on its pages."""
    told = beside_others(reader, policy)
    publish(app, told)
    member = Pages(app).signed_in(Role.VIEWER, authority=reader)
    page = words(member.get(f"/results/{told.wave.id}/others/{told.indicators[0].id}/").root)
    base, low, high = TOGETHER.search(page).groups()
    answers = int(base.replace(",", ""))
    return ceil(answers * (int(low or high) - 0.5) / 100), floor(answers * (int(high) + 0.5) / 100), answers


@pytest.mark.parametrize("followed", [True, False])
def test_only_without_the_rule_on_others_are_a_neighbours_answers_found(app: Flask, followed: bool) -> None:
    """Everybody but me, and mine, less everybody but them, is theirs; within a block both are given the same."""
    policy = STANDARD if followed else STANDARD.without(Rule.OTHERS)
    (low, high, base), (others_low, others_high, others) = read(app, MINE, policy), read(app, THEIRS, policy)
    assert base == others == (6 if followed else 8) * 80
    own, true = COUNTS[MINE].low, COUNTS[THEIRS].low
    least, most = low + own - others_high, high + own - others_low
    if followed:
        assert (low, high) == (others_low, others_high), "the same councils stand behind both"
    else:
        assert least <= true <= most
        assert most - least < 20
