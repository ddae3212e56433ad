"""An instrument's pages in one language, worked out once and kept: nothing here knows a child."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from surveyapp.definition import wording
from surveyapp.definition.faces import FACES
from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Answers, Instrument, Item, Kind, Look, Option, Page, Scale
from surveyapp.definition.paths import YES
from surveyapp.definition.wording import Translate
from surveyapp.survey import journey
from surveyapp.survey.ticking import tick

_SHAPES: Mapping[Kind, str] = {
    Kind.CHOICE: "options",
    Kind.SEVERAL: "options",
    Kind.NUMBER: "number",
    Kind.SHORT_TEXT: "text",
    Kind.LONG_TEXT: "text",
    Kind.INFORMATION: "information",
    Kind.ASSENT: "assent",
}
_ASKING = frozenset(_SHAPES) - {Kind.INFORMATION, Kind.ASSENT}


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer to choose: its words, and a face of ours, an emoji or an image file beside them.

    ``tick`` stands for it in a form that is posted, where its name would tell by its length what was chosen.
    """

    id: str
    tick: str
    text: str
    face: str = ""
    emoji: str = ""
    image: str = ""
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question as it is shown; ``template`` draws it, ``control`` is radio or checkbox, ``look`` its style."""

    id: str
    template: str
    shape: str
    ask: str
    hint: str
    emoji: str
    image: str
    options: tuple[OptionView, ...]
    look: str
    control: str
    low_end: str
    high_end: str
    longest: int
    long: bool
    shuffled: bool

    def in_order(self, seed: bytes) -> tuple[OptionView, ...]:
        """The options; where the item asks for it, in this child's own order, the same on every visit."""
        if not self.shuffled:
            return self.options
        return tuple(sorted(self.options, key=lambda option: (option.exclusive, _draw(seed, self.id, option.id))))

    @property
    def yes(self) -> str:
        """The words that say yes to an assent."""
        return next(option.text for option in self.options if option.id == YES)

    @property
    def no(self) -> str:
        """The words that say no to it."""
        return next(option.text for option in self.options if option.id != YES)


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. ``headline`` is the item whose words are its heading; without one it is called by its section.

    ``asks`` says that it has something to answer, ``agrees`` that only a yes leads on.
    """

    id: str
    title: str
    headline: str
    items: Mapping[str, ItemView]
    practice: bool
    adult: bool
    asks: bool
    agrees: bool


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """All pages, and the titles of the sections."""

    pages: Mapping[str, PageView]
    sections: Mapping[str, str]


def view(instrument: Instrument, translate: Translate) -> InstrumentView:
    """The instrument in the language of ``translate``."""
    sections = {section.id: translate(context_of(section), section.title) for section in instrument.sections}
    pages = {page.id: _page(page, sections[page.section], translate) for page in instrument.pages}
    return InstrumentView(pages, sections)


def filled(item: ItemView, instrument: Instrument, answers: Answers, translate: Translate) -> ItemView:
    """The question with earlier answers in its words, where it has places for them."""
    if "{" not in item.ask and "{" not in item.hint:
        return item
    ask, hint = (wording.fill(instrument, text, answers, translate) for text in (item.ask, item.hint))
    return replace(item, ask=ask, hint=hint)


class Views:
    """The views worked out so far, by instrument and language: a cache, so that a question costs no translating."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], InstrumentView] = {}

    def of(self, instrument: Instrument, language: str, translate: Translate) -> InstrumentView:
        """The instrument's view in this language."""
        key = (instrument.fingerprint, language)
        if key not in self._made:
            self._made[key] = view(instrument, translate)
        return self._made[key]


def _page(page: Page, title: str, translate: Translate) -> PageView:
    return PageView(
        id=page.id,
        title=title,
        headline=_headline(page),
        items={item.id: _item(item, translate) for item in page.items},
        practice=any(item.practice for item in page.items),
        adult=journey.for_adult(page),
        asks=any(item.kind in _ASKING for item in page.items),
        agrees=any(item.kind is Kind.ASSENT for item in page.items),
    )


def _headline(page: Page) -> str:
    """The one question of the page; where there is only something to know, the first of it."""
    questions = [item.id for item in page.items if item.kind is not Kind.INFORMATION]
    if len(questions) > 1:
        return ""
    return questions[0] if questions else page.items[0].id


def _item(item: Item, translate: Translate) -> ItemView:
    emoji, image = _picture(item.picture)
    scale = item.scale
    return ItemView(
        id=item.id,
        template=f"survey/items/{_SHAPES[item.kind]}.html",
        shape=_SHAPES[item.kind],
        ask=translate(context_of(item), item.ask),
        hint=translate(context_of(item), item.hint) if item.hint else "",
        emoji=emoji,
        image=image,
        options=_options(scale, translate) if scale else (),
        look=str(scale.look) if scale else "",
        control="checkbox" if item.kind is Kind.SEVERAL else "radio",
        low_end=translate(context_of(scale), scale.low_end) if scale and scale.low_end else "",
        high_end=translate(context_of(scale), scale.high_end) if scale and scale.high_end else "",
        longest=item.longest,
        long=item.kind is Kind.LONG_TEXT,
        shuffled=item.shuffled,
    )


def _options(scale: Scale, translate: Translate) -> tuple[OptionView, ...]:
    return tuple(_option(scale, option, tick(place), translate) for place, option in enumerate(scale.options))


def _option(scale: Scale, option: Option, ticked: str, translate: Translate) -> OptionView:
    """Numbers of a ladder are the same in every language and are not translated."""
    text = option.text if scale.look is Look.LADDER else translate(context_of(scale), option.text)
    face = FACES.get(option.picture, "") if scale.look is Look.FACES else ""
    emoji, image = ("", "") if face else _picture(option.picture)
    return OptionView(option.id, ticked, text, face, emoji, image, option.exclusive)


def _picture(picture: str) -> tuple[str, str]:
    """An emoji or a file name, whichever the picture is."""
    return ("", picture) if picture.isascii() else (picture, "")


def _draw(seed: bytes, item: str, option: str) -> bytes:
    return hashlib.sha256(b"\0".join((b"order", seed, item.encode(), option.encode()))).digest()
