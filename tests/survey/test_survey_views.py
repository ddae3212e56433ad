"""How a question is drawn: shuffled where asked for, in its band's dress, with earlier answers in its words."""

from __future__ import annotations

from dataclasses import replace

from builders import definition as make

from surveyapp.definition.model import Kind, Look, Pipe
from surveyapp.definition.wording import untranslated
from surveyapp.survey.courses import Courses
from surveyapp.survey.presentation import PRESENTATIONS, presentation
from surveyapp.survey.views import Views, filled, view

IDS = tuple(f"o{number}" for number in range(6))


def test_a_shuffled_order_is_the_childs_own_and_stays() -> None:
    item = make.item("many", Kind.SEVERAL, *IDS, shuffled=True)
    seen = view(make.instrument(item), untranslated).pages["many"].items["many"]
    orders = {tuple(option.id for option in seen.in_order(bytes([seed]) * 32)) for seed in range(20)}
    assert len(orders) > 10
    assert all(order[-1] == "none" and set(order) == {*IDS, "none"} for order in orders)
    assert seen.in_order(bytes(32)) == seen.in_order(bytes(32))


def test_options_stay_in_their_order_where_no_shuffle_was_asked_for() -> None:
    seen = view(make.instrument(make.item("one", "choice", *IDS)), untranslated).pages["one"].items["one"]
    assert tuple(option.id for option in seen.in_order(b"anything")) == IDS


def test_a_page_is_headed_by_its_one_question_else_by_its_section() -> None:
    info = make.item("info", Kind.INFORMATION)
    instrument = make.instrument(
        make.page(info, make.item("one"), name="single"),
        make.page(make.item("two"), make.item("three"), name="double"),
        make.page(make.item("hello", Kind.INFORMATION), make.item("more", Kind.INFORMATION), name="reading"),
    )
    pages = view(instrument, untranslated).pages
    assert [pages[name].headline for name in ("single", "double", "reading")] == ["one", "", "hello"]
    assert pages["double"].title == "Where you live"


def test_earlier_answers_stand_in_the_question() -> None:
    pipe = Pipe("carers", "placement", {"foster": "your foster carers"}, "the adults you live with")
    item = make.item("trust", ask="Do you trust {carers}?")
    instrument = make.instrument(make.item("placement", "choice", "foster", "home"), item, pipes=(pipe,))
    seen = view(instrument, untranslated).pages["trust"].items["trust"]
    asks = [
        filled(seen, instrument, {"placement": answer}, untranslated).ask for answer in ("foster", "home")
    ]  # fmt: skip
    assert asks == ["Do you trust your foster carers?", "Do you trust the adults you live with?"]


def test_faces_of_ours_stand_for_the_devices_and_words_keep_theirs() -> None:
    scale = make.scale("happy", "sad", look=Look.FACES)
    pictured = tuple(
        replace(option, picture=face) for option, face in zip(scale.options, "🙂🙁", strict=True)
    )  # fmt: skip
    for look, expected in ((Look.FACES, [("happy", ""), ("sad", "")]), (Look.WORDS, [("", "🙂"), ("", "🙁")])):
        item = make.item("mood", scale=replace(scale, options=pictured, look=look))
        seen = view(make.instrument(item), untranslated).pages["mood"].items["mood"]
        assert [(option.face, option.emoji) for option in seen.options] == expected


def test_a_band_without_a_dress_of_its_own_looks_grown_up() -> None:
    assert presentation("nobody-yet") == PRESENTATIONS["leavers"]


def test_a_view_is_worked_out_once_for_each_language() -> None:
    views, calls = Views(), list[str]()

    def translate(context: str, text: str) -> str:
        calls.append(context)
        return text

    instrument = make.instrument()
    first = views.of(instrument, "en", translate)
    count = len(calls)
    assert views.of(instrument, "en", translate) is first
    assert len(calls) == count
    assert views.of(instrument, "cy", translate) is not first


def test_only_the_answers_that_conditions_speak_of_make_another_way() -> None:
    courses = Courses()
    instrument = make.instrument(make.item("a"), make.item("b", show_if="a = never"), make.item("c"))
    plain = courses.of(instrument, {"a": "always", "c": "never"})
    assert courses.of(instrument, {"a": "always", "c": "always"}) is plain
    opened = courses.of(instrument, {"a": "never"})
    assert [page.id for page in opened.asked] == ["a", "b", "c"]
    assert [page.id for page in plain.asked] == ["a", "c"]
