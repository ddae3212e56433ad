"""An analyst's files of every figure give no few children away; without the rule on cells they do."""

from __future__ import annotations

import analyst
import published
import pytest
from councils import council as made_up
from councils import surveys
from flask import Flask
from rounds import Opening
from shaped import WAVE, about, released
from solving import Reader, Recovered

from surveyapp.disclosure.policy import STANDARD, Policy, Rule

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
QUESTION = "settled_home"


def test_without_the_rule_on_cells_the_files_of_every_figure_give_a_few_children_away(app: Flask) -> None:
    plan, told = made_up(surveys(), "40", 1)
    opening = Opening(WAVE, "Forty", 2026, dict.fromkeys(plan.instruments, (36, 20)), plan, told)
    council = about(opening, QUESTION)
    asked = WAVE, QUESTION

    def found(policy: Policy) -> list[Recovered]:
        published.publish(app, released(council, opening, QUESTION, policy=policy), "Again.")
        rows = analyst.files(app, "northvale", WAVE)
        figures = analyst.understand(council.known, asked, rows)
        assert len({(figure.low, figure.high) for figure in figures}) > 3
        return Reader(council.known.asked[asked].sizes, council.truth[asked], figures).recovered(ways=2)

    assert found(STANDARD) == []
    assert found(STANDARD.without(Rule.CELLS)) != []
