"""Counts that are kept of several sets of age bands, subtracted from each other as anybody could."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, text

from surveyapp.audit.differences import small_sizes

ALL, YOUNGER = "4-7+8-11+11-18+leavers", "4-7+8-11+11-18"


@pytest.fixture
def kept() -> Iterator[Connection]:
    """The two tables, in which the joint counts say that nobody helped 87 children of all ages."""
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("CREATE TABLE tally (wave, bands, breakdown, value, item, answer, n)"))
        connection.execute(text("CREATE TABLE joint_count (wave, bands, breakdown, groups, beside, beside_groups, n)"))
        for sex, n in (("boy", 43), ("girl+unsaid", 44)):
            row = f"('autumn', '{ALL}', 'sex', '{sex}', 'helper', 'nobody', {n})"
            connection.execute(text(f"INSERT INTO joint_count VALUES {row}"))
        yield connection


def tally(kept: Connection, bands: str, item: str, **answers: int) -> None:
    for answer, n in answers.items():
        row = {"bands": bands, "item": item, "answer": f"={answer}", "n": n}
        kept.execute(text("INSERT INTO tally VALUES ('autumn', :bands, 'helper', 'nobody', :item, :answer, :n)"), row)


def test_children_of_three_bands_taken_from_those_of_four_are_the_fourths(kept: Connection) -> None:
    assert small_sizes(kept) == []
    tally(kept, YOUNGER, "=people", people=80)
    assert small_sizes(kept) == ["autumn, helper = nobody of leavers: 7"]


def test_those_who_left_a_question_out_are_of_the_group_as_well(kept: Connection) -> None:
    tally(kept, YOUNGER, "trusts_carers", positive=60, other=15, missing=5)
    assert small_sizes(kept) == ["autumn, helper = nobody of leavers: 7"]


def test_a_difference_of_ten_is_no_small_group(kept: Connection) -> None:
    tally(kept, YOUNGER, "=people", people=77)
    assert small_sizes(kept) == []


def test_several_equations_are_solved_together(kept: Connection) -> None:
    for bands, n in (("4-7+8-11", 43), ("11-18", 37)):
        tally(kept, bands, f"asked_of_{n}", positive=n)
    assert small_sizes(kept) == ["autumn, helper = nobody of leavers: 7"]
