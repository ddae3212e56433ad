"""Comments, cut loose from everything else their writer said."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from surveyapp.opening.bands import Unit
from surveyapp.opening.groups import THRESHOLD
from surveyapp.opening.opened import Opened
from surveyapp.results.handed import Remark
from surveyapp.results.models import Review


def remarks_of(band: str, members: Iterable[Opened], unit: Unit | None) -> list[Remark]:
    """The comments of one band under its unit's label. A small band's are for the safeguarding reader's eyes alone."""
    everybody = list(members)
    review = Review.UNREAD if unit is not None and len(everybody) >= THRESHOLD else Review.SAFEGUARDING
    label = band if unit is None else unit.label
    return [
        Remark(id=secrets.token_bytes(16), band=label, item=item, body=body, review=review)
        for member in everybody
        for item, body in member.comments.items()
    ]
