"""The certificate of a destruction: what is gone, who saw to it, and what is still to be destroyed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from surveyapp.fieldwork.models import Destruction
from surveyapp.opening.beside import by_hand, looked_for


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was destroyed, on which day and by whom, and the digest by which the ballots could have been recognised.

    ``waits``: ballots of the wave stayed sealed, with its wrapped keys, to be opened together with others.
    ``together``: the waves in which that has happened since, with ballots of ``others``; the ballots go with these, and
    ``used`` codes were of the bands that waited. ``members``: the waves whose
    ballots were opened together in this one. Not ``permits``: it began before ballots were kept with their permits.
    ``n_missing`` used codes had no ballot as it was opened; None where that was not counted. ``beside``: what else the
    databases and their servers held; None where nobody looked.
    """

    wave: str
    day: date
    by: str
    ballots: int
    wrapped_keys: int
    issuer_keys: int
    codes: int
    n_ok: int
    n_bad: int
    late: int
    box_digest: str
    restored_on: date | None
    restored_elsewhere: str
    waits: bool = False
    members: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    n_unpermitted: int = 0
    permits: bool = True
    n_missing: int | None = None
    beside: str | None = None
    others: tuple[str, ...] = ()
    used: int = 0

    def text(self) -> str:
        """The certificate to print and sign."""
        late = f", {self.late} came too late and were never opened" if self.late else ""
        return "\n".join(
            [
                f"Certificate of destruction: wave {self.wave}",
                f"Day: {self.day:%Y-%m-%d}",
                f"Destroyed by: {self.by}",
                f"A restore of the results, tried before: {self._restored()}",
                "",
                f"Sealed ballots destroyed: {self.ballots} ({self.n_ok} had been opened and counted, "
                f"{self.n_bad} could not be read or were not valid{late})",
                self._permits(),
                *self._missing(),
                *self._keys(),
                f"Digest of the box when it was opened (SHA-256): {self.box_digest}",
                looked_for(self.beside),
                "",
                "Still to be destroyed by hand, by the person who signs below:",
                *by_hand(self.beside),
                *self._backups(),
                "- every file of `surveyapp box export` and `surveyapp open --box`, on every medium;",
                *self._by_hand(),
                "",
                "Name, signature, day: ______________________________________________",
                "",
            ]
        )

    def _permits(self) -> str:
        if self.permits:
            return f"Of these without a valid permit, and not counted: {self.n_unpermitted}"
        return "Permits: not looked at when the box was opened, as fieldwork began before they were kept with ballots"

    def _missing(self) -> list[str]:
        if self.members:
            return []
        return [without_a_ballot(self.n_missing)]

    def _keys(self) -> list[str]:
        if self.members:
            return [
                f"Opened together, and the waves they were of: {', '.join(self.members)}",
                f"Wrapped keys destroyed: {self.wrapped_keys}, of those of these waves that have no ballot left",
            ]
        return [
            *self._wrapped(),
            f"Keys that signed tokens destroyed: {self.issuer_keys}, one for each age band",
            f"Access codes forgotten: {self.codes} (their number and state stay, for the response rate)",
            "Key of the answers that travelled in pages: destroyed at the opening, and not there today",
        ]

    def _wrapped(self) -> list[str]:
        """How many wrapped keys went, and what became of ballots that were to be opened with others."""
        went = f"Wrapped keys destroyed: {self.wrapped_keys}, with the salts of all custodians"
        if self.together:
            apart = self.waits or not self.wrapped_keys
            return [
                f"Not among these: the sealed ballots that waited ({self.used} used codes); "
                f"they were opened together with {', '.join(self.others)}, see certificate {', '.join(self.together)}",
                "Wrapped keys destroyed: none here, they go with those ballots" if apart else went,
            ]
        if self.waits:
            return [
                "Wrapped keys destroyed: none. Sealed ballots of this wave wait to be opened with others; they "
                "and the wrapped keys stay until then, and another certificate says when they are gone"
            ]
        return [went]

    def _backups(self) -> list[str]:
        """Copies hold what waits as well: a new one is made before the old ones go."""
        if self.waits and not self.together:
            return [
                "- every backup of the box and fieldwork stores made before this destruction, on that day too, but "
                "only once a new `surveyapp backup` was made and tried, since what waits is in no other copy (it "
                "removes those in its folder);"
            ]
        return [
            "- every backup of the box and fieldwork stores made before this destruction, on that day too (the next "
            "`surveyapp backup` removes those in its folder);"
        ]

    def _by_hand(self) -> list[str]:
        if self.members:
            return ["- every custodian's recovery sheet for those of these waves that have no ballot left."]
        sheets = "every custodian's recovery sheet for this wave"
        if self.waits and self.together:
            mine = f"- with the certificate of {', '.join(self.together)}, and not before: {sheets};"
        else:
            mine = f"- not yet: {sheets}, which is needed once more;" if self.waits else f"- {sheets};"
        return [mine, "- every sheet of printed access codes."]

    def _restored(self) -> str:
        if self.restored_on is not None:
            return f"{self.restored_on:%Y-%m-%d}, as the record of restores on this server says"
        if self.restored_elsewhere:
            return f"not on this server; the person above says where and when: {self.restored_elsewhere}"
        return "said to be done; the place and the day were not asked for then"


def without_a_ballot(n: int | None) -> str:
    """How many used codes had no ballot, and what is normal, as a certificate says it."""
    if n is None:
        return "Used codes without a ballot: not counted then"
    return f"Used codes without a ballot: {n} (a few are normal: tablets put away before they had sent)"


@dataclass(frozen=True, slots=True)
class Pooled:
    """What a certificate says of ballots opened together; see ``Certificate``."""

    members: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    used: int = 0


def certificate_of(gone: Destruction, *, pooled: Pooled, permits: bool) -> Certificate:
    """The certificate of what was recorded; see ``Certificate`` for the rest."""
    return Certificate(
        wave=gone.wave,
        day=gone.day,
        by=gone.by,
        ballots=gone.ballots,
        wrapped_keys=gone.wrapped_keys,
        issuer_keys=gone.issuer_keys,
        codes=gone.codes,
        n_ok=gone.n_ok,
        n_bad=gone.n_bad,
        late=gone.late,
        box_digest=gone.box_digest,
        restored_on=gone.restored_on,
        restored_elsewhere=gone.restored_elsewhere,
        waits=gone.waits,
        members=pooled.members,
        together=pooled.together,
        others=pooled.others,
        used=pooled.used,
        n_unpermitted=gone.n_unpermitted,
        permits=permits,
        n_missing=gone.n_missing,
        beside=gone.beside,
    )
