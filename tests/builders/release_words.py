"""Words of made-up children as a release has them."""

from __future__ import annotations

from surveyapp.releases.model import Quote

BEST, BETTER = "What is good in your life now?", "What would make your life better?"
TELLING = "My social worker [worker] listens to me."
QUOTES = (
    Quote("best_thing", ("8-11",), BEST, "I see my sister [sister] every week.", "", "relationships"),
    Quote("best_thing", ("11-18",), BEST, "My friends are close by.", "", "relationships"),
    Quote("make_better", ("11-18",), BETTER, "Meetings after school, not in lessons.", "", "rights"),
    Quote("make_better", ("4-7", "8-11"), BETTER, TELLING, "", ""),
)
