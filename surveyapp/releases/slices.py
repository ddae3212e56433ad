"""How the answers were spread, and the share of bad ones where whole slices tell it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from surveyapp.disclosure import distributions, tables
from surveyapp.disclosure.policy import Policy
from surveyapp.releases import questions
from surveyapp.releases.counting import ANSWERED, Answers
from surveyapp.releases.model import Count, Question, Share, Shown, Slice
from surveyapp.releases.shown import share_of


def distribution(
    policy: Policy, total: tables.Shown, everybody: Answers, asked: Sequence[Question], bad: Collection[str]
) -> tuple[Slice, ...]:
    """The slices of a pool whose bands all chose one of the same options."""
    if isinstance(total, tables.Hidden) or ANSWERED in everybody or not questions.scale_shared(asked):
        return ()
    options = asked[-1].options
    whole = [distributions.Slice((one.id,), everybody.get(one.id, 0), one.positive) for one in options]
    texts = {one.id: one.text for one in options}
    return tuple(
        Slice(
            options=each.options,
            texts=tuple(texts[id] for id in each.options),
            count=each.count,
            share=each.count / total.base,
            positive=each.positive,
            bad=_all_or_none(each.options, bad),
        )
        for each in distributions.protect_distribution(whole, total, policy)
    )


def bad_share(found: Sequence[Slice]) -> Share | None:
    """The share of bad answers: the sum of slices that are shown anyway; None where one of them is of both kinds."""
    kinds = {each.bad for each in found}
    if kinds != {True, False}:
        return None
    number, base = sum(each.count for each in found if each.bad), sum(each.count for each in found)
    return share_of(Count(Shown.EXACT, number, number, base))


def _all_or_none(options: Collection[str], bad: Collection[str]) -> bool | None:
    """Whether these answers are bad ones; None if some of them are."""
    kinds = {option in bad for option in options}
    return kinds.pop() if len(kinds) == 1 else None
