"""An authority's rota comes back as it was given, and the database refuses what nobody could keep to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders.talk import ANN, BEN, ROTA, kept
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from surveyapp.db.engines import Stores
from surveyapp.safeguarding import rota
from surveyapp.safeguarding.duty import Duty
from surveyapp.safeguarding.models import DutyContact, DutyHours, DutyPlan
from surveyapp.safeguarding.rota import Rota


def test_a_rota_comes_back_as_given_and_each_authority_has_its_own(stores: Stores) -> None:
    other = Rota(Duty({6: ROTA.duty.hours[0]}, within=timedelta(hours=4)), (BEN, ANN))
    kept(stores)
    kept(stores, "elsewhere", other)
    with stores.read("safeguarding") as session:
        assert rota.of(session, "council") == ROTA
        assert rota.of(session, "elsewhere") == other
        assert not rota.of(session, "nowhere").whole
    kept(stores, wanted=other)
    with stores.read("safeguarding") as session:
        assert rota.of(session, "council") == other


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (DutyHours, {"weekday": 0, "opens": 600, "closes": 600}),
        (DutyHours, {"weekday": 7, "opens": 0, "closes": 600}),
        (DutyHours, {"weekday": 0, "opens": 0, "closes": 1441}),
        (DutyPlan, {"within_hours": 0}),
        (DutyContact, {"position": 0, "name": "A", "email": "a@example.org"}),
    ],
)
def test_the_database_refuses_what_nobody_could_keep_to(stores: Stores, table: type, row: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), stores.write("safeguarding") as session:
        session.execute(insert(table).values(authority="council", **row))
