"""Reading what a version says of an earlier one: the section ``trends`` of a survey."""

from __future__ import annotations

from surveyapp.definition.declared import Trend, Trends
from surveyapp.definition.fields import Form

DIFFERENT = (Trend.REWORDED, Trend.RESCALED, Trend.NEW, Trend.RETIRED)
TRENDS = frozenset({"since", *DIFFERENT})


def read_trends(form: Form) -> Trends | None:
    """The contract in this survey; None when it has none."""
    inner = form.form("trends", TRENDS)
    if inner is None:
        return None
    items: dict[str, tuple[Trend, str]] = {}
    for trend in DIFFERENT:
        for item, reason in inner.texts(trend, required=False).items():
            if item in items:
                what = f'"{item}" stands under {items[item][0]} too'
                inner.problem(trend, what, "keep it in one place; a question with new answers is rescaled")
            items.setdefault(item, (trend, reason))
    return Trends(inner.id("since"), items)
