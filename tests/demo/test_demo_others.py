"""The made-up councils beside the demo's own: nine files go to a programme, and one comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from surveyapp.config import HOME
from surveyapp.db.engines import Stores
from surveyapp.definition import catalogue
from surveyapp.demo import others, plan
from surveyapp.disclosure.policy import STANDARD
from surveyapp.history import taking
from surveyapp.history.comparators import KIND
from surveyapp.releases import carried, store
from surveyapp.releases.assemble import assemble
from surveyapp.releases.elsewhere import with_others
from surveyapp.signing import files
from surveyapp.signing.keys import SigningKeys, aloud

SMALL = replace(plan.ROUNDS[-1], numbers={"8-11": (40, 26)})


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_file_that_comes_back_is_for_the_demos_council_and_says_it_is_made_up(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(others, "ASKED", ("feels_safe_home",))
    surveys, keys = catalogue.load([HOME / "surveys" / "definitions"]), SigningKeys.of(tmp_path)
    key = aloud(keys.create(plan.AUTHORITY))
    ours = assemble(others._source(surveys, SMALL, plan.AUTHORITY, plan.TITLE, SMALL.ends))
    with stores.write("releases") as session:
        store.publish(session, ours, day=SMALL.ends)
        file = carried.export(session, keys, plan.AUTHORITY, ours.wave.id)
        given, told = others._programme(tmp_path, surveys, SMALL, file, key)
        found = taking.take_in(
            session, plan.AUTHORITY, files.read(given, kind=KIND), told=told, by="demo", on=SMALL.ends
        )
        rounds = taking.taken(session, plan.AUTHORITY)
    assert found.made_up
    assert {len(one.behind) for one in found.figures} == {6}
    beside = with_others(ours, rounds, STANDARD)
    assert [len(one.elsewhere) for one in beside.indicators] == [1]
    assert beside.comparator is not None
    assert beside.comparator.made_up
