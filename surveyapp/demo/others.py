"""Made-up councils beside the demo's own, and a made-up programme that adds up what they published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from surveyapp import config
from surveyapp.db import migrate
from surveyapp.db.engines import Stores, open_stores
from surveyapp.definition.catalogue import Catalogue
from surveyapp.demo import plan
from surveyapp.demo.children import answered, children
from surveyapp.demo.plan import Round
from surveyapp.fieldwork.counts import FLOOR
from surveyapp.history import taking
from surveyapp.history.comparators import KIND
from surveyapp.programme import gathering, giving, joining, receiving
from surveyapp.releases import carried, publish, store
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import WaveFacts
from surveyapp.releases.source import Completed, Source
from surveyapp.results.queries import Counted
from surveyapp.results.words import counted_as
from surveyapp.signing import files
from surveyapp.signing.keys import PROGRAMME, SigningKeys, aloud

COUNCILS = ("Amberley", "Brackendale", "Coldharbour", "Dunmere", "Eastlow", "Fallowfield", "Greyshore", "Highmoor")
"""With the demo's own there are nine, of which each is told six."""
TITLE = "Many councils (a made-up programme)"
ASKED = (
    "feels_safe_home",
    "likes_bedroom",
    "trusted_adult",
    "good_friend",
    "included_in_decisions",
    "social_worker_easy_to_reach",
    "lonely",
    "knows_advocate",
    "knows_care_plan",
    "afraid_of_bullying",
)
"""What the made-up councils publish: enough to see, and few enough to be made in a minute."""
APART = 0.2
"""How far the made-up councils differ in how life is."""
AFTERWARDS = timedelta(days=60)
REASON = "Made-up other councils now stand beside these results."


def beside_others(stores: Stores, keys: SigningKeys, catalogue: Catalogue, this: Round) -> None:
    """Send the wave's release to a made-up programme of nine councils, and take in what it gives back.

    By the commands' own path: signed files, keys compared, rule 8. The other councils' children go through no box. The
    release's next revision shows it.
    """
    if not keys.exists(plan.AUTHORITY):
        keys.create(plan.AUTHORITY)
    with stores.read("releases") as session:
        ours = carried.export(session, keys, plan.AUTHORITY, this.wave)
    with TemporaryDirectory() as folder:
        given, told = _programme(Path(folder), catalogue, this, ours, aloud(keys.public(plan.AUTHORITY)))
    with stores.write("releases") as session:
        signed = files.read(given, kind=KIND)
        taking.take_in(session, plan.AUTHORITY, signed, told=told, by="demo", on=this.ends + AFTERWARDS)
    publish.release(stores, catalogue, this.wave, reason=REASON, day=this.ends + AFTERWARDS)


def _programme(folder: Path, catalogue: Catalogue, this: Round, ours: bytes, key: str) -> tuple[bytes, str]:
    """The file of the first round for the demo's council, and the programme's key as it is read out."""
    config.initialise(folder / "programme")
    settings = config.load(folder / "programme", environ={})
    migrate.upgrade(settings)
    keys, day = SigningKeys.of(settings.instance), this.ends + AFTERWARDS
    told, there = aloud(keys.create(PROGRAMME)), open_stores(settings)
    try:
        with there.write("releases") as session:
            joining.join(session, plan.AUTHORITY, title=plan.TITLE, key=key, day=day)
            receiving.receive(session, carried.load(ours), day=day)
            for name in COUNCILS:
                _join(session, keys, catalogue, this, name)
            made = gathering.gather(
                session, title=TITLE, day=day, first_year=this.starts.year - 1, last_year=this.starts.year
            )
            return giving.file_for(session, keys, made.number, plan.AUTHORITY, made_up=True), told
    finally:
        there.close()


def _join(session: Session, keys: SigningKeys, catalogue: Catalogue, this: Round, name: str) -> None:
    """One made-up council publishes its release, and the programme takes the file in."""
    id, day = name.casefold(), this.ends + AFTERWARDS
    joining.join(session, id, title=f"{name} (made up)", key=aloud(keys.create(id)), day=day)
    made = assemble(_source(catalogue, this, id, f"{name} (made up)", day))
    store.publish(session, made, day=day)
    receiving.receive(session, carried.load(carried.export(session, keys, id, made.wave.id)), day=day)


def _source(catalogue: Catalogue, this: Round, id: str, title: str, day: date) -> Source:
    """The counts of one made-up council: as large as the demo's own, more or less, and with no breakdown but age."""
    drawn = Random(id)  # noqa: S311 - a model of made-up children, not a secret
    size, better = drawn.uniform(0.8, 1.5), drawn.gauss(0, APART)
    numbers = {band: (round(size * eligible), round(size * n)) for band, (eligible, n) in this.numbers.items()}
    return Source(
        authority=id,
        authority_title=title,
        wave=WaveFacts(f"{id}-{day.year}", this.title, this.starts.year, f"{this.starts}", f"{this.ends}"),
        bank=replace(catalogue.bank, indicators={one: catalogue.bank.indicators[one] for one in ASKED}),
        instruments={band: catalogue.version(band, this.version) for band in numbers},
        counts=tuple(_counts(catalogue, this, id, {band: n for band, (_, n) in numbers.items()}, better)),
        completed=tuple(Completed(band, n, eligible) for band, (eligible, n) in numbers.items()),
        floor=FLOOR,
    )


def _counts(catalogue: Catalogue, this: Round, id: str, numbers: dict[str, int], better: float) -> Iterator[Counted]:
    """What the children of each band answered, counted."""
    for band, number in numbers.items():
        instrument = catalogue.version(band, this.version)
        found: Counter[tuple[str, str]] = Counter()
        for child in children(band, number, seed=id):
            given = answered(
                replace(child, well=child.well + better), instrument, catalogue.bank, year=this.starts.year
            )
            found.update(
                (item.id, word) for item in instrument.closed for word in counted_as(item.kind, given[item.id])
            )
        yield from (Counted((band,), "all", "all", item, word, n) for (item, word), n in sorted(found.items()))
