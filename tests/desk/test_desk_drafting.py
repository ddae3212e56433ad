"""A plan is changed or thrown away until its wave opens, and not after that."""

from __future__ import annotations

import pytest
from builders.desk import keys, plan, prepared
from flask import Flask
from pages import Pages
from sqlalchemy import select

from surveyapp.fieldwork import pools
from surveyapp.staff.models import AuditRecord
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
CHANGE = "small"
NEXT = "kept sealed and counted together with our next wave"


def recorded(app: Flask) -> list[str]:
    with app.extensions["stores"].read("staff") as session:
        return list(session.scalars(select(AuditRecord.action).order_by(AuditRecord.id)))


def test_what_becomes_of_small_bands_is_said_anew_until_the_wave_opens(desk: Pages, app: Flask, authority: str) -> None:
    wave = prepared(desk)[0]
    assert f"{wave}{CHANGE}" in desk.get(wave).links()
    form = desk.get(f"{wave}{CHANGE}")
    checked = [one.get("value") for one in form.all("input", name="pool") if one.get("checked") is not None]
    assert checked == ["not_counted"]
    assert NEXT in desk.submit(form, pool=authority).text
    assert recorded(app)[-1] == "wave.small_bands"
    desk.submit(desk.get(f"{wave}start"))
    assert f"{wave}{CHANGE}" not in desk.get(wave).links()
    assert "at another step now: Open." in desk.get(f"{wave}{CHANGE}", 409).text
    assert "at another step now: Open." in desk.submit(form, 409, pool="not_counted").text
    with app.extensions["stores"].read("fieldwork") as session:
        declared = pools.declared(session, wave.split("/")[3])
    assert declared is not None


def test_the_choice_is_offered_where_a_band_is_seen_to_be_small(desk: Pages) -> None:
    wave = plan(desk, **{"band_4-7": "", "band_11-18": "", "band_leavers": ""}).path
    page = desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=6)
    assert f"{wave}{CHANGE}" in page.links()


def test_a_plan_is_thrown_away_after_a_question_and_the_record_knows(desk: Pages, app: Flask) -> None:
    wave = plan(desk).path
    keys(desk, wave)
    page = desk.get(f"{wave}throw-away")
    assert f"{wave}throw-away" in desk.get(wave).links()
    assert "Ines Custodian" in page.text
    assert desk.submit(page).path == "/desk/"
    assert wave not in desk.get("/desk/").links()
    desk.get(wave, 404)
    assert recorded(app)[-1] == "wave.thrown_away"
    assert plan(desk).path == wave


def test_a_wave_that_has_opened_is_not_thrown_away(desk: Pages) -> None:
    wave = prepared(desk)[0]
    form = desk.get(f"{wave}throw-away")
    assert "12 cards are printed." in form.text
    desk.submit(desk.get(f"{wave}start"))
    assert "at another step now: Open." in desk.submit(form, 409).text
    assert f"{wave}throw-away" not in desk.get(wave).links()


def test_only_who_plans_changes_the_plan(desk: Pages, pages: Pages, authority: str) -> None:
    wave = plan(desk).path
    reader = pages.signed_in(Role.ANALYST, authority=authority)
    assert not {f"{wave}{CHANGE}", f"{wave}throw-away"} & set(reader.get(wave).links())
    reader.get(f"{wave}throw-away", 403)
