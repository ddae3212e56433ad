"""The way into the results, and what is said when a page is not there: the same if it never was or isn't theirs."""

from flask_babel import lazy_gettext as _

from surveyapp.web.words import Explanation

ROOM = _("Results")
ABOUT = _("Read what children said, what changed since the time before, and how sure we are.")
NO_RELEASE = Explanation(
    404,
    _("There are no results here"),
    (
        _("Results appear once a survey has closed and its answers have been counted and checked."),
        _("Check the address, or start from the list of results."),
    ),
)
NO_SUCH_PART = Explanation(
    404,
    _("This is not part of these results"),
    (_("The results are there, but not this page of them. Start from their first page."),),
)
CHANGED = Explanation(
    500,
    _("These results are not what was published"),
    (
        _("Their fingerprint does not fit any more: somebody or something changed them after they were published."),
        _("They are not shown until that is cleared up. Tell the people who look after this service."),
    ),
)
