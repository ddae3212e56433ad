"""A comment's text as one person works on it: shown with its marks, checked by the mask, kept, approved or kept out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from surveyapp.desk import comments_people, room, words
from surveyapp.disclosure import masking
from surveyapp.disclosure.masking import Gazetteer, Piece
from surveyapp.results import comments, names, preparing
from surveyapp.results.preparing import Draft, Prepared
from surveyapp.web import audience
from surveyapp.web.forms import Form
from surveyapp.web.stores import stores

LONGEST = 2000
SAVE, APPROVE, WITHDRAW, KEEP_OUT, LET_IN, WORRY = "save", "approve", "withdraw", "keep_out", "let_in", "worry"


class TextForm(Form):
    """The text that others may read, and why what the mask still finds may stand."""

    body = TextAreaField(
        _("The text that others may read"),
        description=_("In English. In place of a name or place write what it is, such as [sister] or [town]."),
        validators=[InputRequired(_("Enter the text")), Length(max=LONGEST, message=_("Use at most 2,000 signs"))],
        render_kw={"rows": 4, "autocomplete": "off", "spellcheck": "false"},
    )
    welsh = TextAreaField(
        _("The same in Welsh, if you have it"),
        description=_("Welsh pages show Welsh where every text that is quoted has it, and English otherwise."),
        validators=[Length(max=LONGEST, message=_("Use at most 2,000 signs"))],
        render_kw={"rows": 2, "autocomplete": "off", "spellcheck": "false", "lang": "cy"},
    )
    why = StringField(
        _("Why what the mask still finds may stand"),
        description=_("Only where it finds something that gives nobody away, such as a football club."),
        validators=[Length(max=300, message=_("Use at most 300 signs"))],
        render_kw={"autocomplete": "off"},
    )
    seen = HiddenField()
    shown = HiddenField()


@dataclass(frozen=True, slots=True)
class Look:
    """A comment and its text as one person sees them.

    ``original`` is cut at the marks of the mask, ``text`` at what the mask still finds in what stands now. ``mine``:
    this person has approved it, under this or another account.
    """

    here: Prepared
    original: tuple[Piece, ...]
    proposed: str
    text: tuple[Piece, ...]
    mine: bool
    gazetteer: Gazetteer = field(repr=False)


def look(wave: str, id: bytes) -> Look | None:
    """The comment; None where there is none that may be masked."""
    with stores().read("results") as session:
        here = preparing.find(session, wave, id)
        listed = names.gazetteer(session, audience.current().authority)
        mine = preparing.has_approved(session, id, comments_people.visitor(id))
    if here is None:
        return None
    marks = masking.find_marks(here.original, listed)
    body = here.draft.body if here.draft else ""
    return Look(
        here=here,
        original=masking.in_pieces(here.original, marks),
        proposed=here.draft.body if here.draft else masking.masked(here.original, marks),
        text=masking.in_pieces(body, masking.left(body, listed)),
        mine=mine,
        gazetteer=listed,
    )


def form_of(seen: Look) -> Any:
    """The form with what stands now in it."""
    draft = seen.here.draft or Draft(seen.proposed)
    return TextForm(
        body=draft.body, welsh=draft.welsh, why=draft.why, seen=seen.here.seen.hex(), shown="\n".join(draft.stays)
    )


def act(wave: str, seen: Look, form: Any, do: str) -> bool | None:
    """What the person asked for with this form; None where something has to be put right first."""
    if do in _WITHOUT_TEXT:
        return _WITHOUT_TEXT[do](wave, seen)
    draft = _draft(form, seen.gazetteer)
    if draft is None:
        return None
    with stores().write("results") as session:
        id, before = seen.here.id, _digest(form.seen.data)
        changed = preparing.write(session, wave, id, draft, seen=before)
        if do == APPROVE:
            preparing.approve(session, wave, id, comments_people.visitor(id), seen=draft.digest)
    if changed:
        room.note("texts.changed", wave)
    if do == APPROVE:
        room.note("texts.approved", wave)
    return True


def _draft(form: Any, gazetteer: Gazetteer) -> Draft | None:
    """The typed text, if the mask finds nothing in it that is not explained; else the form says what."""
    body, welsh, why = (" ".join(form[name].data.split()) for name in ("body", "welsh", "why"))
    found = masking.still_named(body, welsh, gazetteer)
    new = masking.unexplained(body, welsh, form.shown.data.splitlines(), gazetteer)
    if found and (new or not why):
        form.shown.data = "\n".join(found)
        form.why.errors = [
            gettext("The mask still finds: %(words)s. Mask it, or say why it may stand", words=words.listed(found))
        ]
        return None
    return Draft(body, welsh, found, why if found else "")


def _keep_out(wave: str, seen: Look) -> bool:
    with stores().write("results") as session:
        preparing.keep_out(session, wave, seen.here.id, out=True)
    room.note("texts.kept_out", wave)
    return True


def _let_in(wave: str, seen: Look) -> bool:
    with stores().write("results") as session:
        preparing.keep_out(session, wave, seen.here.id, out=False)
    room.note("texts.let_in", wave)
    return True


def _withdraw(wave: str, seen: Look) -> bool:
    with stores().write("results") as session:
        gone = preparing.withdraw(session, seen.here.id, comments_people.visitor(seen.here.id))
    if gone:
        room.note("texts.withdrawn", wave)
    return True


def _worry(wave: str, seen: Look) -> bool:
    with stores().write("results") as session:
        raised = comments.raise_worry(session, wave, seen.here.id)
    if raised:
        room.note("comments.raised", wave)
    return True


_WITHOUT_TEXT: Mapping[str, Callable[[str, Look], bool]] = {
    KEEP_OUT: _keep_out,
    LET_IN: _let_in,
    WITHDRAW: _withdraw,
    WORRY: _worry,
}


def _digest(typed: str | None) -> bytes:
    """The digest that the page carried; what is none belongs to no text."""
    try:
        return bytes.fromhex(typed or "")
    except ValueError:
        return b"?"
