"""Paper booklets at the desk."""

from __future__ import annotations

import sys

import pytest
from builders.desk import plan
from pages import Pages

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_a_worker_chooses_a_booklet_and_gets_a_pdf(desk: Pages) -> None:
    wave = plan(desk, trial=True).path
    page = desk.get(f"{wave}paper")
    assert "Nothing on a booklet tells which card was swapped for it." in page.text
    made = desk.submit(page, band="8-11", spoken="ar", size="18").response
    assert made.mimetype == "application/pdf"
    assert made.data.startswith(b"%PDF")
    assert made.headers["Content-Disposition"] == 'attachment; filename="booklet-8-11-2026-ar-18.pdf"'


def test_where_no_pdf_can_be_made_the_page_says_so_before_the_choice(
    desk: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{plan(desk, trial=True).path}paper"
    assert "surveyapp[reports]" not in desk.get(address).text
    monkeypatch.setitem(sys.modules, "typst", None)
    assert "surveyapp[reports]" in desk.get(address).text


def test_outside_a_trial_no_booklet_is_printed_in_a_draft(desk: Pages) -> None:
    wave = plan(desk).path
    desk.get(f"{wave}paper/8-11/ar/18", 404)
    desk.get(f"{wave}paper/8-11/en/15", 404)
