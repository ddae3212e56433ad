"""A survey as a booklet: every question with its number and its boxes, in one language, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from surveyapp.definition import faces
from surveyapp.definition.model import AnsweredBy, Instrument, Item, Kind, Look, Missing, Option, Scale
from surveyapp.paper import helping
from surveyapp.paper.model import Asked, Booklet, Imprint, Part, Person, Tick
from surveyapp.paper.routing import Box, Filter, Routes, numbered, routes
from surveyapp.paper.saying import Sayings
from surveyapp.translations.days import ended

MODE, PAPER = "mode", "paper"
"""The breakdown that says how a child answered, and its value for a booklet: nobody need tick it."""
BESIDE_A_GROWN_UP = (
    "Only the grown-up with you knows that you say this. So nobody else can come and help you because of it."
)
ALONE = "Nobody will know that you wrote this. So nobody can come and help you because of what you write here."
"""What the pages say before a word is written, and paper too."""
LETTERS_A_LINE = 75
YOUNG_HAND = 8
"""Millimetres of a box that a child of 4 can tick."""
DRAWN_BY = "#1d2530"


def booklet(
    instrument: Instrument, said: Sayings, *, people: Sequence[Person] = (), imprint: Imprint | None = None
) -> Booklet:
    """The booklet in this language. Raises NotOnPaper."""
    language = said.language
    draft = "%(language)s: draft translation. What is not translated yet stands in English."
    return Booklet(
        language=language.code,
        direction=language.direction,
        title=said.of(instrument, instrument, instrument.title),
        band=f"{instrument.band.youngest}–{instrument.band.oldest}",
        version=instrument.version,
        fingerprint=instrument.fingerprint[:8],
        imprint=imprint or Imprint(),
        least=YOUNG_HAND if _accompanied(instrument) else 0,
        draft=said.gettext(draft, language=language.name) if language.draft else "",
        how=_how(said),
        parts=parts(instrument, said),
        end=(
            said.gettext("Thank you for telling us."),
            said.gettext("Put the booklet into the envelope and close it. Then give it back, or post it."),
        ),
        blank=said.gettext("This page is empty on purpose."),
        keep=said.gettext("This page is yours. Tear it off and keep it."),
        people_title=said.gettext("People you can talk to"),
        people_first=said.gettext("Tell an adult in the room, or any adult you trust. You can do that now."),
        people=tuple((one.name, _lines(one, said)) for one in people),
        danger=said.gettext("Is somebody in danger now? Ring 999."),
    )


def parts(instrument: Instrument, said: Sayings) -> tuple[Part, ...]:
    """The questions by section. Raises NotOnPaper."""
    numbers = {item.id: str(place) for place, item in enumerate(numbered(instrument), start=1)}
    print_in = _Print(instrument, said, numbers, routes(instrument))
    return tuple(
        Part(
            said.of(instrument, section, section.title),
            tuple(_asked(print_in, item) for page in section.pages for item in page.items),
        )
        for section in instrument.sections
    )


def _how(said: Sayings) -> tuple[str, ...]:
    return (
        said.gettext("Put a tick in the box beside your answer."),
        said.gettext("Did you tick the wrong box? Cross it out and tick another."),
        said.gettext("You can leave out any question. You can stop when you like."),
        said.gettext("Please do not write your name. Nothing on this booklet says whose it is."),
        said.gettext("Somebody who does not work with you types it all in. Then the paper is destroyed."),
        said.gettext("Paper has no buttons: the people you can talk to are on the last page."),
    )


@dataclass(frozen=True, slots=True)
class _Print:
    """What every question of one booklet needs to know of the others."""

    instrument: Instrument
    said: Sayings
    numbers: dict[str, str]
    routes: Routes

    def words(self, item: Item, text: str) -> str:
        return self.said.of(self.instrument, item, text)


def _asked(print_in: _Print, item: Item) -> Asked:
    made = Asked(
        id=item.id,
        kind=str(item.kind),
        number=print_in.numbers.get(item.id, ""),
        ask=print_in.words(item, item.ask),
        hint=helping.on_paper(print_in.words(item, item.hint), item.hint, print_in.said),
        emoji="" if item.picture.isascii() else item.picture,
        only=tuple(_only(print_in, one) for one in print_in.routes.filters.get(item.id, ())),
    )
    if item.scale is not None:
        return _with_boxes(print_in, made, item, item.scale)
    if item.kind is Kind.NUMBER:
        limits = f"{item.smallest}–{item.largest}"
        return replace(made, before=(limits,), lines=1, ticks=(_rather(print_in, item, "R"),))
    if item.kind in (Kind.SHORT_TEXT, Kind.LONG_TEXT):
        lines = 1 if item.kind is Kind.SHORT_TEXT else max(4, item.longest // LETTERS_A_LINE)
        return replace(made, before=_before_words(print_in), lines=lines)
    return made


def _with_boxes(print_in: _Print, made: Asked, item: Item, scale: Scale) -> Asked:
    ladder = scale.look is Look.LADDER
    ends = tuple(print_in.said.of(print_in.instrument, scale, one) for one in (scale.low_end, scale.high_end) if one)
    ticks = tuple(_tick(print_in, item, place, option) for place, option in enumerate(scale.options, start=1))
    if item.kind is Kind.ASSENT:
        return replace(made, ticks=tuple(replace(one, number="") for one in ticks))
    if item.breakdown == MODE and any(one.box == PAPER for one in ticks):
        told = print_in.said.gettext("We have ticked this one for you.")
        return replace(made, ticks=tuple(replace(one, go=told, ticked=True) for one in ticks if one.box == PAPER))
    if not item.counted:
        return replace(made, ticks=tuple(replace(one, number="") for one in ticks), look=str(scale.look))
    last = _rather(print_in, item, str(max(int(one.number) for one in ticks) + 1 if ladder else len(ticks) + 1))
    return replace(made, ticks=(*ticks, last), look=str(scale.look), ends=ends)


def _tick(print_in: _Print, item: Item, place: int, option: Option) -> Tick:
    assert item.scale is not None
    if item.scale.look is Look.LADDER:
        return Tick(option.id, option.id, option.text, go=_go(print_in, item, option.id))
    face = faces.FACES.get(option.picture, "") if item.scale.look is Look.FACES else ""
    is_file = bool(option.picture) and option.picture.isascii()
    return Tick(
        box=option.id,
        number=str(place),
        text=print_in.said.of(print_in.instrument, item.scale, option.text),
        drawing=drawing(face) if face else "",
        file=option.picture if is_file else "",
        emoji="" if face or is_file else option.picture,
        go=_go(print_in, item, option.id),
    )


def _rather(print_in: _Print, item: Item, number: str) -> Tick:
    box = Missing.RATHER_NOT_SAY
    return Tick(box, number, print_in.said.gettext("I'd rather not say"), go=_go(print_in, item, box))


def drawing(face: str) -> str:
    """A line face as an SVG picture of its own."""
    inside = faces.DRAWN[face].replace('class="eyes"', f'fill="{DRAWN_BY}"')
    lines = 'stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{faces.BOX}" fill="none" stroke="{DRAWN_BY}" {lines}>'
    return f"{opening}{inside}</svg>"


def _go(print_in: _Print, item: Item, box: Box) -> str:
    if (item.id, box) not in print_in.routes.jumps:
        return ""
    onward = print_in.routes.jumps[item.id, box]
    if onward is None:
        return print_in.said.gettext("Go to the last page.")
    return print_in.said.gettext("Go to question %(number)s.", number=print_in.numbers[onward])


def _only(print_in: _Print, one: Filter) -> str:
    source = print_in.instrument.item(one.source)
    said = [f"“{_box_words(print_in, source, box)}”" for box in one.boxes]
    known = {"answers": ", ".join(said), "number": print_in.numbers[one.source]}
    if one.ticked:
        return print_in.said.gettext("Only if you ticked this at question %(number)s: %(answers)s", **known)
    return print_in.said.gettext("Leave this out if you ticked this at question %(number)s: %(answers)s", **known)


def _box_words(print_in: _Print, source: Item, box: Box) -> str:
    if not isinstance(box, str) or source.scale is None:
        return print_in.said.gettext("I'd rather not say")
    option = source.scale.option(box)
    ladder = source.scale.look is Look.LADDER
    return option.text if ladder else print_in.said.of(print_in.instrument, source.scale, option.text)


def _before_words(print_in: _Print) -> tuple[str, ...]:
    """What stands before a line of one's own words: as on a child's pages, and what a hand tells besides."""
    said, beside = print_in.said, _accompanied(print_in.instrument)
    capitals = said.gettext("You can write in capital letters, so that nobody knows your handwriting.")
    return (
        said.gettext(BESIDE_A_GROWN_UP if beside else ALONE),
        helping.at_the_end(said),
        said.gettext("Please do not write anybody's name."),
        *(() if beside else (capitals,)),
    )


def _accompanied(instrument: Instrument) -> bool:
    """Whether a grown-up sits beside the child, as with the youngest."""
    return any(item.answered_by is AnsweredBy.ADULT for item in instrument.items)


def _lines(person: Person, said: Sayings) -> tuple[str, ...]:
    """Numbers and addresses are read from left to right in every language."""
    phone, text, web = (f"\u2066{one}\u2069" if one else "" for one in (person.phone, person.text, person.web))
    message = f"{said.gettext('Text message:')} {text}" if text else ""
    lines = (person.who_for, phone, message, web, person.hours, _checked(person.checked, said))
    return tuple(line for line in lines if line)


def _checked(day: date | None, said: Sayings) -> str:
    return ended(said.gettext("We checked this on %(date)s.", date=said.day(day))) if day else ""
