"""Every problem of a folder of definitions at once, so that a mistake is found before a child meets it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from surveyapp.definition.catalogue import Collected, collect
from surveyapp.definition.checks.composites import scores_fit
from surveyapp.definition.checks.contracts import contracts
from surveyapp.definition.checks.figures import figures_fit
from surveyapp.definition.checks.limits import limits
from surveyapp.definition.checks.logic import logic
from surveyapp.definition.checks.shared import bank_fits, survey_fits
from surveyapp.definition.checks.unused import unused
from surveyapp.definition.checks.versions import same_questions
from surveyapp.definition.checks.words import words
from surveyapp.definition.freezing import unchanged
from surveyapp.definition.loader import Found
from surveyapp.definition.model import Bank, Instrument
from surveyapp.definition.problems import Problem

__all__ = ["check"]


def check(*folders: Path) -> tuple[Problem, ...]:
    """All problems in these folders, by file and line."""
    collected = collect(folders)
    return tuple(sorted({*_found(collected), *_in_use(folders, collected)}))


def _found(collected: Collected) -> Iterator[Problem]:
    yield from collected.problems
    bank = collected.bank
    if bank is None or bank.content is None:
        return
    yield from same_questions(collected.surveys.values(), bank.content)
    yield from contracts(collected.surveys.values(), bank.content)
    for found in collected.surveys.values():
        if found.content is not None:
            yield from _survey(found.content, found, bank.content)
    surveys = [found.content for found in collected.surveys.values() if found.content is not None]
    if len(surveys) == len(collected.surveys):
        yield from bank_fits(bank.content, surveys, bank.places)
        yield from scores_fit(bank.content, surveys, bank.places)
        yield from figures_fit(collected.benchmarks, surveys, this_year=date.today().year)


def _survey(instrument: Instrument, found: Found[Instrument], bank: Bank) -> Iterator[Problem]:
    yield from survey_fits(instrument, bank, found.places)
    yield from words(instrument, found.places)
    yield from logic(instrument, found.places, broken=frozenset(problem.where for problem in found.problems))
    yield from unused(instrument, found.places)
    if instrument.survey:
        yield from limits(instrument, found.places)


def _in_use(folders: tuple[Path, ...], collected: Collected) -> Iterator[Problem]:
    for folder in folders:
        yield from unchanged(folder, collected.surveys.values())
