"""Backups that are killed, restores after a loss of everything, and copies and stores that are damaged."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import law
from builders.wave import Running
from faults_of_server import of
from law import Figures, LawBroken
from place import Place, file_of
from senders import Sender, all_send, under_fire
from tablet import Tablet

from surveyapp.backup import drill, making, restoring, sets
from surveyapp.backup.sets import BackupSet, NoBackup
from surveyapp.config import STORES
from surveyapp.db import copying, migrate
from surveyapp.db.engines import Stores, open_stores
from surveyapp.db.errors import StoreDamaged, StoreLost, StoreMissing
from surveyapp.db.lost import refuse_damaged

TODAY = date(2026, 3, 10)
COPYING = Path(__file__).parent / "copying_again.py"
HELD = ("fieldwork", "box")
MISSING = "there is no whole backup"
NAMED = (StoreDamaged, StoreLost, StoreMissing)


def killed_backup(place: Place, *, submissions: int, times: int) -> Figures:
    """Kill -9 of a backup at any moment, while children send: the newest copies are whole, and can be restored."""
    wave = place.wave(submissions)
    senders, copies = of(place, wave), place.folder / "copies"
    _back_up(place, copies)
    struck = under_fire(senders, lambda: _copy_and_kill(place, copies), times=times)
    _back_up(place, copies)
    done = drill.drill(copies, place.settings, today=TODAY)
    if done.problem:
        raise LawBroken(done.problem)
    return law.judged(place.database, senders, law.look(place.stores, wave), injected=struck)


def restores(place: Place, *, submissions: int, times: int) -> Figures:
    """Everything is lost but settings.toml and the last copies; tablets in the middle of sending go on afterwards."""
    wave = place.wave(submissions)
    senders, copies = of(place, wave), place.folder / "copies"
    for number in range(times):
        part = senders[number::times]
        tablets = [one for one in part[::4] if isinstance(one, Tablet)]
        all_send([one for one in part if one not in tablets])
        for k, tablet in enumerate(tablets):
            if tablet.begin() and k % 2:
                tablet.spend()
        place.server.kill()
        _back_up(place, copies)
        _lose_everything(place)
        _restore(place, copies)
        wave.stores = place.stores
        place.server.start()
        all_send(tablets)
    return law.judged(place.database, senders, law.look(place.stores, wave), injected=times)


def damaged_copies(place: Place, *, submissions: int, times: int) -> Figures:
    """Copies are cut short, overwritten or lost: the drill says so, and nothing is put back from them."""
    wave, senders = _all_sent(place, submissions)
    for number in range(times):
        copies = place.folder / f"copies-{number}"
        made = _back_up(place, copies)
        store, (name, damage) = HELD[number % 2], DAMAGES[number % len(DAMAGES)]
        damage(made.path(store))
        problem = _problem(place, copies)
        if store not in problem and problem != MISSING:
            raise LawBroken(f"{name} in the copy of {store} was not noticed: {problem!r}")
        shutil.rmtree(copies)
    return law.judged(place.database, senders, law.look(place.stores, wave), injected=times)


def damaged_files(place: Place, *, submissions: int, times: int) -> Figures:
    """A store's own file is cut short, overwritten or lost: that is told by name, or nothing is missing."""
    wave, senders = _all_sent(place, submissions)
    sound, told = place.folder / "sound", Counter[str]()
    place.server.stop()
    place.stores.close()
    shutil.copytree(place.settings.instance, sound)
    for number in range(times):
        store, (name, damage) = HELD[number % 2], DAMAGES[number // 2 % len(DAMAGES)]
        damage(file_of(place.settings, store))
        said = _said(place, wave, senders)
        if not said:
            raise LawBroken(f"{name} in the file of {store}: something is missing and nothing is told")
        told[said] += 1
        for path in sound.glob("*.db"):
            shutil.copy(path, place.settings.instance)
    place.revive()
    figures = law.judged(place.database, senders, law.look(place.stores, wave), injected=times)
    return replace(figures, remarks=told)


def _problem(place: Place, copies: Path) -> str:
    """What the drill says is wrong; a set that is not complete is none."""
    try:
        return drill.drill(copies, place.settings, today=TODAY).problem
    except NoBackup:
        return MISSING


def _said(place: Place, wave: Running, senders: Sequence[Sender]) -> str:
    """How the program tells that a store is damaged; nothing where it tells nothing and something is missing."""
    try:
        stores = open_stores(place.settings)
    except NAMED as error:
        return f"{type(error).__name__} at the start"
    try:
        found = law.look(stores, wave)
    except NAMED as error:
        return f"{type(error).__name__} when read"
    else:
        figures = law.judged(place.database, senders, found, injected=1)
        return _said_later(stores, figures)
    finally:
        stores.close()


def _said_later(stores: Stores, figures: Figures) -> str:
    try:
        for store in HELD:
            refuse_damaged(store, stores.engine(store))
    except StoreDamaged:
        return "StoreDamaged by night"
    if figures.unreadable and figures.lost <= figures.unreadable:
        return "counted as unreadable at the opening"
    whole = not figures.lost and figures.total("spent") == figures.total("issued") == figures.submissions
    return "nothing is missing" if whole else ""


def _cut(share: float) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return damage


def _overwritten(at: float, size: int) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        content = bytearray(path.read_bytes())
        start = int((len(content) - size) * at)
        content[start : start + size] = random.randbytes(size)
        path.write_bytes(content)

    return damage


DAMAGES = (
    ("cut to nothing", _cut(0)),
    ("cut in half", _cut(0.5)),
    ("its end is missing", _cut(0.99)),
    ("its head is overwritten", _overwritten(0, 100)),
    ("a page is overwritten", _overwritten(0.5, 4096)),
    ("16 bytes are overwritten", _overwritten(0.7, 16)),
    ("its end is overwritten", _overwritten(1, 4096)),
    ("it is gone", Path.unlink),
    ("it is another kind of file", lambda path: path.write_bytes(b"%PDF-1.7\n" * 2000)),
    ("many bytes are overwritten", _overwritten(0.2, 65536)),
)


def _all_sent(place: Place, submissions: int) -> tuple[Running, list[Sender]]:
    """A wave all of whose children have sent."""
    wave = place.wave(submissions)
    senders = of(place, wave)
    all_send(senders)
    return wave, senders


def _back_up(place: Place, copies: Path) -> BackupSet:
    return making.back_up(place.settings, place.stores, copies, today=TODAY).made


def _copy_and_kill(place: Place, copies: Path) -> None:
    """One process that makes copies again and again, until it is killed; what it leaves is looked at."""
    command = [sys.executable, str(COPYING), str(place.settings.instance), str(copies)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.uniform(0, 0.5))
        process.kill()
    newest = sets.newest(copies)
    wrong = [store for store in STORES if copying.sound(newest.path(store)) or not _as_listed(newest, store)]
    if wrong:
        raise LawBroken(f"a killed backup left half a copy of {wrong}")


def _as_listed(newest: BackupSet, store: str) -> bool:
    return sets.digest(newest.path(store)) == newest.stores[store].digest


def _lose_everything(place: Place) -> None:
    place.stores.close()
    shutil.rmtree(place.settings.instance / "state-keys")
    for store in STORES:
        if place.clusters:
            cluster = next(one for one in place.clusters if str(one.folder) in place.settings.databases[store])
            cluster.create(store)
        else:
            file_of(place.settings, store).unlink()


def _restore(place: Place, copies: Path) -> None:
    if place.clusters:
        migrate.upgrade(place.settings)
    restoring.put_back(sets.newest(copies), place.settings)
    place.stores = open_stores(place.settings)
    restoring.make_state_keys(place.stores, place.settings.instance)
