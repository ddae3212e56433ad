"""Working time: promises fall into duty hours, and hours that nobody works are not counted."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from builders.talk import DUTY, WORKDAY
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.safeguarding.duty import Duty, NeverOnDuty, after, on_duty, promised, worked

HOURS = st.dictionaries(
    st.integers(0, 6),
    st.tuples(st.times(max_value=time(11)), st.times(min_value=time(13))),
    min_size=1,
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(hours=40))


def when(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-12-15 09:00", "2026-12-15 11:00"),
        ("2026-12-15 09:07", "2026-12-15 11:15"),
        ("2026-12-15 03:00", "2026-12-15 11:00"),
        ("2026-12-15 15:00", "2026-12-15 17:00"),
        ("2026-12-15 16:30", "2026-12-16 10:30"),
        ("2026-12-15 17:00", "2026-12-16 11:00"),
        ("2026-12-18 16:00", "2026-12-21 10:00"),
        ("2026-12-19 12:00", "2026-12-21 11:00"),
        ("2026-12-31 16:00", "2027-01-04 10:00"),
        ("2027-01-01 10:00", "2027-01-04 11:00"),
    ],
)
def test_a_promise_counts_duty_hours_alone_and_ends_at_a_quarter(asked: str, due: str) -> None:
    assert promised(DUTY, when(asked)) == when(due)


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-12-15 09:00", True),
        ("2026-12-15 08:59", False),
        ("2026-12-15 17:00", False),
        ("2026-12-19 12:00", False),
        ("2027-01-01 12:00", False),
    ],
)
def test_somebody_is_there_in_duty_hours_alone(moment: str, there: bool) -> None:
    assert on_duty(DUTY, when(moment)) is there


@given(HOURS, MOMENTS, SPANS)
def test_so_much_working_time_passes_until_then_and_somebody_is_there_when_it_ends(
    hours: dict[int, tuple[time, time]], moment: datetime, span: timedelta
) -> None:
    duty = Duty(hours)
    end = after(duty, moment, span)
    assert worked(duty, moment, end) == span
    assert on_duty(duty, end - timedelta(microseconds=1))


@given(HOURS, MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up(
    hours: dict[int, tuple[time, time]], one: datetime, two: datetime, three: datetime
) -> None:
    first, second, third = sorted((one, two, three))
    third = min(third, first + timedelta(days=300))
    second = min(second, third)
    duty = Duty(hours)
    assert worked(duty, first, second) + worked(duty, second, third) == worked(duty, first, third)


def test_who_is_never_there_promises_nothing() -> None:
    nobody = Duty({})
    always_off = Duty({0: WORKDAY}, frozenset(date(2026, 1, 5) + timedelta(weeks=week) for week in range(60)))
    for duty in (nobody, always_off):
        with pytest.raises(NeverOnDuty):
            promised(duty, when("2026-01-04 10:00"))
