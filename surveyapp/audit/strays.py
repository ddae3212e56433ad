"""Files that should not be there: journals, logs, dumps, memory written to disk; and who may read those that should."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from surveyapp.audit import texts
from surveyapp.audit.copied import Copied, original
from surveyapp.audit.findings import Finding, judge, number, unchecked
from surveyapp.audit.unpacking import LARGEST
from surveyapp.config import STORES

TOPIC = "Files beside the databases"
LEFT_OVER = ("-wal", "-shm", "-journal")
DUMPS = (".dump", ".sql", ".bak", ".old", ".tmp", ".gz", ".zip", ".tar", ".swp", "~")
SQLITE = b"SQLite format 3\0"
SWAPS = Path("/proc/swaps")
DEMO_CARD = "demo-card.txt"
FOUND = (
    "whoever reads these and the box opens it: take them off this machine and out of its backups. Of a wave that is "
    "planned make the keys anew; of one that runs, destroy the keys as soon as the results are complete"
)


def strays(here: Copied) -> Iterator[Finding]:
    """The instance folder, then the machine."""
    folder = here.settings.instance
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for claim, is_stray in STRAYS.items():
        found = [_named(folder, path) for path in files if is_stray(here, path)]
        yield judge(TOPIC, claim, found, looked=len(files), seen=f"{number(len(files), 'file')} in {folder}")
    left = [f"{one} (of an audit that was cut off; it is removed now)" for one in here.swept]
    yield judge(
        TOPIC, "No copy that an audit made lay about", left, looked=1, seen=f"1 folder, {tempfile.gettempdir()}"
    )
    yield _no_codes(here, files)
    yield _no_phrases(folder, files)
    yield _closed(here, files)
    yield _swap()


def _copied_store(here: Copied, path: Path) -> bool:
    """A SQLite file, whatever its name, that is none of the stores."""
    with path.open("rb") as file:
        if file.read(len(SQLITE)) != SQLITE:
            return False
    stores = (original(here.settings, store) for store in STORES)
    return all(path.resolve() != own.resolve() for own in stores if own is not None)


STRAYS: Mapping[str, Callable[[Copied, Path], bool]] = {
    "No journal or write-ahead log lies beside a database": lambda _, path: path.name.endswith(LEFT_OVER),
    "No dump, archive or old copy lies in the installation's folder": lambda _, path: (
        path.name.endswith(DUMPS) and "surveys" not in path.parts
    ),
    "No SQLite database but the stores themselves lies in the installation's folder": _copied_store,
    "No core dump (the memory of a program that crashed) lies in the installation's folder": lambda _, path: (
        path.name == "core" or path.name.startswith("core.")
    ),
}


def _named(folder: Path, path: Path) -> str:
    return str(path.relative_to(folder))


def _no_codes(here: Copied, files: list[Path]) -> Finding:
    what = texts.wanted(here)
    beside = [path for path in files if path.suffix not in (".db", ".key") and path.name != "settings.toml"]
    found = {path: _codes_in(path, what) for path in beside}
    return judge(
        TOPIC,
        "No file beside the databases holds an access code in the clear",
        [f"{_named(here.settings.instance, path)} holds {n} of them" for path, n in found.items() if n],
        looked=len(files),
        seen=f"{number(len(files), 'file')}, of which {len(beside)} are no database, key or settings; looked for "
        f"{number(len(what.digests), 'code')}",
    )


def _codes_in(path: Path, what: texts.Wanted) -> int:
    """How many codes a file holds, in its name, in its text or in its text as UTF-16."""
    return len(set[bytes]().union(*(texts.live_codes(one, what) for one in _written(path))))


def _written(path: Path) -> tuple[bytes, ...]:
    with path.open("rb") as file:
        content = file.read(LARGEST)
    return path.name.encode(errors="surrogateescape"), content, content.replace(b"\0", b"")


def _no_phrases(folder: Path, files: list[Path]) -> Finding:
    """Beside the box a phrase is half of what opens it: in no file, the databases and the settings among them."""
    found = {path: _phrases_in(path) for path in files}
    held = [f"{_named(folder, path)} holds {n}{_of_a_demo(path)}" for path, n in found.items() if n]
    return judge(
        TOPIC,
        "No file in the installation's folder holds a custodian's phrase in the clear",
        [*held, FOUND] if held else [],
        looked=len(files),
        seen=f"{number(len(files), 'file')}; looked for seven groups of five with their check characters",
    )


def _phrases_in(path: Path) -> int:
    plain = path.suffix == ".db"
    read = ((one,) if plain else texts.readings(one) for one in _written(path))
    return len(set[bytes]().union(*(texts.phrases_in(one) for one in read)))


def _of_a_demo(path: Path) -> str:
    if path.name != DEMO_CARD:
        return ""
    return " (the demo writes down its phrases, codes and staff passwords on purpose: never ask a real child here)"


def _closed(here: Copied, files: list[Path]) -> Finding:
    claim = "Settings, keys and databases can be read by the program's own user alone"
    if os.name != "posix":
        return unchecked(TOPIC, claim, "this system has no such rights")
    kept = [path for path in files if path.suffix in (".db", ".key", ".toml")]
    others = [path for path in kept if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    return judge(
        TOPIC,
        claim,
        [f"{_named(here.settings.instance, path)} has rights {stat.filemode(path.stat().st_mode)}" for path in others],
        looked=len(kept),
        seen=number(len(kept), "file"),
    )


def _swap() -> Finding:
    claim = "Memory that holds answers is not written to disk in the clear (no swap, or swap that is encrypted)"
    if not SWAPS.is_file():
        return unchecked(TOPIC, claim, "this system does not say what it swaps to")
    areas = [line.split()[0] for line in SWAPS.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
    plain = [area for area in areas if not (area.startswith("/dev/zram") or _encrypted(area))]
    seen = f"{SWAPS}, which names {number(len(areas), 'swap area')}"
    return judge(TOPIC, claim, [f"{area} is swap in the clear" for area in plain], looked=1, seen=seen)


def _encrypted(area: str) -> bool:
    mapped = Path("/sys/block") / Path(area).resolve().name / "dm" / "uuid"
    return mapped.is_file() and mapped.read_text(encoding="utf-8").startswith("CRYPT-")
