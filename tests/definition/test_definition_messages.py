"""Every sentence of a definition reaches the catalogue, in its context."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass

from babel.messages.extract import extract as babel_extract
from babel.messages.frontend import parse_mapping_cfg
from builders.definition_files import BANK, SURVEY, changed, folder, line_of

from surveyapp.definition.catalogue import BENCHMARKS, load
from surveyapp.definition.loader import load_bank, load_instrument
from surveyapp.definition.messages import Message, context_of, messages_in
from surveyapp.definition.model import Bank, Instrument

SCORED = (
    BANK
    + """\
scores:
  - id: at_home
    domain: rights
    title: "At home"
    means: "how safe they feel"
    answers: ["never", "always"]
    items: [{item: feels_safe_home}, {item: settled_home}]
    pools: [["11-18"]]
    low: 0
    high: 100
    minimum_answered: "2/3"
"""
)
SETTLED = BANK.partition("indicators:\n")[2].replace("feels_safe_home", "settled_home").replace("safe", "settled")
FULL = changed(SCORED, ("scores:\n", f"{SETTLED}scores:\n"))
FIGURES = """\
benchmarks:
  - id: safe_in_general
    indicator: feels_safe_home
    answers: ["always"]
    group: "Children in general"
    ages: [10, 15]
    year: 2022
    percent: 62.5
    wording: near
    source: "A survey of households 2022"
"""
RICH = changed(
    SURVEY,
    ('ask: "What would help?"', 'ask: "What would help?", hint: "No names, please."'),
    (
        "- id: more",
        '- item: {id: life, ask: "How is life?", '
        'scale: {look: ladder, from: 0, to: 10, low_end: "Very sad", high_end: "Very happy"}}\n      - id: more',
    ),
)


def sentences(part: object) -> set[str]:
    """All texts for readers in a frozen definition, found by walking it."""
    if isinstance(part, dict):
        return {text for value in part.values() for text in ({value} if isinstance(value, str) else sentences(value))}
    if isinstance(part, tuple):
        return {text for value in part for text in sentences(value)}
    if not is_dataclass(part):
        return set()
    texts = {"ask", "hint", "text", "title", "means", "otherwise", "low_end", "high_end"}
    found = {getattr(part, one.name) for one in fields(part) if one.name in texts}
    nested = (getattr(part, one.name) for one in fields(part) if one.name not in {"cases", "merge"} | texts)
    cases = set(getattr(part, "cases", {}).values())
    return {text for text in found | cases if text and not text.isdigit()}.union(*map(sentences, nested))


def loaded(tmp_path) -> tuple[Bank, Instrument]:
    folder(tmp_path, survey=RICH, bank=FULL)
    bank = load_bank(tmp_path / "items.yaml")
    return bank, load_instrument(tmp_path / "11-18/2024.yaml", bank)


def test_no_sentence_of_a_survey_is_forgotten(tmp_path) -> None:
    bank, instrument = loaded(tmp_path)
    inside = sentences(instrument) - sentences(instrument.band)
    assert {message.text for message in messages_in(RICH.encode(), file="x")} == inside
    assert {message.text for message in messages_in(FULL.encode(), file="x")} == sentences(bank)


def test_a_message_has_the_context_that_pages_ask_for(tmp_path) -> None:
    bank, instrument = loaded(tmp_path)
    found = {(message.context, message.text) for message in messages_in(RICH.encode(), file="x")}
    found |= {(message.context, message.text) for message in messages_in(FULL.encode(), file="x")}
    wanted = {(context_of(instrument), instrument.title)}
    wanted |= {(context_of(one), one.title) for one in instrument.sections}
    wanted |= {(context_of(one), text) for one in instrument.items for text in (one.ask, one.hint) if text}
    scales = [one.scale for one in instrument.items if one.scale]
    wanted |= {(context_of(one), option.text) for one in scales for option in one.options if not option.text.isdigit()}
    wanted |= {(context_of(one), text) for one in scales for text in (one.low_end, one.high_end) if text}
    wanted |= {(context_of(one), one.otherwise) for one in instrument.pipes.values()}
    wanted |= {(context_of(one), text) for one in instrument.pipes.values() for text in one.cases.values()}
    wanted |= {(context_of(one), one.title) for one in (*bank.domains, *bank.bands.values(), *bank.breakdowns.values())}
    wanted |= {(context_of(one), value.text) for one in bank.breakdowns.values() for value in one.values}
    wanted |= {(context_of(one), text) for one in bank.indicators.values() for text in (one.title, one.means)}
    wanted |= {(context_of(one), text) for one in bank.scores.values() for text in (one.title, one.means)}
    assert found == wanted


def test_whom_a_published_figure_tells_of_is_translated(tmp_path) -> None:
    folder(tmp_path, more={BENCHMARKS: FIGURES})
    (figure,) = load([tmp_path]).bank.benchmarks
    found = [(message.context, message.text) for message in messages_in(FIGURES.encode(), file="x")]
    assert found == [("", figure.group)]


def test_a_message_names_its_line() -> None:
    message = Message(line_of(RICH, "No names"), "comments", "No names, please.")
    assert message in messages_in(RICH.encode(), file="x")


def test_babel_extracts_definitions_like_pages(tmp_path) -> None:
    mapping = "[extractors]\ndefinitions = surveyapp.definition.messages:extract\n\n[definitions: **.yaml]\n"
    methods, _ = parse_mapping_cfg(io.StringIO(mapping))
    method = dict(methods)["**.yaml"]
    found = list(babel_extract(method, io.BytesIO(RICH.encode())))
    told = 'trends: {since: "2022", new: {comments: "We asked this for the first time in 2024."}}\n'
    reasons = list(babel_extract(method, io.BytesIO((RICH + told).encode())))
    assert [(one[1], one[3]) for one in reasons if one not in found] == [
        ("We asked this for the first time in 2024.", None)
    ]
    message = ("Do {carers} make you feel safe?", "feels_safe_home")
    assert any(entry[1] == message[0] and entry[3] == message[1] for entry in found)
    assert len(found) == len(messages_in(RICH.encode(), file="x"))
