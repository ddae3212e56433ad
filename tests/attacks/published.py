"""The demo's council as a panel member meets it: released and published, read page by page, attacked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from councils import surveys
from flask import Flask
from meaning import Known, understand
from pages import Pages
from panel import Said, read
from rounds import Opening, Truth, knowing, of_demo, source
from solving import Reader, Recovered

from surveyapp.definition.catalogue import Catalogue
from surveyapp.disclosure.policy import STANDARD, Policy
from surveyapp.releases import store
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Release
from surveyapp.web.audience import Role

READ = ("carers_notice_feelings", "lonely")
"""What a quick run reads; the whole demo is read by tests/benchmarks/disclosure.py."""


@dataclass(frozen=True)
class Council:
    """Three waves, what is known of their children, and what they said."""

    surveys: Catalogue
    openings: Sequence[Opening]
    known: Known
    truth: Truth


def of_the_demo() -> Council:
    """The demo's council, with the bank cut to what is read."""
    whole = surveys()
    chosen = {id: whole.bank.indicators[id] for id in READ}
    openings = of_demo(whole)
    known, truth = knowing(replace(whole, bank=replace(whole.bank, indicators=chosen)), openings)
    return Council(whole, openings, known, truth)


def released(council: Council, number: int, *, policy: Policy = STANDARD, **more: object) -> Release:
    """One wave's release, of what is read alone."""
    made = source(council.surveys, council.openings[number], policy=policy, **more)
    return assemble(replace(made, counts=tuple(one for one in made.counts if one.item in READ)))


def publish(app: Flask, release: Release, reason: str | None = None) -> None:
    """Freeze it, whatever it gives away."""
    with app.extensions["stores"].write("releases") as session:
        careless = replace(STANDARD, rules=frozenset())
        store.publish(session, release, day=date(2026, 5, 19), reason=reason, policy=careless)


def reads(app: Flask, reader: type[Pages] = Pages, *, of: Collection[str] = READ) -> list[Said]:
    """Everything a panel member of this council can read of the chosen questions."""
    client = Pages(app).signed_in(Role.VIEWER, authority="northvale").client
    return read(reader(app, client), wanted=lambda it: "indicator" not in it or any(f"/{one}/" in it for one in of))


def recovered(council: Council, said: Sequence[Said], *, ways: int = 2) -> dict[tuple[str, str], list[Recovered]]:
    """What can be worked out of which question of which wave."""
    figures = understand(council.known, said)
    found = {}
    for question, told in figures.items():
        sizes, truth = council.known.asked[question].sizes, council.truth[question]
        broken = Reader(sizes, truth, told).recovered(ways=ways)
        if broken:
            found[question] = broken
    return found
