"""How far the texts of comments are: numbers alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveyapp.fieldwork import waves
from surveyapp.results import preparing
from surveyapp.results.approved import NEEDED
from surveyapp.results.preparing import Prepared
from surveyapp.web import audience
from surveyapp.web.stores import stores


@dataclass(frozen=True, slots=True)
class Progress:
    """How many texts of a wave still wait for a mask, for another person, are approved, quoted, or kept out."""

    to_mask: int
    to_approve: int
    approved: int
    quoted: int
    kept_out: int

    @property
    def waiting(self) -> int:
        """How many somebody still has to look at."""
        return self.to_mask + self.to_approve


def progress() -> list[tuple[str, str, Progress]]:
    """Of each wave with comments that may be masked its id, its title and how far its texts are, the newest first."""
    with stores().read("fieldwork") as session:
        titles = {one.id: one.title for one in waves.of(session, audience.current().authority)}
    with stores().read("results") as session:
        found = {wave: preparing.comments(session, wave) for wave in titles}
    return [(wave, title, count(found[wave])) for wave, title in titles.items() if found[wave]]


def waiting() -> int:
    """How many texts wait for somebody, for the list of rooms."""
    return sum(one.waiting for _, _, one in progress())


def count(some: Iterable[Prepared]) -> Progress:
    """These comments by how far they are."""
    kept = [one for one in some if not one.kept_out]
    begun = [one for one in kept if one.draft]
    approved = [one for one in begun if is_approved(one)]
    return Progress(
        to_mask=len(kept) - len(begun),
        to_approve=len(begun) - len(approved),
        approved=len(approved),
        quoted=sum(one.domain is not None for one in approved),
        kept_out=sum(one.kept_out for one in some),
    )


def is_approved(one: Prepared) -> bool:
    """Whether two people approved the text as it stands."""
    return one.approvals >= NEEDED and not one.kept_out
