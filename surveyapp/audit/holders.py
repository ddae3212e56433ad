"""Who holds what of this installation, and what can be learnt from it: this installation's own figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from sqlalchemy import text

from surveyapp.audit.copied import Copied, Unreadable
from surveyapp.audit.custodians import Quorum, quorums
from surveyapp.audit.differences import small_sizes
from surveyapp.audit.findings import Holder, number
from surveyapp.audit.kept import BY_ANSWER, Drawn, one_voiced, told_apart
from surveyapp.definition.catalogue import UnknownInstrument

GUESSES = 23**8
FEWEST = 2
NO_BALLOT = "nothing: there is no ballot in it now; those of opened waves go with their destruction"
BY_GROUP = "SELECT count(*) FROM tally WHERE breakdown <> 'all'"
SURE = (
    "Somebody who also knows every characteristic of every child that took part can work out some children's answers "
    "from counts that a version before November 2026 kept (in made-up councils of 40 to 100 children a fifth to a "
    "third of all answers): run surveyapp nightly. Only the custodian of this store may read it"
)
HARDLY = (
    "Somebody who also knows every characteristic of every child that took part has worked out hardly any child's "
    "answer from such counts (in made-up councils of 40 to 176 children none that was tried). Only the custodian of "
    "this store may read it all the same"
)


def holders(here: Copied) -> tuple[Holder, ...]:
    """Each holder in turn."""
    return (*_read(here, _of_codes), *_read(here, _of_box), *_read(here, _of_results), PANEL, ROOT)


def _read(here: Copied, told: Callable[[Copied], Iterator[Holder]]) -> tuple[Holder, ...]:
    """Of a store that cannot be read nothing is claimed."""
    try:
        return tuple(told(here))
    except Unreadable as error:
        return (Holder("Who holds a store that was not read", f"not known: {error}", "not known either"),)


PANEL = Holder("A panel member", "what releases show: nothing of groups under ten", "anything else")
ROOT = Holder(
    "Root on the running server",
    "from now on: answers given without a script, at the moment of sending; and any child's at all, by sending "
    "that child a changed page that tells on them",
    "answers already sealed, without the custodians",
)


def _of_codes(here: Copied) -> Iterator[Holder]:
    issued, spent, live, teams, small = (_number(here, "fieldwork", asked) for asked in OF_FIELDWORK)
    odds = f"one guess in {GUESSES // max(1, live):,} finds one"
    yield Holder(
        "A worker with the printed cards",
        f"whether a card in the hand was used; counts by team in steps of five (a team's children of one age "
        f"band are one group: {number(teams, 'group')}, {small} of them with fewer than five eligible)",
        "any answer",
    )
    yield Holder(
        "Somebody who guesses access codes",
        f"nothing about answers; of {live} live codes {odds}; a code found lets in one made-up answer"
        if live
        else "nothing: no card is unused in an open wave, so no code lets anything in",
        "any answer, who any child is",
    )
    yield Holder(
        "The fieldwork store with the pepper and every printed code",
        f"which {spent} of {issued} codes were used: who took part, if somebody kept a list of cards"
        if issued
        else "nothing of single cards: no code is kept now, those of ended waves were destroyed",
        "any answer; when or in which order codes were used, if the wash was done",
    )


def _of_box(here: Copied) -> Iterator[Holder]:
    ballots = _number(here, "box", "SELECT count(*) FROM ballot")
    yield Holder(
        "The box, with everything else on the server and every backup, before the opening",
        f"that there are {ballots} ballots now, all of one length, by band" if ballots else NO_BALLOT,
        "any answer; which code cast which ballot",
    )
    yield _one_custodian(here)
    yield Holder(
        "Custodians enough to open, with the box",
        f"all {ballots} answers, each under a random tag; with backups that break the rule of ten, whose they are"
        if ballots
        else NO_BALLOT,
        "which code cast which, if wash and backup rule were kept",
    )


def _of_results(here: Copied) -> Iterator[Holder]:
    rows, comments, tallies = (_number(here, "results", asked) for asked in OF_RESULTS)
    told = [f"{tallies:,} counts, {rows} rows, {comments} comments{_voices(here)}"]
    told += [f"{_alone(here)}. Only the custodian of this store may read it"] if rows else []
    told += _sizes(here)
    if _number(here, "results", BY_ANSWER):
        told.append(SURE)
    elif _number(here, "results", BY_GROUP):
        told.append(HARDLY)
    yield Holder("The results store", ". ".join(told), "when anybody answered; any code")


def _sizes(here: Copied) -> Iterator[str]:
    """Of how many small groups the number of children can be worked out here."""
    with suppress(Unreadable), here.read("results") as connection:
        if n := len(small_sizes(connection)):
            yield (
                f"By subtracting counts of some age bands from counts of others: how many children are in "
                f"{number(n, 'group')} of fewer than ten by one characteristic, but no answer of theirs"
            )


def _alone(here: Copied) -> str:
    """How well rows can be recognised here, by somebody who knows three answers of a child."""
    found: Drawn | None = None
    with suppress(Unreadable, UnknownInstrument):
        found = told_apart(here)
    row = "A row is all closed answers of one child"
    if found is None:
        return f"{row}, and who knows some of them may recognise it"
    return (
        f"{row}. Who knows three of them and the age band finds the row alone in {found.alone} of {found.draws} draws "
        "(reckoned from these rows now), and then knows all its other answers"
    )


KEPT = (
    "FROM access_code JOIN stratum ON stratum.id = access_code.stratum "
    "WHERE stratum.wave NOT IN (SELECT wave FROM destruction)"
)
"""A destruction leaves how many codes were in each state, and nothing by which one is known."""
OF_FIELDWORK = (
    f"SELECT count(*) {KEPT}",
    f"SELECT count(*) {KEPT} AND access_code.state = 'spent'",
    "SELECT count(*) FROM access_code JOIN stratum ON stratum.id = access_code.stratum "
    "JOIN wave ON wave.id = stratum.wave WHERE access_code.state = 'fresh' AND wave.state IN ('open', 'closing')",
    "SELECT count(*) FROM stratum",
    "SELECT count(*) FROM stratum WHERE eligible BETWEEN 1 AND 4",
)
OF_RESULTS = ("SELECT count(*) FROM response", "SELECT count(*) FROM comment", "SELECT count(*) FROM tally")


def _one_custodian(here: Copied) -> Holder:
    """What one person alone learns, by how the keys that are here are wrapped."""
    who, boxes = "One custodian with the box", dict[str, Quorum]()
    with suppress(Unreadable):
        boxes = dict(quorums(here))
    alone = ", ".join(wave for wave, one in boxes.items() if one.needed < FEWEST)
    if alone:
        return Holder(
            who,
            f"every answer in the box of {alone}, whenever this person likes: one custodian is enough there",
            "which child gave an answer",
        )
    told = "; ".join(f"{wave}: {one}" for wave, one in boxes.items()) or "no key of a box is here now"
    return Holder(who, f"nothing more ({told})", "any answer")


def _number(here: Copied, store: str, asked: str) -> int:
    with here.read(store) as connection:
        return int(connection.scalar(text(asked)) or 0)


def _voices(here: Copied) -> str:
    with suppress(Unreadable), here.read("results") as connection:
        same, groups = one_voiced(connection)
        if not groups:
            return ""
        said = f"in {same} of {groups:,} counts of a question by group the whole group gave one answer"
        return f"; {said}, so it is known of each of them"
    return ""
