"""Which words of children may be quoted: by how many answered in the bands they are told under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from surveyapp.disclosure.policy import Policy, Rule


def may_be_quoted(label: str, respondents: Mapping[str, int], *, unexplained: Sequence[str], policy: Policy) -> bool:
    """Whether words of this label of bands may stand in a release: rule 4, and a mask that finds nothing unexplained.

    ``respondents`` counts those who answered under each label as the opening laid bands together; a label that is none
    of these is finer than what was laid together, and is never told.
    """
    if label not in respondents or (unexplained and policy.follows(Rule.GATE)):
        return False
    return respondents[label] >= policy.smallest_base or not policy.follows(Rule.BASE)
