"""Pages are drawn once for all children, and nothing of any child is on what is kept."""

from __future__ import annotations

import pytest
from builders.child import BANDS, Fieldwork, walk
from pages import Page, Pages

from surveyapp.survey import showing
from surveyapp.survey.drawn import MOST, Drawn


def state_of(page: Page) -> str:
    return page.all("input", name="state")[0].get("value", "")


@pytest.mark.parametrize("band", BANDS)
def test_what_is_kept_holds_nothing_of_a_child(
    pages: Pages, made: Fieldwork, band: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Drawn()
    monkeypatch.setattr(showing, "_DRAWN", kept)
    way = list(walk(pages, made.cards[band][0]))
    for page in (way[-2], way[-3]):
        pages.submit(page, go="back")
    drawn = "".join(before + after for before, after in kept._kept.values())
    assert len(kept._kept) > 10
    assert " checked" not in drawn
    assert "Some words of mine" not in drawn
    assert not any(state_of(page) in drawn for page in way)


def test_one_childs_page_is_never_anothers(pages: Pages, made: Fieldwork) -> None:
    asks = {}
    for place, card in ((0, 0), (2, 1), (0, 2)):
        way = list(walk(pages, made.cards["8-11"][card], place=place))
        asks[card] = next(page.h1 for page in way if "trust" in page.h1)
        assert len({state_of(page) for page in way}) == len(way)
    assert "your foster carers" in asks[0]
    assert "the adults in your home" in asks[1]
    assert asks[2] == asks[0]


def test_a_page_is_drawn_once_and_the_cache_is_bounded() -> None:
    drawn, calls = Drawn(), list[str]()

    def draw(state: str) -> str:
        calls.append(state)
        return f"<p>{state}</p>"

    assert [drawn.filled(1, state, draw) for state in ("one", "two")] == ["<p>one</p>", "<p>two</p>"]
    assert len(calls) == 1
    for key in range(MOST + 5):
        drawn.filled(key, "x", draw)
    assert len(drawn._kept) <= MOST
