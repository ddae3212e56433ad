"""`surveyapp paper`: a survey as a booklet to print."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.opened import Installation, opened
from surveyapp.definition.model import Instrument
from surveyapp.fieldwork.models import Authority
from surveyapp.paper import people, printing
from surveyapp.paper.booklet import booklet
from surveyapp.paper.model import Imprint, Person
from surveyapp.paper.printing import SIZES
from surveyapp.paper.saying import Sayings
from surveyapp.safeguarding import contacts
from surveyapp.translations import catalogues, reviews
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import ENGLISH, Language, language_of


@click.command()
@click.argument("band")
@click.argument("version", required=False)
@click.option("--language", "code", default="en", help="The code of its language, such as ar (default: en).")
@click.option("--size", type=click.Choice([str(size) for size in SIZES]), default=str(SIZES[0]), help="Points.")
@click.option("--authority", help="Whose people to talk to stand in it (default: the national lines).")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF to write.")
def paper(band: str, version: str | None, code: str, size: str, authority: str | None, out: Path) -> None:
    """Write a BAND's survey as a booklet (PDF, needs surveyapp[reports])."""
    with opened() as here:
        asked = here.catalogue.version(band, version) if version else here.catalogue.latest(band)
        said = Sayings(_language(code, asked))
        council, known = _of(here, authority, asked, said)
        made = booklet(asked, said, people=known, imprint=Imprint(council))
    out.write_bytes(printing.pdf(made, size=int(size)))
    click.echo(f"Written to {out}.")


def _language(code: str, asked: Instrument) -> Language:
    """The language, marked as a draft unless pages and survey are reviewed in it."""
    known = catalogues.codes(Readers.CHILDREN)
    if code == ENGLISH.code:
        return ENGLISH
    if code not in known:
        raise click.BadParameter(f"{code} is none of {', '.join((ENGLISH.code, *known))}", param_hint="--language")
    reviewed = reviews.fit_for_children(code) and reviews.fit_for_children(code, asked)
    return language_of(code, draft=not reviewed)


def _of(here: Installation, authority: str | None, asked: Instrument, said: Sayings) -> tuple[str, tuple[Person, ...]]:
    """The authority's title and the people it lists for these children."""
    nobody = people.national(said, oldest=asked.band.oldest)
    if authority is None:
        return "", nobody
    with here.stores.read("fieldwork") as session:
        found = session.get(Authority, authority)
    if found is None:
        raise click.BadParameter(f"there is no authority {authority}", param_hint="--authority")
    with here.stores.read("safeguarding") as session:
        listed = contacts.of(session, authority, band=asked.band.id)
    listed = contacts.for_adults(listed) if asked.band.oldest > people.CHILDLINE_UP_TO else listed
    return found.title, tuple(contacts.person(it, said) for it in listed) or nobody
