"""Whether the nightly work runs, and what to do when it does not."""

from flask import render_template
from flask.typing import ResponseReturnValue

from surveyapp.desk import facts
from surveyapp.desk.room import READING, blueprint
from surveyapp.web.audience import open_to


@blueprint.get("/nightly")
@open_to(*READING)
def nightly() -> ResponseReturnValue:
    """When it last went well, and how it is set up."""
    return render_template("desk/nightly.html", night=facts.night())
