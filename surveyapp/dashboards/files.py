"""A figure as a file: the very cells of its table, under lines that say what was asked and which results they are."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from surveyapp.dashboards.figures.funnels import FunnelChart
from surveyapp.dashboards.figures.model import Chart, Listing
from surveyapp.dashboards.pages.parts import NoSuchPart, wordings
from surveyapp.dashboards.wording import cite
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Release
from surveyapp.releases.read import Published

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that the file is UTF-8."""
FORMULA = frozenset("=+-@|\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula or of a new line."""


Figure = Chart | FunnelChart | Listing


def find(page: object, name: str) -> Figure:
    """A page's chart or listing with this id; NoSuchPart when it has none."""
    for figure in (*getattr(page, "charts", ()), *getattr(page, "listings", ())):
        if figure.id == name:
            found: Figure = figure
            return found
    raise NoSuchPart(name)


def as_csv(published: Published, figure: Figure, *, indicator: str = "") -> str:
    """The file; ``indicator`` is the one that the figure's page is about, if it is about one."""
    written = StringIO()
    rows = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerows(map(_safe, _heading(published, figure, indicator)))
    rows.writerow(())
    rows.writerow(_safe(figure.table.head))
    rows.writerows(_safe((row.label, *row.cells)) for row in figure.table.rows)
    return MARK + written.getvalue()


def _heading(published: Published, figure: Figure, indicator: str) -> Iterable[tuple[str, str]]:
    release = published.release
    yield _("Figure"), figure.title
    yield _("Survey"), f"{release.authority_title}, {release.wave.title}"
    yield _("Fingerprint"), published.fingerprint
    yield _("How to cite"), cite.figure(published, figure.title)
    yield from _questions(release, figure, indicator)


def _questions(release: Release, figure: Figure, indicator: str) -> Iterable[tuple[str, str]]:
    told = [row.indicator for row in figure.table.rows if row.indicator] or [indicator]
    for name in dict.fromkeys(filter(None, told)):
        for wording in wordings(release, release.indicator(name)):
            yield _("Question (%(bands)s)", bands=wording.bands), wording.ask


def _safe(cells: Iterable[str]) -> tuple[str, ...]:
    """The cells, none of which a spreadsheet would run."""
    return tuple(f"'{cell}" if cell and FORMULA & {cell[0], *cell.strip()[:1]} else cell for cell in cells)


def named(published: Published, page: str, subject: str, figure: Figure) -> str:
    """What the file is called, in letters that every system takes."""
    told = "-".join((published.release.wave.id, page, subject, figure.id, published.fingerprint[:8]))
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in told) + ".csv"
