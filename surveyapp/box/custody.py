"""What can be wrong when custodians bring their phrases; each says whose and what."""

from __future__ import annotations

from surveyapp.box.gate import BoxNotReady


class CustodyProblem(Exception):
    """The custodians cannot open the box as things stand. Nothing was changed."""


class WaveWithoutKeys(CustodyProblem):
    """No keys were ever prepared for this wave, or they were destroyed."""


class KeysAlreadyThere(CustodyProblem):
    """The wave has keys; a second pair would leave ballots that nobody can open."""


class CustodiansUnfit(CustodyProblem):
    """The names are too few for the quorum, too many, empty, or not different from each other."""


class NotEnoughCustodians(CustodyProblem):
    """Fewer custodians brought a phrase than the wave needs."""

    def __init__(self, *, needed: int, came: int) -> None:
        super().__init__(f"{needed} custodians are needed together; {came} came")
        self.needed = needed
        self.came = came


class NamedProblem(CustodyProblem):
    """A problem with one custodian's phrase; ``name`` says whose."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}: {what}")
        self.name = name


class CustodianUnknown(NamedProblem):
    """Nobody of this name is a custodian of this wave."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not a custodian of this wave")


class PhraseMissing(NamedProblem):
    """The custodian's phrase was left empty."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "the phrase is missing")


class PhraseMistypedBy(NamedProblem):
    """The phrase cannot be right as typed; ``group`` (from 1) is where to look, 0: the groups are not seven."""

    def __init__(self, name: str, group: int) -> None:
        where = f"group {group} of the phrase is mistyped" if group else "the phrase must have seven groups of five"
        super().__init__(name, where)
        self.group = group


class PhraseWrong(NamedProblem):
    """The phrase is well formed, but not this custodian's phrase of this wave."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "this is not the phrase made for this wave")


class PhraseMixedUp(NamedProblem):
    """The phrase is another custodian's of the same wave; ``owner`` says whose."""

    def __init__(self, name: str, owner: str) -> None:
        super().__init__(name, f"this is {owner}'s phrase")
        self.owner = owner


class CanaryDied(CustodyProblem):
    """The phrases are right, but the box did not give its canary ballot back: do not start this wave."""


class KeysExchanged(CustodyProblem, BoxNotReady):
    """The keys in the box are not those that the wave's cards vouch for: somebody has put others there."""

    def __init__(self, wave: str) -> None:
        super().__init__(
            f"the keys in the box of {wave} are not those that were made for it, whose fingerprint was kept and stands "
            "on its cards: somebody has changed the box by other means than this program. Find out who before "
            "anything else; a copy of the box from before may still hold the right keys. Nothing was changed."
        )
        self.wave = wave


class NotVouchedFor(KeysExchanged):
    """What is kept of the wave's keys outside the box was written by nobody who has the server's settings."""

    def __init__(self, wave: str) -> None:
        Exception.__init__(
            self,
            f"what fieldwork keeps of the keys of {wave} was not sealed with these settings: somebody has changed "
            "fieldwork by other means than this program, and may have put other keys into the box. Find out who before "
            "anything else. Only in a wave that is still planned, and whose keys an earlier version made: make them "
            "again. Nothing was changed.",
        )
        self.wave = wave


class PhraseOfOtherWave(NamedProblem):
    """The phrase was made for another wave; ``owner`` says whose it is, and ``wave`` of which."""

    def __init__(self, name: str, owner: str, wave: str) -> None:
        super().__init__(name, f"this is {owner}'s phrase for the wave {wave}")
        self.owner = owner
        self.wave = wave
