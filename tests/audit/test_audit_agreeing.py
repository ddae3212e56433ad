"""The audit lays box and fieldwork beside each other: what somebody changed in one of them alone is told."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping

import pytest
from builders import pooling
from builders.audited import BAND, DAY
from builders.wave import CHEAP, NAMES, WAVE, Running, running
from sqlalchemy import text

from surveyapp.audit import anonymity
from surveyapp.audit.agreeing import BALLOTS, KEYS, LAW, PERMITS, THERE, TOPIC, agreeing
from surveyapp.audit.copied import ORDER, copied
from surveyapp.audit.findings import Finding, Verdict
from surveyapp.box import sealing
from surveyapp.casting import custody
from surveyapp.config import STORES, Settings
from surveyapp.db.engines import Stores
from surveyapp.opening import destroy, end_unread, open_wave

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
UNMANIFESTED = (("fieldwork", "DELETE FROM wave_manifest"),)
UNPERMITTED = (("box", "DELETE FROM permit"),)
BEFORE = (*UNMANIFESTED, *UNPERMITTED, ("box", "UPDATE wave_key SET permits = false"))


def lines(settings: Settings) -> Mapping[str, Finding]:
    """The lines of this topic by their claim."""
    with copied(settings) as here:
        return {one.claim: one for one in agreeing(here)}


def failing(settings: Settings) -> Mapping[str, str]:
    """Why those lines do not hold that do not."""
    return {claim: one.why for claim, one in lines(settings).items() if one.verdict is Verdict.FAILS}


def _change(stores: Stores, *changes: tuple[str, str], **values: object) -> None:
    for store, change in changes:
        with stores.write(store) as session:
            session.execute(text(change), values)


def _all_hold(settings: Settings, *, but: Collection[str] = ()) -> bool:
    return {one.verdict for claim, one in lines(settings).items() if claim not in but} == {Verdict.HOLDS}


def test_of_a_running_wave_every_line_holds(wave: Running, settings: Settings) -> None:
    assert list(lines(settings)) == [KEYS, PERMITS, LAW, BALLOTS, THERE]
    assert _all_hold(settings)
    assert agreeing in dict(anonymity.CHECKS).values()


def test_an_exchanged_key_is_told_while_children_answer(wave: Running, settings: Settings, stores: Stores) -> None:
    other = sealing.public_bytes(sealing.new_private_key())
    _change(stores, ("box", "UPDATE wave_key SET public = :other"), other=other)
    assert f"{WAVE}: another public key lies in the box" in failing(settings)[KEYS]


@SQLITE
@pytest.mark.parametrize("change", ["UPDATE issuer_key SET public = :other", "DELETE FROM issuer_key"])
def test_exchanged_signing_keys_are_told(wave: Running, settings: Settings, stores: Stores, change: str) -> None:
    values = {"other": secrets.token_bytes(256)} if ":other" in change else {}
    _change(stores, ("box", change), **values)
    assert f"{WAVE}: its signing keys or surveys are not those" in failing(settings)[KEYS]


@SQLITE
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (UNMANIFESTED, "no fingerprint is kept, so no opening asks for permits; somebody removed it"),
        (BEFORE, "no fingerprint is kept, so no opening asks for permits; it began before permits were kept, or some"),
        (UNPERMITTED, "all of its ballots have no permit"),
        ((("box", "UPDATE wave_key SET permits = false"),), "its box no longer keeps permits"),
        (
            (("box", "DELETE FROM permit WHERE tag IN (SELECT tag FROM permit LIMIT 3)"),),
            "some (fewer than 5) of its ballots have no permit",
        ),
        (
            (("box", "DELETE FROM permit WHERE tag IN (SELECT tag FROM permit LIMIT 7)"),),
            "5 or more of its ballots have no permit",
        ),
    ],
)
def test_a_wave_whose_opening_could_not_ask_for_permits_is_told(
    wave: Running, settings: Settings, stores: Stores, changes: tuple[tuple[str, str], ...], said: str
) -> None:
    _change(stores, *changes)
    assert list(failing(settings)) == ([KEYS, PERMITS] if UNMANIFESTED[0] in changes else [PERMITS])
    assert f"{WAVE}: {said}" in failing(settings)[PERMITS]


def test_ballots_that_no_code_stands_behind_are_told_without_their_number(
    wave: Running, settings: Settings, stores: Stores
) -> None:
    with stores.read("box") as box:
        sealed = bytes(box.scalar(text("SELECT sealed FROM ballot LIMIT 1")))
    for _ in range(3):
        put = "INSERT INTO ballot (tag, wave, band, sealed) VALUES (:tag, :wave, :band, :sealed)"
        _change(stores, ("box", put), tag=secrets.token_bytes(32), wave=WAVE, band=BAND, sealed=sealed)
    found = failing(settings)
    assert list(found) == [PERMITS, LAW]
    assert f"{WAVE}, {BAND}; somebody has changed a store" in found[LAW]
    assert "17" not in "".join(found.values())


@SQLITE
def test_more_codes_used_than_issued_are_told(wave: Running, settings: Settings, stores: Stores) -> None:
    _change(stores, ("fieldwork", "UPDATE stratum SET issued = 13"))
    assert list(failing(settings)) == [LAW]


@SQLITE
@pytest.mark.parametrize(("gone", "said"), [(4, None), (5, "5 or more have none"), (11, "10 or more have none")])
def test_used_codes_without_a_ballot_are_told_in_steps_and_a_few_are_normal(
    wave: Running, settings: Settings, stores: Stores, gone: int, said: str | None
) -> None:
    _change(stores, ("box", f"DELETE FROM ballot WHERE tag IN (SELECT tag FROM ballot LIMIT {gone})"))
    found = lines(settings)[BALLOTS]
    assert found.verdict is (Verdict.FAILS if said else Verdict.HOLDS)
    assert "Normal is that fewer than 5, or one in 20, have none" in found.seen
    assert said is None or f"{WAVE}: {said}; either tablets still hold" in found.why
    assert str(14 - gone) not in found.why + found.seen


@SQLITE
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM wrapped_key", "has no wrapped key"),
        ("DELETE FROM custodian", "has no custodian"),
        ("UPDATE issuer_key SET wrapped = x''", "has an emptied signing key"),
        ("UPDATE wave_key SET opened = true", "has a box that is marked as opened, and takes no ballot"),
    ],
)
def test_an_open_wave_without_keys_is_told(
    wave: Running, settings: Settings, stores: Stores, change: str, said: str
) -> None:
    _change(stores, ("box", change))
    assert f"{WAVE} {said}" in failing(settings)[THERE]


@SQLITE
def test_a_closed_wave_keeps_its_keys_until_it_is_ended_or_destroyed(
    wave: Running, settings: Settings, stores: Stores
) -> None:
    wave.close()
    assert _all_hold(settings)
    end_unread(stores, WAVE, state_keys=wave.state_keys, today=DAY, by="Ada")
    assert failing(settings) == {}
    _change(stores, ("fieldwork", "UPDATE wave SET state = 'open'"))
    assert f"{WAVE} has no wrapped key and an emptied signing key" in failing(settings)[THERE]
    _change(stores, ("fieldwork", "UPDATE wave SET state = 'closed'"), ("fieldwork", "DELETE FROM destruction"))
    assert f"{WAVE} has no wrapped key; children's answers do not go in, or nobody" in failing(settings)[THERE]


@SQLITE
def test_what_was_opened_and_destroyed_agrees(wave: Running, settings: Settings, stores: Stores) -> None:
    wave.close()
    open_wave(stores, wave.catalogue, WAVE, wave.quorum(), state_keys=wave.state_keys, today=DAY)
    assert failing(settings) == {}
    destroy(stores, WAVE, state_keys=wave.state_keys, today=DAY, by="Ada", restored_elsewhere="at home, 1 May")
    assert failing(settings) == {}
    assert lines(settings)[KEYS].verdict is lines(settings)[LAW].verdict is Verdict.HOLDS


@SQLITE
def test_a_wave_that_waits_is_looked_at_until_it_was_opened_with_others(stores: Stores, settings: Settings) -> None:
    year = pooling.year_of(stores, settings, 2026, {"8-11": 14, "leavers": 3}, pool=pooling.NORTH)
    pooling.open_own(year)
    end = {"state_keys": year.state_keys, "today": DAY, "by": "Ada", "restored_elsewhere": "at home, 1 May"}
    assert _all_hold(settings, but={BALLOTS})
    destroy(stores, year.wave, **end)
    assert _all_hold(settings, but={BALLOTS}), "how many wait is no number to tell"
    later = pooling.year_of(stores, settings, 2027, {"8-11": 14, "leavers": 8}, pool=pooling.NORTH)
    pooling.open_own(later)
    pooled = pooling.together(year, later).wave
    assert _all_hold(settings, but={BALLOTS})
    _change(stores, *UNMANIFESTED)
    assert f"{year.wave}: no fingerprint is kept" in failing(settings)[PERMITS]
    destroy(stores, pooled, **end)
    assert failing(settings) == {}


@SQLITE
def test_a_draft_is_held_to_the_key_that_was_made_and_to_nothing_else(stores: Stores, settings: Settings) -> None:
    running(stores, settings, {BAND: 12})
    _change(stores, ("fieldwork", "UPDATE wave SET state = 'draft'"))
    _change(stores, ("fieldwork", "UPDATE wave_manifest SET fingerprint = NULL"))
    custody.keep(stores, WAVE, NAMES, cost=CHEAP)
    assert failing(settings) == {}
    other = sealing.public_bytes(sealing.new_private_key())
    _change(stores, ("box", "UPDATE wave_key SET public = :other"), other=other)
    assert list(failing(settings)) == [KEYS]


@SQLITE
@pytest.mark.parametrize(
    ("change", "unchecked"),
    [
        (("fieldwork", "ALTER TABLE wave_manifest RENAME COLUMN public TO other"), [KEYS]),
        (("fieldwork", "DROP TABLE wave_manifest"), [KEYS, PERMITS]),
        (("fieldwork", "DROP TABLE manifest_seal"), [KEYS]),
        (("box", "DROP TABLE permit"), [PERMITS]),
        (("box", "DROP TABLE issuer_key"), [KEYS, THERE]),
    ],
)
def test_tables_of_an_earlier_version_are_said_not_to_have_been_checked(
    wave: Running, settings: Settings, stores: Stores, change: tuple[str, str], unchecked: list[str]
) -> None:
    _change(stores, change)
    found = {claim: one.why for claim, one in lines(settings).items() if one.verdict is Verdict.UNCHECKED}
    assert list(found) == unchecked
    assert all("could not be checked: " in why and "`surveyapp db upgrade`" in why for why in found.values())
    assert failing(settings) == {}


@SQLITE
def test_before_any_wave_there_is_nothing_to_look_at(stores: Stores, settings: Settings) -> None:
    assert {(one.topic, one.verdict) for one in lines(settings).values()} == {(TOPIC, Verdict.UNCHECKED)}


def test_the_box_is_copied_before_fieldwork() -> None:
    """Else the ballot of a child who sends in between would have no used code."""
    assert ORDER[0] == "box"
    assert set(ORDER) == set(STORES)
