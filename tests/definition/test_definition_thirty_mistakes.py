"""A definition with dozens of different mistakes: each is named with its line, in one go.

A line that holds a mistake ends with ``#!`` and words that its problem must contain.
"""

from __future__ import annotations

import pytest
from builders.definition_files import folder

from surveyapp.definition.checks import check
from surveyapp.definition.problems import Problem

BANK = """\
domains:
  - {id: rights, title: "Rights"}
bands:
  - id: "8-11"
    title: "8 to 11"
    youngest: 8
    oldest: 11
    presentation: "8-11"
    word_limit: 16
    reading_age: 9
    minutes: 15
    neighbour: "11-18"  #! "11-18" is no other band
breakdowns:
  - id: placement
    title: "Who children live with"
    values:  #! no survey offers "boat"
      - {id: foster, text: "Foster carers"}
      - {id: boat, text: "A boat"}
    merge: {fostr: other}  #! did you mean "foster"?
indicators:
  - id: safe
    domain: right  #! did you mean "rights"?
    title: "Safe"
    means: "feels safe"
    positive: ["always", "allways"]  #! no scale it is asked with has "allways"; did you mean "always"?
    pools: [["8-11", "4-7"]]  #! there is no band "4-7"
  - id: forgotten  #! no survey asks this
    domain: rights
    title: "Forgotten"
    means: "is never asked"
    positive: [yes]  #! write "yes" in quotes
    pools: [["8-11"]]
  - id: safe  #! "safe" stands in the bank twice
    domain: rights
    title: "Safe again"
    means: "feels safe"
    pools: [["8-11"]]
"""

SURVEY = """\
survey: "8-11"
version: 2024  #! write "2024" in quotes
title: "Mistakes"
colour: "blue"  #! "colour" is no key here
pipes:
  carers:
    from: placment  #! did you mean "placement"?
    cases: {foster: "your foster carers"}
    otherwise: "the adults you live with"
  unused:  #! no sentence uses this pipe
    from: placement
    cases: {caravan: "the people in your caravan"}  #! "placement" has no option "caravan"
    otherwise: "the adults"
scales:
  how_often:
    options:
      - {id: "always", text: "Always"}
      - {id: "never", text: Never, pictur: "🙂"}  #! did you mean "picture"?
      - {id: "never", text: "Not at all"}  #! another option has the id "never"
  lonely_scale:  #! no item uses this scale
    options: [{id: a, text: "A"}, {id: b, text: "B"}]
  twice:
    options:
      - {id: "same", text: "One"}
      - {id: "other", text: "ONE"}  #! another option says "ONE"
sections:  #! practice questions come before
  - id: start
    title: "Hello"
    rest: yes  #! neither true nor false
    pages:
      - item: {id: safe, ask: "Do you feel safe?", scale: how_oftn}  #! did you mean "how_often"?
      - item: {id: agree, kind: assent, ask: "May we?", options: [{id: ok, text: "OK"}, {id: "no", text: "No"}]}  #! answered by yes or no
      - item: {id: safe, ask: "Do you feel safe with {carers}?", scale: how_often}  #! has the id "safe" too
      - item: {id: placement, ask: "Who with?", breakdown: placement, options: [{id: foster, text: "A"}, {id: boot, text: "B"}]}  #! placement has no value "boot"
      - item: {id: split, ask: "Split?", breakdown: placment, options: [{id: a, text: "A"}, {id: b, text: "B"}]}  #! no breakdown "placment"
      - item: {id: stray, ask: "Is this known?", scale: twice}  #! the bank does not know it
      - item: {id: colour, kind: colour, ask: "Which colour?"}  #! "colour" is not known
      - item: {id: note, kind: long_text, ask: "Anything else about {carer}?"}  #! there is no pipe {carer}
      - item: {id: said, kind: long_text, ask: "Say more.", scale: how_often}  #! has no options
      - item: {id: how_many, kind: number, ask: "How many?", largest: 9}  #! not asked for numbers
      - item: {id: when, kind: short_text, ask: "When?", longest: "soon"}  #! no such number
      - item: {id: later, kind: long_text, ask: "Later?", show_if: "last_one was answered"}  #! is not answered before this page
      - item: {id: broken, kind: long_text, ask: "Broken?", show_if: "safe == always"}  #! "==" is not understood at character 6
      - item: {id: ghost, kind: long_text, ask: "Ghost?", show_if: "nobody = yes"}  #! there is no item "nobody"
      - item: {id: never_so, kind: long_text, ask: "Never?", show_if: "stray = same and stray was skipped"}  #! it contradicts itself
      - item: {id: always_so, kind: long_text, ask: "Always?", show_if: "stray = same or not (stray = same)"}  #! this always holds
      - item: {id: wrong_value, kind: long_text, ask: "Wrong?", show_if: "stray = sane"}  #! has no option "sane"; did you mean "same"?
      - item: {id: in_order, kind: long_text, ask: "Order?", show_if: "stray > 3"}  #! compares numbers
      - item: {id: on_text, kind: long_text, ask: "Text?", show_if: "note was answered"}  #! has no answer that is kept
      - item: {id: picture_only, ask: "Look?", options: [{id: a, picture: "🙂"}, {id: b, text: "B"}]}  #! a picture stands here without words
      - item: {id: only_one, ask: "One?", options: [{id: a, text: "A"}]}  #! one option only
      - item: {id: no_way_out, kind: several, ask: "Which?", options: [{id: a, text: "A"}, {id: b, text: "B"}]}  #! none of these applies
      - item: {id: five, ask: "Five?", options: [{id: a, text: "A"}, {id: b, text: "B"}, {id: c, text: "C"}, {id: d, text: "D"}, {id: e, text: "E"}]}  #! this band's limit is 4
      - item: {id: ladder, ask: "How high?", scale: {look: ladder, from: 0, to: 10, low_end: "Low", high_end: "High"}}  #! ladder of numbers
      - item: {id: wordy, kind: long_text, ask: "Would you tell us in your own words what it was that you did last week with all of them?"}  #! 20 words, and this band's limit is 16
      - item: {id: clever, kind: long_text, ask: "Are professionals appropriately considering individual requirements?"}  #! reads like a text for
      - item: {id: Shouting, kind: long_text, ask: "Loud?"}  #! "Shouting" is no id
      - item: {id: bidi, kind: long_text, ask: "Hidden \\u202e text?"}  #! invisible control character
      - item: {id: noise, kind: long_text, ask: "Sound?", sound: "../../etc/passwd"}  #! no sound file
      - item: {id: braces, kind: long_text, ask: "What about { carers }?"}  #! braces stand where no words can be put in
      - item: {id: piped, ask: "Which?", options: [{id: a, text: "{carers}"}, {id: b, text: "B"}]}  #! braces stand where
      - item: {id: asked_twice, kind: long_text, ask: "Twice?"}
      - {id: asked_twice, items: [{id: again, kind: long_text, ask: "Again?"}]}  #! the page in line 62 has the id "asked_twice" too
      - {id: empty}  #! this page has no item
      - id: both  #! 2 questions stand on one page
        items:
          - {id: first_of_two, kind: long_text, ask: "One?"}
          - {id: second_of_two, kind: long_text, ask: "Two?"}
      - item: {id: last_one, ask: "The last?", scale: how_often, title: "x", title: "y"}  #! "title" stands here a second time
"""  # noqa: E501 - one mistake a line


def marked(text: str) -> dict[int, str]:
    """The words that each line's problem must contain."""
    lines = enumerate(text.splitlines(), start=1)
    return {number: line.partition("#!")[2].strip() for number, line in lines if "#!" in line}


MISTAKES = [("items.yaml", *mark) for mark in marked(BANK).items()]
MISTAKES += [("8-11/2024.yaml", *mark) for mark in marked(SURVEY).items()]


@pytest.fixture(scope="module")
def problems(tmp_path_factory) -> tuple[Problem, ...]:
    """Everything that the checks say, in one go."""
    return check(folder(tmp_path_factory.mktemp("mistakes"), bank=BANK, survey=SURVEY, at="8-11/2024.yaml"))


def test_there_are_more_than_thirty_mistakes() -> None:
    assert len(MISTAKES) > 45


@pytest.mark.parametrize(("file", "line", "said"), MISTAKES, ids=[f"{file}:{line}" for file, line, _ in MISTAKES])
def test_each_mistake_is_named_with_its_line(problems, file: str, line: int, said: str) -> None:
    here = [str(problem) for problem in problems if (problem.file, problem.line) == (file, line)]
    assert any(said in problem for problem in here), here


def test_no_sound_line_is_blamed(problems) -> None:
    right = {(problem.file, problem.line) for problem in problems} - {(file, line) for file, line, _ in MISTAKES}
    assert not right


def test_every_problem_says_what_to_write_instead(problems) -> None:
    assert all(problem.what and problem.instead and problem.where for problem in problems)
