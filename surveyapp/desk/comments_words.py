"""What the record says of reading and masking comments, and what people are told when something is refused."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from surveyapp.results import preparing, quoting
from surveyapp.web.words import Text

DEEDS: Mapping[str, Text] = {
    "comments.opened": _("Opened comments to read them for harm"),
    "comments.read": _("Said of comments whether a child may be in danger"),
    "comments.raised": _("Worried for a child while masking a comment"),
    "texts.opened": _("Opened comments to mask them"),
    "texts.changed": _("Changed the text of a comment"),
    "texts.approved": _("Approved the text of a comment"),
    "texts.withdrawn": _("Took an approval of a text back"),
    "texts.kept_out": _("Kept a comment out of the report"),
    "texts.let_in": _("Let a comment that was kept out in again"),
    "quotes.chosen": _("Chose which texts are quoted"),
    "names.changed": _("Changed the list of names and places"),
}

TOLD: Mapping[type[Exception], Text] = {
    preparing.TextChanged: _("Somebody else has changed this meanwhile. Nothing was kept: look at it again."),
    preparing.SamePerson: _("You have approved this before, perhaps under another account. Another person has to."),
    quoting.NotApproved: _("One of these is no longer approved by two people. Nothing was changed: look again."),
}
