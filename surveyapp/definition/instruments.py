"""Reading one version of one band's survey."""

from __future__ import annotations

from dataclasses import dataclass, field

from surveyapp.definition.bank import band_named
from surveyapp.definition.contracts import read_trends
from surveyapp.definition.fields import Form, Reading
from surveyapp.definition.fingerprint import with_fingerprint
from surveyapp.definition.items import ITEM, read_condition, read_item
from surveyapp.definition.model import AgeBand, Bank, Instrument, Item, Page, Pipe, Scale, Section
from surveyapp.definition.scales import SCALE, read_scale
from surveyapp.definition.tree import Node

_ROOT = frozenset({"survey", "version", "title", "pipes", "scales", "sections", "trends"})
_PIPE = frozenset({"from", "cases", "otherwise"})
_SECTION = frozenset({"id", "title", "rest", "pages"})
_PAGE = frozenset({"id", "show_if", "item", "items"})
_NO_BAND = AgeBand("", "", 0, 0, "", 60, 18, 90)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the items of one file refer to, and the line where each id was first taken."""

    bank: Bank
    scales: dict[str, Scale]
    taken: dict[tuple[str, str], Form] = field(default_factory=dict)

    def take(self, form: Form, kind: str, name: str) -> None:
        """Note an id; a problem when another thing of this kind has it already."""
        first = self.taken.setdefault((kind, name), form)
        if name and first is not form:
            line = first.node.line
            form.problem("id", f'the {kind} in line {line} has the id "{name}" too', "give each an id of its own")


def read_instrument(root: Node, reading: Reading, bank: Bank) -> Instrument | None:
    """The survey in this tree; what is wrong is noted in ``reading`` and the rest is read all the same."""
    form = reading.form(root, "survey", _ROOT)
    if form is None:
        return None
    band = band_named(bank, form) or _NO_BAND
    scales = {name: read_scale(inner, name) for name, inner in form.entries("scales", SCALE, kind="scale")}
    context = _Context(bank, scales)
    return with_fingerprint(
        Instrument(
            survey=form.id("survey") if band is not _NO_BAND else "",
            version=form.id("version"),
            title=form.text("title"),
            band=band,
            sections=tuple(_section(inner, context) for inner in form.forms("sections", _SECTION, kind="section")),
            pipes={name: _pipe(inner, name) for name, inner in form.entries("pipes", _PIPE, kind="pipe")},
            fingerprint="",
            trends=read_trends(form),
        )
    )


def _pipe(form: Form, name: str) -> Pipe:
    return Pipe(name, form.id("from"), form.texts("cases"), form.text("otherwise"))


def _section(form: Form, context: _Context) -> Section:
    section_id = form.id()
    context.take(form, "section", section_id)
    pages = tuple(_page(inner, context, section_id) for inner in form.forms("pages", _PAGE, kind="page"))
    return Section(section_id, form.text("title"), pages, form.flag("rest", default=True))


def _page(form: Form, context: _Context, section: str) -> Page:
    alone = form.form("item", ITEM, kind="")
    items = _items(form, alone, context)
    page_id = form.id(required=alone is None) or (items[0].id if items else "")
    form = form.named(f"page {page_id}") if page_id else form
    if alone is None or "id" in form or context.taken.get(("item", page_id)) is alone:
        context.take(form, "page", page_id)
    return Page(page_id, items, section, read_condition(form))


def _items(form: Form, alone: Form | None, context: _Context) -> tuple[Item, ...]:
    if ("item" in form) == ("items" in form):
        what = "both item and items stand here" if "item" in form else "this page has no item"
        form.problem("items", what, "write item: {…}, or id: and items: [ … ]")
    forms = [alone] if alone else list(form.forms("items", ITEM, kind="", required="items" in form))
    return tuple(_item(inner, context) for inner in forms)


def _item(form: Form, context: _Context) -> Item:
    item = read_item(form, context.bank, context.scales)
    context.take(form, "item", item.id)
    return item
