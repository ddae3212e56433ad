"""Faults while a real server takes children's answers: each leaves a wave behind whose figures are judged."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path

import clusters
import law
from builders.wave import TODAY, Running
from cutting import network
from law import Figures
from place import Place
from senders import AT_ONCE, JSON, Child, Sender, all_send, all_together, under_fire
from tablet import Tablet

from surveyapp.fieldwork import waves
from surveyapp.opening import open_wave

RACERS = 16
SECONDS_FULL = 0.3
DAY = 24 * 3600
CLOCKS = (DAY, -DAY, 0)
WASHING = Path(__file__).parent / "washing.py"
CHANGING = ("/s/issue", "/s/deposit")


def killed_server(place: Place, *, submissions: int, times: int) -> Figures:
    """Kill -9 of the server, master and workers at once, and a new start."""
    began, wave = time.time(), place.wave(submissions)
    senders = of(place, wave)
    struck = under_fire(senders, place.server.restart, times=times)
    figures = _judged(place, wave, senders, injected=struck)
    for cluster in place.clusters:
        with cluster.admin() as admin:
            admin.execute("CHECKPOINT")
    return replace(figures, remarks={"readable": law.readable(place.folder, senders, since=began - 1)})


def killed_database(place: Place, *, submissions: int, times: int) -> Figures:
    """Kill -9 of every process of one PostgreSQL cluster, in turn, and a new start."""
    wave, number = place.wave(submissions), count()
    senders = of(place, wave)

    def strike() -> None:
        cluster = place.clusters[next(number) % len(place.clusters)]
        clusters.crash(cluster)
        place.stores.close()
        clusters.revive(cluster)

    struck = under_fire(senders, strike, times=times)
    return _judged(place, wave, senders, injected=struck)


def full_disk(place: Place, *, submissions: int, times: int) -> Figures:
    """Nothing more can be written for a while; then there is room again."""
    wave = place.wave(submissions)
    senders = of(place, wave)

    def strike() -> None:
        with _full(place):
            time.sleep(SECONDS_FULL)
        place.revive()

    struck = under_fire(senders, strike, times=times)
    return _judged(place, wave, senders, injected=struck)


def cut_network(place: Place, *, submissions: int, times: int) -> Figures:
    """Every request is cut at every stage; ``times`` cuts for each address."""
    wave = place.wave(submissions)
    cuts = dict.fromkeys(("/s/check", "/s/issue", "/s/deposit", "/s/"), times)
    with network(place.server.port, cuts, portals=True) as between:
        senders = of(place, wave, port=between.port)
        all_send(senders)
    made = Counter[str]()
    for (path, _stage), number in between.made.items():
        made[path] += number
    figures = _judged(place, wave, senders, injected=made.total())
    return replace(figures, remarks={"cuts": dict(made), "stages": _by_stage(between.made)})


def replays(place: Place, *, submissions: int, times: int) -> Figures:
    """Every request again in another order, also while closing, when closed, and after the opening."""
    wave = place.wave(submissions)
    senders = of(place, wave)
    all_send(senders)
    said = [(one, request) for one in senders for request in one.said]
    changing = [(one, request) for one, request in said if request[0] in CHANGING or request is one.said[-1]]
    sent = _again(said) + _again(_crossed(senders))
    remarks = {"thanked again": sum(one.finish() for one in senders), "let in again": _let_in(place, wave, senders)}
    for later in (_closing, _closed, _opened):
        later(place, wave)
        sent += _again(changing)
    return replace(_judged(place, wave, senders, injected=sent), remarks=remarks)


def two_tablets(place: Place, *, submissions: int, times: int) -> Figures:
    """One code on two tablets that send at the same moment; ``times`` codes."""
    wave = place.wave(times)
    groups = [[_new(place, wave, band, code, n + k) for k in (0, n // 2 % 2)] for n, band, code in _cards(wave)]
    all_together(groups)
    figures = _judged(place, wave, [one for group in groups for one in group], injected=times)
    return replace(figures, remarks=_winners(groups))


def races(place: Place, *, submissions: int, times: int) -> Figures:
    """16 senders for each code: every other code the same submission 16 times, else 16 children with one code."""
    wave = place.wave(times)
    groups = []
    for n, band, code in _cards(wave):
        first = _new(place, wave, band, code, n // 2)
        if n % 2:
            groups.append([_new(place, wave, band, code, k) for k in range(RACERS)])
        elif first.begin():
            groups.append([first.twin() for _ in range(RACERS)])
    all_together(groups)
    figures = _judged(place, wave, [one for group in groups for one in group], injected=times)
    return replace(figures, remarks=_winners(groups))


def four_processes(place: Place, *, submissions: int, times: int) -> Figures:
    """Four server processes on the same stores, 16 children at a time."""
    wave = place.wave(submissions)
    senders = of(place, wave)
    all_send(senders, at_once=RACERS)
    return _judged(place, wave, senders, injected=place.server.workers)


def wrong_clock(place: Place, *, submissions: int, times: int) -> Figures:
    """The server's clock jumps a day ahead, a day back, and home again, while children are under way."""
    wave, number = place.wave(submissions), count()
    senders = of(place, wave)
    try:
        struck = under_fire(senders, lambda: place.server.set_clock(CLOCKS[next(number) % len(CLOCKS)]), times=times)
        place.server.set_clock(0)
        late = [one for one in senders if not one.acknowledged]
        all_send([one.anew() for one in late])
        place.server.set_clock(DAY)
        struck += _again([(one, one.said[-1]) for one in senders])
    finally:
        place.server.set_clock(0)
    return _judged(place, wave, senders, injected=struck)


def killed_wash(place: Place, *, submissions: int, times: int) -> Figures:
    """Kill -9 of a wash of registry and box, at any moment, while children send."""
    wave = place.wave(submissions)
    senders = of(place, wave)
    struck = under_fire(senders, lambda: _wash_and_kill(place), times=times)
    return _judged(place, wave, senders, injected=struck)


def of(place: Place, wave: Running, *, port: int = 0) -> list[Sender]:
    """One sender for each card: half with a sealing tablet, half without a script."""
    return [_new(place, wave, band, code, n, port=port) for n, band, code in _cards(wave)]


def _cards(wave: Running) -> Iterator[tuple[int, str, str]]:
    cards = [(band, code) for band, codes in wave.codes.items() for code in codes]
    random.shuffle(cards)
    for n, (band, code) in enumerate(cards):
        yield n, band, code


def _new(place: Place, wave: Running, band: str, code: str, number: int, *, port: int = 0) -> Sender:
    at = port or place.server.port
    return Tablet(at, band, code, surveys=wave.catalogue) if number % 2 else Child(at, band, code)


def _judged(place: Place, wave: Running, senders: Sequence[Sender], *, injected: int) -> Figures:
    return law.judged(place.database, senders, law.look(place.stores, wave), injected=injected)


def _again(said: Sequence[tuple[Sender, tuple[str, bytes, str]]]) -> int:
    """Each of these requests once more, in another order; how many."""
    shuffled = random.sample(said, len(said))
    with ThreadPoolExecutor(AT_ONCE) as several:
        for _ in several.map(lambda one: one[0].once(*one[1]), shuffled):
            pass
    return len(shuffled)


def _crossed(senders: Sequence[Sender]) -> list[tuple[Sender, tuple[str, bytes, str]]]:
    """Requests with parts of others: another's sealed ballot under one's own token, another's blinded value."""
    tablets = [one for one in senders if isinstance(one, Tablet)]
    crossed = []
    for one, other in pairwise(tablets):
        mine, theirs = ({path: json.loads(body) for path, body, _ in it.said} for it in (one, other))
        mixed = {
            "/s/issue": mine["/s/issue"] | {"blinded": theirs["/s/issue"]["blinded"]},
            "/s/deposit": mine["/s/deposit"] | {"sealed": theirs["/s/deposit"]["sealed"]},
        }
        forged = mine["/s/deposit"] | {"message": theirs["/s/deposit"]["message"]}
        crossed += [(one, (path, json.dumps(said).encode(), JSON)) for path, said in mixed.items()]
        crossed += [(one, ("/s/deposit", json.dumps(forged).encode(), JSON))]
    return crossed


def _winners(groups: Sequence[Sequence[Sender]]) -> dict[str, int]:
    """For how many codes exactly one child's answers were acknowledged."""
    won = [len({one.words for one in group if one.acknowledged}) for group in groups]
    return {"codes": len(won), "with one winner": won.count(1)}


def _by_stage(made: Counter[tuple[str, str]]) -> dict[str, int]:
    stages = Counter[str]()
    for (_path, stage), number in made.items():
        stages[stage] += number
    return dict(stages)


def _let_in(place: Place, wave: Running, senders: Sequence[Sender]) -> int:
    """How many used cards open the survey again, with a script or without."""
    return sum(_new(place, wave, one.band, one.code, n).begin() for n, one in enumerate(senders))


def _closing(place: Place, wave: Running) -> None:
    with place.stores.write("fieldwork") as registry:
        waves.start_closing(registry, wave.wave)


def _closed(place: Place, wave: Running) -> None:
    with place.stores.write("fieldwork") as registry:
        waves.close_wave(registry, wave.wave, day=TODAY)


def _opened(place: Place, wave: Running) -> None:
    open_wave(place.stores, wave.catalogue, wave.wave, wave.quorum(), state_keys=wave.state_keys, today=TODAY)


@contextmanager
def _full(place: Place) -> Iterator[None]:
    """No room left: on a file system of the place's own a file that takes it all, else a limit to every file's size."""
    if place.folder.is_mount():
        filler = place.folder / "filler"
        try:
            _take_all(filler)
            yield
        finally:
            filler.unlink()
        return
    limit = random.choice(("0", "4096", "1048576"))
    try:
        _limit(place, limit)
        yield
    finally:
        _limit(place, "unlimited")


def _take_all(filler: Path) -> None:
    with filler.open("wb") as file:
        for step in (2**24, 2**18, 2**12):
            with suppress(OSError):
                while True:
                    os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, step)


def _limit(place: Place, size: str) -> None:
    """As the user whose process it is: root may not do it for others everywhere."""
    for process in place.processes():
        with suppress(FileNotFoundError):
            owner = Path(f"/proc/{process}").stat().st_uid
            as_owner = {"user": owner, "group": owner, "extra_groups": []} if owner != os.geteuid() else {}
            command = ["prlimit", "--pid", str(process), f"--fsize={size}:"]
            subprocess.run(command, capture_output=True, check=False, **as_owner)


def _wash_and_kill(place: Place) -> None:
    """One process that washes again and again, until it is killed."""
    command = [sys.executable, str(WASHING), str(place.settings.instance)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as washing:
        assert washing.stdout is not None
        washing.stdout.readline()
        time.sleep(random.uniform(0, 0.25))
        washing.kill()
