"""The breakdowns of which an indicator shows no group: named on its page, with why."""

from __future__ import annotations

from surveyapp.dashboards import findings
from surveyapp.dashboards.wording import shares, texts
from surveyapp.releases.model import IndicatorResult, Release, Why


def told(release: Release, found: IndicatorResult) -> tuple[str, ...]:
    """One sentence for each reason."""
    names = _names(release)
    there = {split.breakdown for split in found.breakdowns}
    by: dict[Why, list[str]] = {}
    for entry in release.hidden:
        split = findings.split_of(entry)
        if entry.what.startswith(f"{found.id} ") and split in names.keys() - there:
            by.setdefault(findings.reason(entry), []).append(names[split])
    return tuple(shares.hidden_groups(why, tuple(dict.fromkeys(titles))) for why, titles in by.items())


def _names(release: Release) -> dict[str, str]:
    """The breakdowns that the release names anywhere."""
    shown = {split.breakdown: texts.breakdown(split) for one in release.indicators for split in one.breakdowns}
    return {split.breakdown: texts.breakdown(split) for split in release.rates_by_group} | shown
