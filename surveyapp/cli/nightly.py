"""`surveyapp nightly`: what has to happen every night, from a timer of the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from time import time

import click

from surveyapp import opening
from surveyapp.casting import fitting
from surveyapp.casting.boxes import assert_as_made
from surveyapp.casting.law import assert_law
from surveyapp.cli.opened import Installation, opened
from surveyapp.cli.reminders import lingering, reminders, unread, waiting
from surveyapp.cli.telling import sentence
from surveyapp.config import STORES
from surveyapp.db.errors import StoreDamaged
from surveyapp.db.lost import refuse_damaged
from surveyapp.db.wash import wash
from surveyapp.fieldwork import counts, waves
from surveyapp.fieldwork import nightly as record
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES
from surveyapp.results import comments, names, retention
from surveyapp.results.store import TABLES as RESULTS_TABLES
from surveyapp.safeguarding import requests

Steps = Mapping[str, Callable[[], None]]


@click.command()
@click.option("--the-day-is-right", "believed", is_flag=True, help="This machine was off for weeks; its day is right.")
def nightly(*, believed: bool) -> None:
    """Wash the registry and the box, refresh the counts that staff see, let go of rows past their retention date."""
    with opened(any_pepper=True) as here:
        problems = night(here, date.today(), believed=believed)
        with here.stores.write("fieldwork") as session:
            record.record(session, date.today(), problem="; ".join(problems))
        today = date.today()
        for reminder in (
            *reminders(here.stores, today),
            *waiting(here.stores, here.catalogue, today),
            *unread(here.stores),
            *lingering(here.stores, int(time())),
        ):
            click.echo(reminder)
    if problems:
        raise click.ClickException("; ".join(problems))
    click.echo("Washed, counted, and nothing kept past its time.")


def night(here: Installation, today: date, *, believed: bool = False) -> list[str]:
    """One night's work; what went wrong. A step that fails does not keep the others from being done, damage does.

    Nothing is destroyed because of its date on a day far from the last night's, unless the day is ``believed``; nor is
    such a day taken for right because that night found damage.
    """
    doubt = [] if believed else list(_doubt(here, today))
    damaged = list(_damage(here))
    if damaged:
        return [*doubt, *damaged]
    return [*doubt, *_tried(_keeping(here)), *([] if doubt else _tried(_destroying(here, today)))]


def _doubt(here: Installation, today: date) -> Iterator[str]:
    try:
        with here.stores.read("fieldwork") as session:
            record.assert_near(session, today, goes=lambda: _goes(here, today))
    except (record.ClockDoubtful, StoreDamaged) as error:  # of a damaged fieldwork nobody knows the last night
        yield record.DOUBT + sentence(error)


def _goes(here: Installation, today: date) -> bool:
    """Whether anything goes for good on such a day: rows and what waits beside them, or requests."""
    kept = timedelta(days=here.settings.requests_kept_days)
    with here.stores.read("results") as results, here.stores.read("safeguarding") as asked:
        return retention.is_due(results, today) or requests.is_due(asked, kept=kept, now=int(time()))


def _keeping(here: Installation) -> Steps:
    """What is done on any day."""
    return {
        "settings": lambda: fitting.assert_fits(here.stores),
        "law of the box": lambda: assert_law(here.stores),
        "keys of the boxes": lambda: assert_as_made(here.stores),
        "counts": lambda: _count(here),
        "wash of the registry": lambda: wash(here.stores.engine("fieldwork"), REGISTRY_TABLES),
        "wash of the box": lambda: wash(here.stores.engine("box"), BOX_TABLES),
        "rows beside groups": lambda: _part(here),
        "openings together that were cut off": lambda: _take_up(here),
    }


def _destroying(here: Installation, today: date) -> Steps:
    """What goes for good because its time is over."""
    return {
        "retention": lambda: _let_go(here, today),
        "ballots that waited too long": lambda: _give_up(here, today),
        "requests to be contacted": lambda: _forget(here),
    }


def _tried(steps: Steps) -> Iterator[str]:
    for name, step in steps.items():
        try:
            step()
        except Exception as error:
            yield f"{name}: {sentence(error)}"


def _damage(here: Installation) -> Iterator[str]:
    """What the stores' files have lost; rewriting one would hide it."""
    for store in STORES:
        try:
            refuse_damaged(store, here.stores.engine(store))
        except StoreDamaged as error:
            yield sentence(error)


def _count(here: Installation) -> None:
    with here.stores.write("fieldwork") as session:
        counts.refresh(session)


def _part(here: Installation) -> None:
    with here.stores.write("results") as session:
        parted = retention.part(session, here.catalogue)
    if parted + opening.lessen_earlier(here.stores, here.catalogue):
        wash(here.stores.engine("results"), RESULTS_TABLES)


def _let_go(here: Installation, today: date) -> None:
    with here.stores.write("results") as session:
        gone = retention.expire(session, today, here.catalogue)
    _forget_names(here, [one.wave for one in gone])
    if gone:
        wash(here.stores.engine("results"), RESULTS_TABLES)


def _forget_names(here: Installation, gone: list[str]) -> None:
    """A council's list of names serves to mask its comments: it goes with the last of them."""
    with here.stores.read("fieldwork") as session:
        councils = {waves.find(session, wave).authority for wave in gone}
        theirs = {council: [one.id for one in waves.of(session, council)] for council in councils}
    with here.stores.write("results") as session:
        for council, known in theirs.items():
            if not comments.reading(session, known):
                names.keep(session, council, "")


def _take_up(here: Installation) -> None:
    for wave in opening.take_up(here.stores, here.catalogue):
        with here.stores.read("fieldwork") as session:
            title = waves.find(session, wave).title
        click.echo(
            f"{wave}: an opening together was cut off, and is finished now, as “{title}”. If another title was typed, "
            f'say it again: `surveyapp pool title {wave} "…"`'
        )


def _give_up(here: Installation, today: date) -> None:
    """Ballots may wait until the answers of their wave go; then they are destroyed unread."""
    for gone in opening.give_up_overdue(here.stores, by="the nightly work", today=today):
        click.echo(f"{gone.wave}: what waited of {', '.join(gone.bands)} was destroyed unread. Its time was over.")


def _forget(here: Installation) -> None:
    """Delete requests that were done long enough ago, and what is left in the files of these and of deleted ones."""
    with here.stores.write("safeguarding") as session:
        requests.expire(session, kept=timedelta(days=here.settings.requests_kept_days), now=int(time()))
    wash(here.stores.engine("safeguarding"), requests.TABLES)
