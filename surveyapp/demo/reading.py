"""What grown-ups do with the made-up children's words: read for harm, mask, approve by two, choose what is quoted."""

from __future__ import annotations

from surveyapp.db.engines import Stores
from surveyapp.demo import plan
from surveyapp.demo.comments import A_WORRY, NAMES, QUOTED
from surveyapp.desk import comments_people
from surveyapp.disclosure.masking import find_marks, masked
from surveyapp.results import comments, names, preparing, quoting
from surveyapp.results.approved import approved
from surveyapp.results.preparing import Draft, Prepared

ALL = 1000
READERS = ("safeguarding", "analyst")
LEFT = 3
"""Every so many texts one is left for whoever tries the demo."""


def read_words(stores: Stores, wave: str, *, secret: bytes, some_left: bool) -> int:
    """Do all of it for one wave; how many texts two people approved. ``some_left``: not quite all of it."""
    with stores.write("results") as session:
        names.keep(session, plan.AUTHORITY, NAMES)
        some = comments.unread(session, wave, most=ALL)
        comments.read(session, wave, {one.id: one.body == A_WORRY for one in some})
    with stores.read("results") as session:
        listed = names.gazetteer(session, plan.AUTHORITY)
        waiting = preparing.comments(session, wave)
    done = 0
    for number, one in enumerate(waiting, 1):
        draft = Draft(masked(one.original, find_marks(one.original, listed)))
        if not some_left or number % LEFT:
            _approve(stores, wave, one, draft, secret)
            done += 1
    _quote(stores, wave)
    return done


def _approve(stores: Stores, wave: str, one: Prepared, draft: Draft, secret: bytes) -> None:
    """Both read it."""
    people = {short: name for short, name, _role in plan.PEOPLE}
    with stores.write("results") as session:
        preparing.write(session, wave, one.id, draft, seen=one.seen)
    for short in READERS:
        email = f"{short}@northvale.example"
        who = comments_people.person(secret, one.id, account=email, name=people[short], email=email)
        with stores.write("results") as session:
            preparing.approve(session, wave, one.id, who, seen=draft.digest)


def _quote(stores: Stores, wave: str) -> None:
    """Quote what says well what many said, each text once."""
    with stores.write("results") as session:
        written = {one.text: one.id for one in approved(session, wave)}
        for text in written.keys() & QUOTED.keys():
            quoting.choose(session, wave, written[text], QUOTED[text])
