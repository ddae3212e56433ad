"""Bringing the catalogues in step with what the program says; a sentence that moves keeps its translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from babel import Locale
from babel.messages.catalog import Catalog, Message

from surveyapp.translations import catalogues, extraction
from surveyapp.translations.catalogues import Key, Readers
from surveyapp.translations.languages import folder_of, language_of

HEADING = """\
# {english}.
# A draft: nobody who speaks this language has reviewed it yet. What people have reviewed stands in reviews.toml beside
# this file, which `surveyapp translations review` writes."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one catalogue: sentences new to it, those said no more, and those that stand translated of all."""

    code: str
    readers: Readers
    new: int
    gone: int
    translated: int
    of: int


Given = Mapping[Key, tuple[str, ...]]
"""Translations from elsewhere, by message."""


def update(code: str, given: Given | None = None) -> tuple[Updated, ...]:
    """Bring a language's catalogues in step, or begin one; ``given`` fills what is not translated yet."""
    return tuple(_updated(code, extraction.extracted(), given or {}))


def update_all() -> tuple[Updated, ...]:
    """The same for every language there is."""
    wanted = extraction.extracted()
    known = dict.fromkeys((*catalogues.codes(Readers.GROWN_UPS), *catalogues.codes(Readers.CHILDREN)))
    return tuple(one for code in known for one in _updated(code, wanted, {}))


def _updated(code: str, wanted: Mapping[Readers, Catalog], given: Given) -> Iterator[Updated]:
    before = {readers: catalogues.read(code, readers) for readers in Readers}
    known = _known(before)
    for readers in Readers:
        if readers is Readers.GROWN_UPS and not catalogues.path(code, readers).exists():
            continue
        fresh = _headed(code, readers, before)
        for message in catalogues.messages(wanted[readers]):
            fresh[message.id] = _filled(message, fresh.num_plurals, known, given)
        catalogues.write(code, readers, fresh)
        yield _told(code, readers, before[readers], fresh)
    catalogues.forget()


def _known(before: Mapping[Readers, Catalog]) -> Mapping[Key, Message]:
    """What is translated in either catalogue; a sentence that moves from one to the other takes its words along."""
    found = [message for catalogue in before.values() for message in catalogues.messages(catalogue)]
    return {catalogues.key(one): one for one in found if any(catalogues.forms(one)) or one.user_comments}


def _headed(code: str, readers: Readers, before: Mapping[Readers, Catalog]) -> Catalog:
    """An empty catalogue with the heading of the one before; a new one counts as the language's other one does."""
    fresh = Catalog(locale=folder_of(code), fuzzy=False) if catalogues.path(code, readers).exists() else _new(code)
    if catalogues.path(code, readers).exists():
        fresh.header_comment = before[readers].header_comment
        fresh.mime_headers = before[readers].mime_headers
    elif any(catalogues.path(code, one).exists() for one in Readers):
        counts = [value for name, value in before[Readers.GROWN_UPS].mime_headers if name == "Plural-Forms"]
        fresh.mime_headers = [("Plural-Forms", value) for value in counts]
    return fresh


def _new(code: str) -> Catalog:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return Catalog(
        locale=folder_of(code),
        header_comment=HEADING.format(english=Locale.parse(folder_of(code)).get_display_name("en")),
        project="surveyapp",
        version="1",
        msgid_bugs_address="see the README",
        creation_date=today,
        revision_date=today,
        last_translator="nobody yet",
        language_team=language_of(code).name,
        fuzzy=False,
    )


def _filled(message: Message, plurals: int, known: Mapping[Key, Message], given: Given) -> Message:
    """The message with its translation, if there is one with as many forms as the language has."""
    fresh = message.clone()
    found, many = known.get(catalogues.key(message)), isinstance(message.id, tuple)
    wanted = plurals if many else 1
    said = catalogues.forms(found) if found else ()
    said = said if any(said) else given.get(catalogues.key(message), ())
    said = said if len(said) == wanted else ("",) * wanted
    fresh.string = said if many else said[0]
    if found:
        fresh.user_comments, fresh.flags = found.user_comments, fresh.flags | (found.flags & {"fuzzy"})
    return fresh


def _told(code: str, readers: Readers, before: Catalog, after: Catalog) -> Updated:
    was = {catalogues.key(one) for one in catalogues.messages(before)}
    now = {catalogues.key(one): one for one in catalogues.messages(after)}
    done = sum(map(catalogues.is_translated, now.values()))
    return Updated(code, readers, len(now.keys() - was), len(was - now.keys()), done, len(now))
