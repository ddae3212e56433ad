"""The survey files that a box needs where it is opened, carried with it and read there by the one loader."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from surveyapp.definition import catalogue
from surveyapp.definition.catalogue import BANK, Catalogue, UnknownInstrument, collect


def files(folders: Iterable[Path], fingerprints: Collection[str]) -> Mapping[str, str]:
    """The text of the bank and of the surveys with these fingerprints, by name, such as "8-11/2024.yaml"."""
    given = tuple(folders)
    found = collect(given)
    mine = {path: it.content.fingerprint for path, it in found.surveys.items() if it.content is not None}
    missing = set(fingerprints) - set(mine.values())
    bank = next((folder / BANK for folder in given if (folder / BANK).is_file()), None)
    if missing or bank is None:
        raise UnknownInstrument(f"the files of {len(missing)} of the wave's surveys are not here; put them back")
    chosen = {f"{path.parent.name}/{path.name}": path for path, one in mine.items() if one in fingerprints}
    return {name: path.read_text(encoding="utf-8") for name, path in {BANK: bank, **chosen}.items()}


def read(carried: Mapping[str, str]) -> Catalogue:
    """The surveys again. They hold no secret, so that they may rest on the disk for a moment."""
    with TemporaryDirectory(prefix="surveyapp-") as folder:
        for name, text in carried.items():
            path = Path(folder) / PurePosixPath(name).parent.name / PurePosixPath(name).name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return catalogue.load([Path(folder)])
