"""What the worker is told when a booklet cannot be made."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from surveyapp.paper.printing import FontMissing, PdfNotInstalled
from surveyapp.paper.routing import NotOnPaper
from surveyapp.web.words import Text


class LanguageLacking(Exception):
    """This survey is not asked in this language in this wave."""


TOLD: Mapping[type[Exception], Text] = {
    LanguageLacking: _("This survey is not there in this language yet. Choose another one."),
    PdfNotInstalled: _("What makes PDFs is not installed on the server. Whoever looks after it can add it."),
    FontMissing: _("The server has no font for this language. Whoever looks after it can add the Noto fonts."),
    NotOnPaper: _("A question of this survey depends on several others, which no booklet can say."),
}
