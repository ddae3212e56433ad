"""An opening is killed at one of its statements; the next try ends it, with every acknowledged answer in it once."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable

import law
from builders.wave import TODAY, Running
from faults_of_power import Caller, caller
from law import Figures
from place import Place
from sqlalchemy import event, text

from surveyapp.db.engines import Stores, open_stores
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import State
from surveyapp.opening import open_wave

STORES = ("fieldwork", "box", "results")
BAND = "8-11"
FEWEST = 10


def killed_opening(place: Place, *, submissions: int, times: int) -> Figures:
    """A whole opening counts the statements; then so many waves are opened and killed at one of them each."""
    each = max(FEWEST, -(-submissions // times))
    total = _statements(place, each)
    callers, found, bands = list[Caller](), Counter[tuple[str, str]](), Counter[str]()
    for number in range(times):
        wave, sent = closed_wave(place, each)
        at = round(number * (total - 1) / max(times - 1, 1))
        _killed_at(place, wave, at)
        before = _comments(place.stores, wave)
        if before.total() not in (0, each):
            raise law.LawBroken(f"half an opening was kept: {before.total()} of {each}, killed at {at} of {total}")
        _finished(place, wave)
        callers += sent
        told = {one.words: one.feels for one in sent}
        found.update({(words, told.get(words, "")): n for words, n in _comments(place.stores, wave).items()})
        seen = law.look(place.stores, wave).bands[BAND]
        bands.update(ballots=seen.ballots, spent=seen.spent, issued=seen.issued)
    counted = law.Found(found, 0, {BAND: law.Band(bands["ballots"], bands["spent"], bands["issued"])})
    return law.judged(place.database, callers, counted, injected=times)


def closed_wave(place: Place, children: int) -> tuple[Running, list[Caller]]:
    """A wave whose children have all sent, closed."""
    wave = place.wave(children, bands=(BAND,))
    sent = [caller(place, wave, BAND, code) for code in wave.codes[BAND]]
    for one in sent:
        one.cast(place.stores)
    wave.close()
    return wave, sent


def _statements(place: Place, children: int) -> int:
    wave, _sent = closed_wave(place, children)
    seen = [0]

    def one(*_args: object) -> None:
        seen[0] += 1

    stores = open_stores(place.settings)
    _at_every_statement(stores, one)
    _open(stores, wave)
    stores.close()
    return seen[0]


def _killed_at(place: Place, wave: Running, at: int) -> None:
    """In a process of its own that kills itself before its ``at``-th statement or commit."""
    place.stores.close()
    process = os.fork()
    if process == 0:
        left = [at]

        def one(*_args: object) -> None:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

        try:
            stores = open_stores(place.settings)
            _at_every_statement(stores, one)
            _open(stores, wave)
        finally:
            os._exit(3)
    _, status = os.waitpid(process, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError(f"the opening was not killed at {at}: it ended with {status}")


def _finished(place: Place, wave: Running) -> None:
    """The next try, if the first had not come to its end."""
    with place.stores.read("fieldwork") as registry:
        state = waves.find(registry, wave.wave).state
    if state is State.CLOSED:
        _open(place.stores, wave)


def _open(stores: Stores, wave: Running) -> None:
    open_wave(stores, wave.catalogue, wave.wave, wave.quorum(), state_keys=wave.state_keys, today=TODAY)


def _at_every_statement(stores: Stores, do: Callable[..., None]) -> None:
    for store in STORES:
        event.listen(stores.engine(store), "before_cursor_execute", do)
        event.listen(stores.engine(store), "commit", do)


def _comments(stores: Stores, wave: Running) -> Counter[str]:
    with stores.read("results") as results:
        return Counter(results.scalars(text("SELECT body FROM comment WHERE wave = :wave"), {"wave": wave.wave}))
