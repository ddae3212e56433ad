"""What workers are told about the file is what the reader knows."""

from __future__ import annotations

import re

from surveyapp.config import HOME
from surveyapp.definition.catalogue import load
from surveyapp.history.cells import KINDS, WORDINGS
from surveyapp.history.reading import COLUMNS
from surveyapp.history.template import MADE_UP

GUIDE = (HOME / "docs" / "for-workers.md").read_text(encoding="utf-8").partition("## Bring in earlier years")[2]


def test_the_guide_explains_every_column_and_no_other() -> None:
    table = GUIDE.partition("|---|---|")[2].partition("\n\n")[0]
    named = re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in table.strip().splitlines()))
    assert sorted(named) == sorted(COLUMNS)


def test_words_that_the_guide_says_to_write_are_known() -> None:
    assert {"result", "responses", "response rate"} <= set(re.findall(r"`([a-z ]+)`", GUIDE)) & set(KINDS)
    assert {"same", "different"} <= set(re.findall(r"`(\w+)`", GUIDE)) & set(WORDINGS)


def test_the_made_up_line_asks_what_the_bank_asks() -> None:
    bank = load((HOME / "surveys" / "definitions",)).bank
    assert MADE_UP["band"] in bank.bands
    assert bank.indicators[MADE_UP["indicator"]].positive
    assert f"*{bank.indicators[MADE_UP['indicator']].title}*" in GUIDE
