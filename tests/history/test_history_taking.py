"""A council takes a programme's file in: whose key, for whom, which round, and nothing that could be subtracted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from surveyapp.history.comparators import KIND, Comparators, ComparatorsUnfit, Elsewhere, decode, encode
from surveyapp.history.taking import ForAnotherAuthority, KeyNotCompared, OlderRound, OtherKey, TooNear, take_in, taken
from surveyapp.signing import files
from surveyapp.signing.keys import PROGRAMME, SigningKeys, aloud

DAY = date(2026, 6, 1)
SIX = tuple("abcdef")
FIGURE = Elsewhere("feels_safe_home", ("8-11",), "0" * 64, 250, 250, 360, 0.01, 0.02, SIX)
TOLD = Comparators("Many", "northvale", 1, "2026-06-01", 2025, 2026, 6, made_up=False, figures=(FIGURE,))


@pytest.fixture
def keys(tmp_path: Path) -> SigningKeys:
    """A programme's key."""
    made = SigningKeys.of(tmp_path)
    made.create(PROGRAMME)
    return made


def take(stores, keys, told=TOLD, *, read_out=None, authority="northvale"):
    signed = files.read(files.write(encode(told), kind=KIND, keys=keys, holder=PROGRAMME), kind=KIND)
    spoken = aloud(keys.public(PROGRAMME)) if read_out is None else read_out
    with stores.write("releases") as session:
        return take_in(session, authority, signed, told=spoken, by="me", on=DAY)


def rounds(stores):
    with stores.read("releases") as session:
        return [one.comparators for one in taken(session, "northvale")]


def test_what_is_taken_in_is_read_again(stores, keys):
    take(stores, keys)
    second = replace(TOLD, number=2, figures=(replace(FIGURE, behind=(*SIX, "g", "h", "i"), base=540),))
    take(stores, keys, second, read_out="")
    assert rounds(stores) == [TOLD, second]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_round_that_differs_by_one_or_two_councils_is_refused(stores, keys):
    take(stores, keys)
    for behind in ((*SIX, "g"), (*SIX, "g", "h"), SIX[:-1], (*SIX[:-1], "g")):
        with pytest.raises(TooNear, match="by one or two councils"):
            take(stores, keys, replace(TOLD, number=2, figures=(replace(FIGURE, behind=behind),)))
    overlapping = replace(FIGURE, bands=("11-18", "8-11"), behind=SIX[:-1], wording="1" * 64)
    with pytest.raises(TooNear):
        take(stores, keys, replace(TOLD, number=2, figures=(overlapping,)))
    assert rounds(stores) == [TOLD]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_key_that_nobody_compared_or_another_is_refused(stores, keys, tmp_path):
    with pytest.raises(KeyNotCompared, match="read out"):
        take(stores, keys, read_out="")
    take(stores, keys)
    other = SigningKeys.of(tmp_path / "other")
    other.create(PROGRAMME)
    with pytest.raises(OtherKey):
        take(stores, other, replace(TOLD, number=2))
    with pytest.raises(OtherKey):
        take(stores, keys, replace(TOLD, number=2), read_out=aloud(other.public(PROGRAMME)))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_another_councils_file_and_an_older_round_are_refused(stores, keys):
    with pytest.raises(ForAnotherAuthority):
        take(stores, keys, replace(TOLD, authority="elsewhere"))
    take(stores, keys)
    with pytest.raises(OlderRound, match="round 1 was taken in before"):
        take(stores, keys)


@pytest.mark.parametrize(
    "fault",
    [
        {"behind": SIX[:4]},
        {"behind": ("a", "a", "b", "c", "d")},
        {"high": 361},
        {"low": 251},
        {"base": 40},
        {"low": 3, "high": 3},
        {"low": 358, "high": 358},
        {"outer": 1.0},
    ],
)
def test_figures_that_keep_no_rule_are_refused(fault):
    with pytest.raises(ComparatorsUnfit):
        decode(encode(replace(TOLD, figures=(replace(FIGURE, **fault),))))
    assert decode(encode(TOLD)) == TOLD
