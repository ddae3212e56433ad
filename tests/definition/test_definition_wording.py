"""Words that an earlier answer puts into a sentence."""

from __future__ import annotations

from builders.definition import instrument, item

from surveyapp.definition.model import Missing, Pipe
from surveyapp.definition.wording import fill, piped, piped_hint, pipes_in, untranslated

CARERS = Pipe("carers", "placement", {"foster": "your foster carers"}, "the adults you live with")
TRUSTS = item("trusts", ask="Do you trust {carers}?", hint="Here {carers} are meant.")
SURVEY = instrument(item("placement", "choice", "foster", "home"), TRUSTS, pipes=[CARERS])


def test_the_answer_chooses_the_words() -> None:
    assert piped(SURVEY, TRUSTS, {"placement": "foster"}, untranslated) == "Do you trust your foster carers?"
    assert piped(SURVEY, TRUSTS, {"placement": "home"}, untranslated) == "Do you trust the adults you live with?"
    assert piped_hint(SURVEY, TRUSTS, {}, untranslated) == "Here the adults you live with are meant."


def test_no_answer_gives_the_words_that_suit_everybody() -> None:
    for missing in Missing:
        assert piped(SURVEY, TRUSTS, {"placement": missing}, untranslated).endswith("the adults you live with?")


def test_sentence_and_words_are_translated_each_in_its_context() -> None:
    welsh = {
        ("trusts", "Do you trust {carers}?"): "Wyt ti'n ymddiried yn {carers}?",
        ("pipe:carers", "your foster carers"): "dy ofalwyr maeth",
    }
    words = piped(SURVEY, TRUSTS, {"placement": "foster"}, lambda context, text: welsh[context, text])
    assert words == "Wyt ti'n ymddiried yn dy ofalwyr maeth?"


def test_a_brace_that_is_no_pipe_stays_and_is_never_looked_into() -> None:
    assert fill(SURVEY, "{elsewhere} {0.__class__} {", {}, untranslated) == "{elsewhere} {0.__class__} {"


def test_words_that_look_like_a_pipe_are_not_filled_again() -> None:
    loop = instrument(item("placement"), pipes=[Pipe("again", "placement", {}, "{again}")])
    assert fill(loop, "{again}", {}, untranslated) == "{again}"


def test_the_pipes_of_a_text_are_known() -> None:
    assert pipes_in("{a} and {b-c}, not { d } or {E}") == ("a", "b-c")


def test_an_item_without_a_hint_has_none() -> None:
    assert piped_hint(SURVEY, SURVEY.item("placement"), {}, lambda context, text: "translated nothing") == ""
