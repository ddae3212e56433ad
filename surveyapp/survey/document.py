"""The whole survey as one document, the same for everybody: with it a script asks every question without a request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext, pgettext
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from surveyapp.casting import BoxNotReady, StateExpired, manifest
from surveyapp.definition.model import Instrument, Missing, Page
from surveyapp.fieldwork.errors import CodeSpent, WaveClosed
from surveyapp.survey import elsewhere, journey, showing, support, words
from surveyapp.survey.answering import Trouble
from surveyapp.survey.drawings import DRAWINGS
from surveyapp.survey.journey import Progress, Scene
from surveyapp.survey.plain import Aside, Ending
from surveyapp.survey.plan import plan
from surveyapp.survey.presentation import FOR_ADULT, NOBODY_YET, Presentation
from surveyapp.survey.review import Line
from surveyapp.survey.showing import Screen
from surveyapp.survey.views import PageView
from surveyapp.web import language
from surveyapp.web.audience import Kind
from surveyapp.web.stores import catalogue, stores
from surveyapp.web.words import of_status

FRAGMENT = "survey/fragment.html"
"""What a page's template extends when it is drawn as a part of the document."""
ON_THE_WAY = "on the way"
"""Stands for the sealed field of the plain pages: the child has answers, so the tools are buttons."""

WORDS_ALONE = {**DRAWINGS, **dict.fromkeys(("forward", "back", "skip", "shush", "talk", "hide", "stop"), Markup())}
"""For looks whose buttons have no drawings: the stylesheet hides them, so the document need not carry them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The tools of a kind of stop; with no ``state`` there is nothing to lose and they are links."""

    look: Presentation
    state: str

    @property
    def draw(self) -> Mapping[str, Markup]:
        """The drawings that its buttons show."""
        return DRAWINGS if self.look.pictured else WORDS_ALONE

    @property
    def name(self) -> str:
        """What a stop calls its tools by."""
        return f"{self.look.room}-{'way' if self.state else 'end'}"


class NotOffered(LookupError):
    """There is no such wave, or it does not ask this band these questions in this language."""


def taken(wave: str, band: str, instrument: str, in_language: str) -> Screen:
    """The document of one band's instrument in a wave. Raises NotOffered, and what ``casting.manifest`` raises."""
    vouched, questions = _vouched(wave, band, instrument)
    if not language.of_survey(wave, questions):
        here: dict[str, Any] = {"wave": wave, "band": band, "instrument": instrument}
        others = language.available()
        return showing.lacking(instead={one.code: url_for("survey.take", language=one.code, **here) for one in others})
    if language.current().code != in_language:
        raise NotOffered(band, instrument, in_language)
    vouched["bands"] = {band: vouched["bands"][band]}
    data = {"manifest": vouched, "plan": plan(questions, pgettext), "words": _words(questions)}
    return _screen(questions, support.for_wave(wave, band), {name: _packed(one) for name, one in data.items()})


def asked(wave: str, band: str, instrument: str, in_language: str) -> Instrument:
    """What a wave asks a band in this language, for what comes beside the document. Raises as ``taken`` does."""
    _, questions = _vouched(wave, band, instrument)
    if not language.of_survey(wave, questions) or language.current().code != in_language:
        raise NotOffered(band, instrument, in_language)
    return questions


def _vouched(wave: str, band: str, instrument: str) -> tuple[dict[str, Any], Instrument]:
    """The wave's manifest, and of its instruments this one."""
    try:
        vouched: dict[str, Any] = json.loads(manifest.manifest(stores(), wave).document)
    except BoxNotReady as error:  # a draft without keys is as no wave to those outside
        raise NotOffered(band, instrument) from error
    if instrument not in vouched["bands"].get(band, {"instruments": ()})["instruments"]:
        raise NotOffered(band, instrument)
    return vouched, catalogue().find(instrument)


def _packed(data: object) -> Markup:
    """As JSON in as few bytes as it goes."""
    return htmlsafe_json_dumps(data, dumps=json.dumps, ensure_ascii=False, separators=(",", ":"))


def _screen(instrument: Instrument, contacts: object, data: Mapping[str, object]) -> Screen:
    look = showing.look_of(instrument)
    shows = {
        "title": words.ONE_MOMENT,
        "stops": Markup("\n").join((*_kept(instrument), *_with_contacts(look, contacts))),
        "frames": tuple(_frames(instrument, look)),
        "progress": _progress(instrument),
        "data": data,
    }
    return Screen("document", shows, look)


def stops(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Every stop by its name, as it stands in the document; nobody is listed to talk to."""
    for drawn in (*_kept(instrument), *_with_contacts(showing.look_of(instrument), ())):
        yield drawn.partition('data-stop="')[2].partition('"')[0], drawn


_KEPT: dict[tuple[object, ...], tuple[Markup, ...]] = {}
_MOST = 200


def _kept(instrument: Instrument) -> tuple[Markup, ...]:
    """The stops on which nothing of a wave stands, drawn once for every language."""
    key = (instrument.fingerprint, *showing.around())
    if key not in _KEPT:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[key] = (*_pages(instrument), *_scenes(instrument))
    return _KEPT[key]


def _pages(instrument: Instrument) -> Iterator[Markup]:
    view, look = showing.viewed(instrument), showing.look_of(instrument)
    for page in instrument.pages:
        dressed = FOR_ADULT if journey.for_adult(page) else look
        yield _stop(f"{Scene.PAGE}:{page.id}", "page", dressed, _page(page, view.pages[page.id], dressed))


def _page(page: Page, seen: PageView, look: Presentation) -> dict[str, Any]:
    """A page with all its items, as nobody has answered it yet."""
    items, headline = tuple(seen.items.values()), showing.headed_by(page, seen)
    return {
        "page": seen,
        "items": items,
        "title": seen.items[headline].ask if headline else seen.title,
        "headline": headline,
        "progress": None,
        "first": False,
        "seed": b"",
        "posted": False,
        "chosen": {item.id: () for item in items},
        "problems": {},
        "reasons": {},
        "described": {item.id: showing.described(item) for item in items},
        "draw": DRAWINGS if look.pictured else WORDS_ALONE,
    }


def _scenes(instrument: Instrument) -> Iterator[Markup]:
    """Rests, handings over, the last look, and what stands beside the way."""
    look = showing.look_of(instrument)
    told = {"told": 1, "told_words": "{TOLD}"}
    company = (Scene.COMPANION,) if journey.travels(instrument) else ()
    for scene in (Scene.REST, Scene.TO_ADULT, Scene.TO_CHILD, *company):
        yield _stop(f"{scene}:", scene, look, {"title": words.TITLES[scene], "progress": None})
    review = (Line("{PAGE}", "{ASK}", "{ANSWER}"),) if look.reviews else ()
    yield _stop(journey.CHECK.name, "check", look, {"title": words.TITLES[Scene.CHECK], "review": review, **told})
    for aside in (Aside.HIDE, Aside.REST):
        yield _stop(f"aside:{aside}", aside, look, {"title": words.TITLES[aside]})
    stop = {"title": words.TITLES[Aside.STOP]}
    yield _stop("aside:stop", "stop", look, {**stop, **told})
    yield _stop("aside:stop_untold", "stop", look, {**stop, "told": 0})
    yield _stop("sending:", "sending", look, {"title": words.ON_THEIR_WAY}, state="")
    for name, problem in _TROUBLES.items():
        yield _stop(f"trouble:{name}", "error", NOBODY_YET, {"problem": problem}, state="")
    broken = of_status(Kind.CHILDREN, 500)
    yield _stop("trouble:broken", "error", NOBODY_YET, {"problem": broken})


_TROUBLES = {
    "used": words.EXPLAINED[CodeSpent],
    "closed": words.EXPLAINED[WaveClosed],
    "lost": words.LOST_HERE,
    "old": words.EXPLAINED[StateExpired],
    "elsewhere": elsewhere.ELSEWHERE,
    "taken": elsewhere.TAKEN,
}


def _with_contacts(look: Presentation, contacts: object) -> Iterator[Markup]:
    """Help and every ending: the people a child can talk to stand on them, whatever was answered."""
    listed = {"contacts": contacts}
    yield _stop(f"aside:{Aside.HELP}", "help", look, {"title": words.TITLES[Aside.HELP], **listed})
    beside = look.accompanied
    endings = {str(how): words.ending(how, accompanied=beside) for how in Ending} | {
        "sent": words.ending(None, accompanied=beside),
        "already": words.already(accompanied=beside),
    }
    for name, told in endings.items():
        yield _stop(f"ending:{name}", "ending", look, told | listed, state="")
    for where in words.SAVED:
        shows = {**words.saved(where, accompanied=beside), "kept": where == "device", **listed}
        yield _stop(f"saved:{where}", "saved", look, shows, state="")


def _stop(name: str, template: str, look: Presentation, shows: Mapping[str, Any], *, state: str = ON_THE_WAY) -> Markup:
    """One template of the document, drawn by the plain page's own template."""
    return Markup(  # noqa: S704  # drawn by our own templates, which escape what they show
        render_template(
            f"survey/{template}.html",
            layout=FRAGMENT,
            begins="",
            stop=name,
            look=look,
            state=state,
            action=showing.address(),
            **shows,
        )
    )


def _frames(instrument: Instrument, look: Presentation) -> Iterator[Frame]:
    yield Frame(look, ON_THE_WAY)
    yield Frame(look, "")
    if FOR_ADULT.room != look.room and any(journey.for_adult(page) for page in instrument.pages):
        yield Frame(FOR_ADULT, ON_THE_WAY)
    yield Frame(NOBODY_YET, "")
    yield Frame(NOBODY_YET, ON_THE_WAY)


def _progress(instrument: Instrument) -> Progress:
    """Every stone and the count, for the script to say how far along the child is."""
    asking = [page for page in instrument.pages if journey.has_question(page)]
    return Progress(1, len(asking), 0, len({page.section for page in asking}))


def _words(instrument: Instrument) -> dict[str, object]:
    """The sentences that depend on what a child does; names in capitals are places for what the script knows."""
    counted = sum(1 for item in instrument.items if item.counted)
    told = [words.told(count).replace(str(count), "{NUMBER}") for count in range(counted + 1)]
    forms = list(dict.fromkeys(told))
    limits = {"smallest": "{SMALLEST}", "largest": "{LARGEST}", "longest": "{LONGEST}"}
    return {
        "title": gettext("Wellbeing surveys"),
        "question": gettext("Question %(number)s of %(total)s", number="{NUMBER}", total="{TOTAL}"),
        "part": gettext("Part %(part)s of %(parts)s", part="{NUMBER}", parts="{TOTAL}"),
        "told": forms,
        "counted": [forms.index(one) for one in told],
        "reasons": {reason.name.lower(): str(said) for reason, said in words.REASONS.items()},
        "unsaid": {
            Missing.SKIPPED.name.lower(): gettext("Skipped"),
            Missing.RATHER_NOT_SAY.name.lower(): gettext("I'd rather not say"),
        },
        "troubles": {what: words.troubled(what, **limits) for what in Trouble},
        "language": language.current().code,
    }
