"""Whether everything a definition names is there, comes early enough, and can be what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definition.conditions import NONE, ORDER, Comparison, Expression, Test
from surveyapp.definition.expressions import items_of, tests, values_of
from surveyapp.definition.model import CLOSED, Bank, Indicator, Instrument, Item, Kind, Mark
from surveyapp.definition.problems import Places, Problem, nearest
from surveyapp.definition.score_references import score_references
from surveyapp.definition.wording import PLACE, pipes_in


def bank_references(bank: Bank, places: Places) -> Iterator[Problem]:
    """What the bank names and does not have."""
    for indicator in bank.indicators.values():
        yield from _indicator(indicator, bank, places)
    for band in bank.bands.values():
        for key, other in (("neighbour", band.neighbour), ("follows", band.follows)):
            if other and (other not in bank.bands or other == band.id):
                others = set(bank.bands) - {band.id}
                yield places.problem(f"band {band.id}.{key}", f'"{other}" is no other band', nearest(other, others))
        if band.youngest > band.oldest:
            yield places.problem(f"band {band.id}.oldest", "the oldest is younger than the youngest", "swap the two")
    for breakdown in bank.breakdowns.values():
        known = {value.id for value in breakdown.values}
        for value in breakdown.merge.keys() - known:
            where = f"breakdown {breakdown.id}.merge"
            yield places.problem(where, f'"{value}" is no value of it', nearest(value, known))
    yield from score_references(bank, places)


def _indicator(indicator: Indicator, bank: Bank, places: Places) -> Iterator[Problem]:
    where = f"indicator {indicator.id}"
    domains = {domain.id for domain in bank.domains}
    if indicator.domain and indicator.domain not in domains:
        what = f'there is no domain "{indicator.domain}"'
        yield places.problem(f"{where}.domain", what, nearest(indicator.domain, domains))
    if indicator.breakdown and indicator.breakdown not in bank.breakdowns:
        what = f'there is no breakdown "{indicator.breakdown}"'
        yield places.problem(f"{where}.breakdown", what, nearest(indicator.breakdown, bank.breakdowns))
    if indicator.mark is Mark.BREAKDOWN and not indicator.breakdown:
        yield places.problem(f"{where}.mark", "it is marked breakdown and serves none", "write breakdown: and its id")
    if indicator.mark is Mark.ROW and indicator.breakdown:
        what = "an answer that serves a breakdown may not stay on the row"
        yield places.problem(f"{where}.mark", what, "write mark: knowable or mark: breakdown, or leave mark out")
    for both in sorted(indicator.positive & indicator.bad):
        yield places.problem(f"{where}.bad", f'"{both}" is positive and bad', "leave it out of one of the two")
    for band in sorted({band for pool in indicator.pools for band in pool} - set(bank.bands)):
        yield places.problem(f"{where}.pools", f'there is no band "{band}"', nearest(band, bank.bands))


def instrument_references(instrument: Instrument, places: Places) -> Iterator[Problem]:
    """What the survey's conditions and sentences name and do not have, or have only later."""
    known = {item.id: item for item in instrument.items}
    earlier: set[str] = set()
    for page in instrument.pages:
        if page.show_if is not None:
            yield from _condition(page.show_if, f"page {page.id}", known, earlier, places)
        for item in page.items:
            yield from _item(item, known, earlier, instrument, places)
        earlier.update(item.id for item in page.items)
    yield from _pipes(instrument, known, places)


def _item(
    item: Item, known: dict[str, Item], earlier: set[str], instrument: Instrument, places: Places
) -> Iterator[Problem]:
    if item.show_if is not None:
        yield from _condition(item.show_if, item.id, known, earlier, places)
    for key, text in (("ask", item.ask), ("hint", item.hint)):
        yield from _braces(PLACE.sub("", text), f"{item.id}.{key}", places)
        for name in pipes_in(text):
            yield from _piped(name, f"{item.id}.{key}", known, earlier, instrument, places)
    if item.scale is not None:
        where = f"{item.id}.options" if item.scale.id == item.id else f"scale {item.scale.id}"
        for option in item.scale.options:
            yield from _braces(option.text, where, places)


def _piped(
    name: str, where: str, known: dict[str, Item], earlier: set[str], instrument: Instrument, places: Places
) -> Iterator[Problem]:
    pipe = instrument.pipes.get(name)
    if pipe is None:
        instead = nearest(name, instrument.pipes, otherwise="add it under pipes:")
        yield places.problem(where, f"there is no pipe {{{name}}}", instead)
    elif pipe.source in known and pipe.source not in earlier:
        what = f"{{{name}}} stands on {pipe.source}, which is not answered before this page"
        yield places.problem(where, what, "ask that first, or write the words out")


def _braces(text: str, where: str, places: Places) -> Iterator[Problem]:
    if "{" in text or "}" in text:
        what = "braces stand where no words can be put in"
        yield places.problem(where, what, "write {name} of a pipe in a question or hint, and no braces elsewhere")


def _condition(
    expression: Expression, owner: str, known: dict[str, Item], earlier: set[str], places: Places
) -> Iterator[Problem]:
    where = f"{owner}.show_if"
    for name in sorted(items_of(expression)):
        if name not in known:
            yield places.problem(where, f'there is no item "{name}"', nearest(name, earlier, otherwise="leave it out"))
        elif name not in earlier:
            what = f'"{name}" is not answered before this page'
            yield places.problem(where, what, "move that item to an earlier page, or leave the condition out")
        elif known[name].kind not in CLOSED or not known[name].counted:
            what = f'"{name}" has no answer that is kept, a condition needs a counted choice or number'
            yield places.problem(where, what, "refer to another item")
    for test in tests(expression):
        if test.item in known and known[test.item].kind in CLOSED:
            yield from _values(test, known[test.item], where, places)


def _values(test: Test, item: Item, where: str, places: Places) -> Iterator[Problem]:
    options = {option.id for option in item.scale.options} if item.scale else set()
    if isinstance(test, Comparison) and test.sign in ORDER and not _numeric(item, options):
        what = f'"{test.sign}" compares numbers, and "{item.id}" is answered in words'
        yield places.problem(where, what, f'write "{item.id} is one of [ … ]"')
        return
    for value in values_of(test):
        if item.kind is Kind.NUMBER:
            if not isinstance(value, int) or not item.smallest <= value <= item.largest:
                what = f'"{value}" can be no answer to "{item.id}"'
                yield places.problem(where, what, f"write a number from {item.smallest} to {item.largest}")
        elif options and str(value) not in options | ({NONE} if item.kind is Kind.SEVERAL else set()):
            yield places.problem(where, f'"{item.id}" has no option "{value}"', nearest(str(value), options))


def _numeric(item: Item, options: set[str]) -> bool:
    return item.kind is Kind.NUMBER or (bool(options) and all(option.isdigit() for option in options))


def _pipes(instrument: Instrument, known: dict[str, Item], places: Places) -> Iterator[Problem]:
    closed = {item.id for item in instrument.closed if item.kind is Kind.CHOICE}
    for pipe in instrument.pipes.values():
        where = f"pipe {pipe.id}"
        yield from _braces("".join((*pipe.cases.values(), pipe.otherwise)), where, places)
        source = known.get(pipe.source)
        if pipe.source and (source is None or source.id not in closed):
            what = f'"{pipe.source}" is no item with one choice'
            yield places.problem(f"{where}.from", what, nearest(pipe.source, closed))
        elif source is not None and source.scale is not None:
            options = {option.id for option in source.scale.options}
            for case in sorted(pipe.cases.keys() - options):
                what = f'"{pipe.source}" has no option "{case}"'
                yield places.problem(f"{where}.cases.{case}", what, nearest(case, options))
