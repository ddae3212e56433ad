"""What was kept at the opening because answers and breakdowns met there alone: joint counts, sums and means."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.results.handed import Joint, Raked, Scored
from surveyapp.results.models import JointCount, RakedSum, ScoreMean


def joint_counts(session: Session, wave: str) -> Mapping[Joint, int]:
    """How many children who answered are in two groups at once, ten or more. For the disclosure audit alone.

    Empty for waves opened before these were kept.
    """
    columns = (
        JointCount.bands,
        JointCount.breakdown,
        JointCount.groups,
        JointCount.beside,
        JointCount.beside_groups,
        JointCount.n,
    )
    found = session.execute(select(*columns).where(JointCount.wave == wave).order_by(*columns))
    return {Joint(*key): n for *key, n in found}


def raked_sums(session: Session, wave: str) -> tuple[Raked, ...]:
    """Weighted sums of items for whose bands the eligible were given by group; one of each item and bands."""
    columns = (
        RakedSum.bands,
        RakedSum.item,
        RakedSum.margins,
        RakedSum.n,
        RakedSum.weights,
        RakedSum.squares,
        RakedSum.positive,
    )
    found = session.execute(select(*columns).where(RakedSum.wave == wave).order_by(*columns))
    return tuple(Raked(*row) for row in found)


def score_means(session: Session, wave: str) -> tuple[Scored, ...]:
    """Rounded means of scores, of all ("all" of "all"), by band ("age_band") and by group, twenty children or more."""
    columns = (
        ScoreMean.bands,
        ScoreMean.breakdown,
        ScoreMean.value,
        ScoreMean.score,
        ScoreMean.n,
        ScoreMean.mean,
    )
    found = session.execute(select(*columns).where(ScoreMean.wave == wave).order_by(*columns))
    return tuple(Scored(*row) for row in found)
