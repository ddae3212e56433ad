"""Who holds what of this installation, and what can be learnt from it: this installation's own figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import text

from surveyapp.audit.copied import Copied, Unreadable
from surveyapp.audit.custodians import Quorum, quorums
from surveyapp.audit.findings import Holder
from surveyapp.audit.kept import BY_ANSWER, one_voiced

GUESSES = 23**8
FEWEST = 2
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
    return (*_of_codes(here), *_of_box(here), _of_results(here), PANEL, ROOT)


PANEL = Holder("A panel member", "what releases show: nothing of groups under ten", "anything else")
ROOT = Holder(
    "Root on the running server",
    "from now on: answers given without a script, at the moment of sending; and any child's at all, by sending "
    "that child a changed page that tells on them",
    "answers already sealed, without the custodians",
)


def _of_codes(here: Copied) -> Iterator[Holder]:
    issued, spent, live, teams, small = (_number(here, "fieldwork", asked) for asked in OF_FIELDWORK)
    odds = f"one guess in {GUESSES // max(1, live):,} finds one" if live else "there is none to find now"
    yield Holder(
        "A worker with the printed cards",
        f"whether a card in the hand was used; counts by team in steps of five ({teams} groups, {small} of them with "
        f"fewer than five eligible)",
        "any answer",
    )
    yield Holder(
        "Somebody who guesses access codes",
        f"nothing about answers; of {live} live codes {odds}; a code found lets in one made-up answer",
        "any answer, who any child is",
    )
    yield Holder(
        "The fieldwork store with the pepper and every printed code",
        f"which {spent} of {issued} codes were used: who took part, if somebody kept a list of cards",
        "any answer; when or in which order codes were used, if the wash was done",
    )


def _of_box(here: Copied) -> Iterator[Holder]:
    ballots = _number(here, "box", "SELECT count(*) FROM ballot")
    yield Holder(
        "The box, with everything else on the server and every backup, before the opening",
        f"that there are {ballots} ballots now, all of one length, by band",
        "any answer; which code cast which ballot",
    )
    yield _one_custodian(here)
    yield Holder(
        "Custodians enough to open, with the box",
        f"all {ballots} answers, each under a random tag; with backups that break the rule of ten, whose they are",
        "which code cast which, if wash and backup rule were kept",
    )


def _of_results(here: Copied) -> Holder:
    rows, comments, tallies = (_number(here, "results", asked) for asked in OF_RESULTS)
    sure = SURE if _number(here, "results", BY_ANSWER) else HARDLY
    return Holder(
        "The results store",
        f"{tallies:,} counts, {rows} rows, {comments} comments{_voices(here)}. {sure}",
        "when anybody answered; any code",
    )


OF_FIELDWORK = (
    "SELECT count(*) FROM access_code",
    "SELECT count(*) FROM access_code WHERE state = 'spent'",
    "SELECT count(*) FROM access_code WHERE state = 'fresh'",
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
    with suppress(Unreadable), here.read(store) as connection:
        return int(connection.scalar(text(asked)) or 0)
    return 0


def _voices(here: Copied) -> str:
    with suppress(Unreadable), here.read("results") as connection:
        same, groups = one_voiced(connection)
        said = f"in {same} of {groups:,} counts of a question by group the whole group gave one answer"
        return f"; {said}, so it is known of each of them"
    return ""
