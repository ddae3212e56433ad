"""What can be refused in fieldwork, each with a name of its own."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class CodeRejected(Exception):
    """A code does not let anybody in; the subclass says why."""


class CodeUnknown(CodeRejected):
    """No such code was ever issued."""


class CodeSpent(CodeRejected):
    """The code has been used, by this child or another tablet."""


class CodeVoid(CodeRejected):
    """The code's card was withdrawn; another one was printed."""


class ManyTries(CodeRejected):
    """So many wrong codes were tried lately that checks are slow, and it is not this one's turn: ask again soon."""


class WaveNotOpen(CodeRejected):
    """The wave has not started yet."""


class WaveClosed(CodeRejected):
    """The wave takes no new answers any more."""


class Mistake(StrEnum):
    """What is wrong with a typed code."""

    LENGTH = "length"
    LETTER = "letter"
    CHECK = "check"


class MistypedCode(Exception):
    """A typed code cannot be right. ``letter`` stands on no card; ``meant`` are letters of cards that look like it."""

    def __init__(self, mistake: Mistake, *, letter: str = "", meant: tuple[str, ...] = ()) -> None:
        super().__init__(mistake.value)
        self.mistake = mistake
        self.letter = letter
        self.meant = meant


class TooManyCodes(Exception):
    """More codes were asked for than there are eligible without one. ``left`` is how many may still be issued."""

    def __init__(self, left: int) -> None:
        more = "1 more code" if left == 1 else f"{left} more codes"
        super().__init__(f"Only {more} can be issued here: issued codes never exceed the eligible.")
        self.left = left


class PackTooLarge(Exception):
    """More cards with pictures were asked for at once than one pack may have."""


class InstrumentNotInWave(Exception):
    """Codes were asked for an instrument that none of the wave's bands uses."""


class StratumUnknown(Exception):
    """There is no such band and team."""


class AuthorityUnknown(Exception):
    """There is no such authority."""


class AuthorityNotAmong(AuthorityUnknown):
    """There is no authority of this id; the text names those that there are."""

    def __init__(self, authority: str, known: Iterable[str]) -> None:
        names = ", ".join(known) or "none yet"
        super().__init__(f'There is no authority "{authority}"; known: {names}.')


class LanguageUnknown(Exception):
    """Pages speak no such language; the text names those that they do."""

    def __init__(self, language: str, known: Iterable[str]) -> None:
        super().__init__(f'Pages do not speak "{language}"; known: {", ".join(known)}.')


class UnfitWord(Exception):
    """An authority's own words are too long, or hold what cannot stand in a sentence."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"Own words are one line of at most {longest} characters, without < and >.")


class WaveUnknown(Exception):
    """There is no such wave."""


class BandUnknown(Exception):
    """The wave does not have this band."""

    def __init__(self, band: str) -> None:
        super().__init__(f"This wave has no band {band!r}.")
        self.band = band


class BadName(Exception):
    """An id has something other than small letters, digits and dashes, or is too long."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} cannot be an id: use small letters, digits and dashes, 60 at most.")


class WaveExists(Exception):
    """A wave with this id is there already."""


class WrongState(Exception):
    """The wave is not where this step begins."""

    def __init__(self, *, now: str, needed: tuple[str, ...]) -> None:
        super().__init__(f"The wave is {now}; this can only be done while it is {' or '.join(needed)}.")
        self.now = now
        self.needed = needed


class NobodyToAsk(Exception):
    """The wave has no stratum with anybody eligible."""


class CustodiansMissing(Exception):
    """Fewer custodians are named than must open the box together."""


class OneAlone(Exception):
    """One person alone could open this box and read the answers early: at least two open it, except in a trial."""


class NotProved(Exception):
    """These custodians have not yet shown, by opening a canary ballot, that their phrases work."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"Still to open a canary ballot, with `surveyapp custody canary`: {', '.join(names)}.")
        self.names = names


class CustodianUnknown(Exception):
    """The wave has no custodian of this name."""


class TrialNeverReleased(Exception):
    """A trial wave's results are never released."""


class EligibleBelowIssued(Exception):
    """The eligible cannot be fewer than the codes already issued; void some first."""

    def __init__(self, issued: int) -> None:
        super().__init__(f"{issued} codes are issued here already; void some before lowering the eligible below that.")
        self.issued = issued


class TooManyOutcomes(Exception):
    """The outcomes and the completed together are more than the eligible."""

    def __init__(self, band: str, *, recorded: int, eligible: int) -> None:
        super().__init__(f"Band {band}: {recorded} outcomes and completed are more than the {eligible} eligible.")
        self.band = band


class PartnershipUnknown(Exception):
    """There is no such partnership, and it is not the wave's own authority either."""

    def __init__(self, authority: str) -> None:
        super().__init__(
            f'"{authority}" is no partnership. Name one that is, or let small bands wait for this council\'s next wave.'
        )


class PartnershipHasNoChildren(Exception):
    """A wave was planned at a partnership, which has no children of its own: plan it at one of its councils."""


class AuthorityHasWaves(Exception):
    """An authority that asks its own children cannot be made a partnership."""


class WaveIsPooled(Exception):
    """The wave is what came of ballots opened together: nothing can be said of who was asked, but in its members."""


class WaveEnded(Exception):
    """The wave was ended and its box destroyed, or is about to be: nobody could ever open what was sent now."""


class WaveIsNotPooled(Exception):
    """The wave asked its own children, and is called as its plan says."""
