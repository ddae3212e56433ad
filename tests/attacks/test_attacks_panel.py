"""A panel member who reads every page of three waves and a revision works out nothing of any few children."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from panel import about
from published import READ, Council, publish, reads, recovered, released

from surveyapp.disclosure.policy import STANDARD

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_three_waves_and_a_revision_give_nothing_away(app: Flask, council: Council) -> None:
    first, second = released(council, 0), released(council, 1)
    stricter = released(council, 2, policy=replace(STANDARD, smallest_base=14))
    for release in (first, second, stricter):
        publish(app, release)
    said = reads(app)
    revised = released(council, 2, before=second, earlier=(first, second), revisions=(stricter,))
    publish(app, revised, reason="The program hid more than it had to.")
    said += reads(app)
    assert {one.wave for one in said} >= {"northvale-2022", "northvale-2024", "northvale-2026"}
    assert len([one for one in about(said, READ[0]) if one.figure.startswith("split-sex")]) > 10
    assert recovered(council, said) == {}
