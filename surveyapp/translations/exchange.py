"""Files that go to people who translate and come back: checked whole before a word of them is taken."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages import pofile
from babel.messages.catalog import Catalog

from surveyapp.translations import catalogues, reviews, sheets
from surveyapp.translations.catalogues import Key, Readers
from surveyapp.translations.fitting import Misfit, misfits, tidy
from surveyapp.translations.languages import folder_of
from surveyapp.translations.sheets import Given

SHOWN = 40


class Unfit(Exception):
    """A file of translations is not taken; the text names every line and what is wrong in it."""

    def __init__(self, problems: tuple[Misfit, ...]) -> None:
        more = [f"and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
        super().__init__("\n".join([*map(str, problems[:SHOWN]), *more, "Nothing was taken."]))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: sentences that have a translation now, those that have another, what was left out."""

    new: int
    changed: int
    left: tuple[Misfit, ...]


def exported(code: str, readers: Readers, *, sheet: bool) -> bytes:
    """A catalogue as a file for people who translate: a spreadsheet, or as gettext has it."""
    if sheet:
        return sheets.written(catalogues.read(code, readers))
    return catalogues.path(code, readers).read_bytes()


def take(code: str, readers: Readers, content: bytes, *, sheet: bool, what_fits: bool = False) -> Taken:
    """Take translations in; sentences without one stay as they are. Raises Unfit, unless ``what_fits`` is enough."""
    catalogue = catalogues.read(code, readers)
    found, problems = sheets.given(content, catalogue) if sheet else _of_gettext(content, catalogue, code)
    problems += _lost(found, catalogue)
    wrong = {key: said for key in found if (said := tuple(_wrong(key, found, catalogue)))}
    problems += [one for said in wrong.values() for one in said]
    if problems and not what_fits:
        raise Unfit(tuple(sorted(problems)))
    new, changed = _put(catalogue, {key: said for key, (said, _) in found.items() if key not in wrong})
    catalogues.write(code, readers, catalogue)
    reviews.forget()
    return Taken(new, changed, tuple(sorted(problems)))


def _wrong(key: Key, found: Given, catalogue: Catalog) -> Iterator[Misfit]:
    said, line = found[key]
    if any(said):
        yield from (Misfit(line, what) for what in misfits(key, said, catalogue.num_plurals))


def _lost(found: Given, catalogue: Catalog) -> list[Misfit]:
    """Sentences that the file does not have at all: a line was lost on the way."""
    missing = [key for one in catalogues.messages(catalogue) if (key := catalogues.key(one)) not in found]
    return [Misfit(0, f"the file has no line for “{one}”") for _, one, _ in missing]


def _put(catalogue: Catalog, said: dict[Key, tuple[str, ...]]) -> tuple[int, int]:
    new = changed = 0
    for message in catalogues.messages(catalogue):
        words, before = said.get(catalogues.key(message), ()), catalogues.forms(message)
        if not any(words) or (words == before and not message.fuzzy):
            continue
        new, changed = new + (not any(before)), changed + any(before)
        message.string = words if isinstance(message.id, tuple) else words[0]
        message.flags.discard("fuzzy")
    return new, changed


def _of_gettext(content: bytes, catalogue: Catalog, code: str) -> tuple[Given, list[Misfit]]:
    """What a .po file says; guesses (fuzzy) count as not translated."""
    try:
        theirs = pofile.read_po(io.BytesIO(content), locale=folder_of(code), abort_invalid=True)
    except (ValueError, pofile.PoFileError) as error:
        return {}, [Misfit(1, f"this is no .po file: {error}")]
    known = {catalogues.key(one) for one in catalogues.messages(catalogue)}
    found: dict[Key, tuple[tuple[str, ...], int]] = {}
    problems: list[Misfit] = []
    for message in catalogues.messages(theirs):
        key, line = catalogues.key(message), message.lineno or 0
        if key not in known:
            problems.append(Misfit(line, f"there is no sentence “{key[1]}” in this catalogue any more"))
            continue
        found[key] = ((), line) if message.fuzzy else (tuple(map(tidy, catalogues.forms(message))), line)
    return found, problems
