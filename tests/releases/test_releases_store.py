"""Releases are frozen: once published they can only be read, checked, and followed by a revision with a reason."""

from dataclasses import replace
from datetime import date

import pytest
from builders.counted import SAFE, by_band, instruments, released
from sqlalchemy.exc import IntegrityError

from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.releases import read
from surveyapp.releases.model import BreakdownRate, GroupRate
from surveyapp.releases.models import Frozen
from surveyapp.releases.read import NoRelease, ReleaseChanged
from surveyapp.releases.store import NothingChanged, ReasonNeeded, RevisionTooSmall, publish

DAY = date(2026, 5, 4)
ONE = instruments("8-11")


def made(positive=68, base=97, **changes):
    return replace(released(by_band({"8-11": (positive, base)}), instruments=ONE), **changes)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(read, "_kept", {})


@pytest.fixture
def published(stores):
    with stores.write("releases") as session:
        return publish(session, made(), day=DAY)


def latest(stores, wave="northvale-2026", authority="northvale"):
    with stores.read("releases") as session:
        return read.latest(session, authority, wave)


def test_what_was_published_is_what_is_read(stores, published):
    found = latest(stores)
    assert found == published
    assert found.release == made()
    assert (found.revision, found.reason, found.published_on) == (1, "", "2026-05-04")


def test_it_is_found_by_its_fingerprint(stores, published):
    with stores.read("releases") as session:
        assert read.by_fingerprint(session, "northvale", published.fingerprint) == published


def test_another_authority_finds_nothing(stores, published):
    with pytest.raises(NoRelease):
        latest(stores, authority="southvale")
    with stores.read("releases") as session:
        assert read.waves(session, "southvale") == ()
        with pytest.raises(NoRelease):
            read.by_fingerprint(session, "southvale", published.fingerprint)


def test_a_second_release_needs_a_reason(stores, published):
    for reason in (None, "  "):
        with pytest.raises(ReasonNeeded), stores.write("releases") as session:
            publish(session, made(authority_title="North Vale"), day=DAY, reason=reason)


def test_the_same_release_is_no_revision(stores, published):
    with pytest.raises(NothingChanged), stores.write("releases") as session:
        publish(session, made(), day=DAY, reason="again")


def test_a_revision_keeps_the_ones_before(stores, published):
    with stores.write("releases") as session:
        revised = publish(session, made(authority_title="North Vale"), day=DAY, reason=" The name was wrong. ")
    assert (revised.revision, revised.reason) == (2, "The name was wrong.")
    assert latest(stores) == revised
    with stores.read("releases") as session:
        assert read.by_fingerprint(session, "northvale", published.fingerprint).revision == 1
        (listed,) = read.waves(session, "northvale")
    assert (listed.wave, listed.revision, listed.published) == ("northvale-2026", 2, "2026-05-04")


@pytest.mark.parametrize("more", [1, 9])
def test_a_revision_that_a_few_children_changed_is_refused(stores, published, more):
    with pytest.raises(RevisionTooSmall), stores.write("releases") as session:
        publish(session, made(68 + more, 97 + more), day=DAY, reason="late answers")


def test_a_revision_that_moves_a_few_children_from_group_to_group_is_refused(stores):
    def rated(girls):
        groups = (GroupRate("girl", "Girl", girls, 100, girls / 100), GroupRate("boy", "Boy", 40, 100, 0.4))
        return made(rates_by_group=(BreakdownRate("sex", "Sex", ("8-11",), groups, 30),))

    with stores.write("releases") as session:
        publish(session, rated(30), day=DAY)
    with pytest.raises(RevisionTooSmall), stores.write("releases") as session:
        publish(session, rated(33), day=DAY, reason="three were counted twice")


def test_a_revision_that_ten_children_changed_is_published(stores, published):
    with stores.write("releases") as session:
        assert publish(session, made(75, 107), day=DAY, reason="late answers").revision == 2


def test_without_that_rule_two_revisions_tell_what_one_child_said(stores, published):
    with stores.write("releases") as session:
        second = publish(session, made(69, 98), day=DAY, reason="one more", policy=STANDARD.without(Rule.FROZEN))
    now, before = (each.release.indicator(SAFE).results[0].now.count for each in (second, published))
    assert (now.low - before.low, now.base - before.base) == (1, 1)


def test_waves_are_listed_newest_first(stores, published):
    older = released(by_band({"8-11": (55, 95)}), instruments=ONE, year=2024)
    with stores.write("releases") as session:
        publish(session, older, day=DAY)
    with stores.read("releases") as session:
        assert [listed.year for listed in read.waves(session, "northvale")] == [2026, 2024]


def test_the_waves_before_are_read_oldest_first_each_as_last_revised(stores, published):
    older = {year: released(by_band({"8-11": (55, 95)}), instruments=ONE, year=year) for year in (2024, 2022, 2028)}
    with stores.write("releases") as session:
        for release in older.values():
            publish(session, release, day=DAY)
        publish(session, replace(older[2022], authority="southvale"), day=DAY)
        revised = publish(session, replace(older[2022], authority_title="North Vale"), day=DAY, reason="The name.")
    with stores.read("releases") as session:
        assert read.before(session, made().wave, "northvale") == (revised.release, older[2024])
        assert read.before(session, older[2022].wave, "northvale") == ()


def test_a_document_that_was_changed_is_never_shown(stores, published):
    with stores.write("releases") as session:
        changed = "UPDATE release SET document = replace(document, '\"low\":68', '\"low\":69')"
        session.connection().exec_driver_sql(changed)
    with pytest.raises(ReleaseChanged):
        latest(stores)


def test_a_revision_number_is_given_once(stores, published):
    with pytest.raises(IntegrityError), stores.write("releases") as session:
        session.add(
            Frozen(
                authority="northvale", wave="northvale-2026", title="Again", year=2026, revision=1, reason="",
                published_on=DAY, fingerprint="0" * 64, document="{}",
            )
        )  # fmt: skip


def test_a_release_is_read_from_its_document_once(stores, published, monkeypatch):
    latest(stores)
    monkeypatch.setattr(read, "decode", lambda document: pytest.fail("it was read again"))
    latest(stores)
