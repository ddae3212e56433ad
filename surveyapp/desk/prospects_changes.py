"""Which changes could be found, in a worker's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from surveyapp.analysis.detectable import Found
from surveyapp.desk import bands
from surveyapp.desk.prospects_numbers import of_100, points
from surveyapp.desk.words import listed
from surveyapp.history.problems import N_
from surveyapp.prospects.assumed import Given
from surveyapp.prospects.changes import ChangeProspect, Level
from surveyapp.prospects.foresee import Prospects

EITHER = N_("With about %(answers)d answers only changes of about %(points)d points or more would be found.")
EITHER_APART = N_(
    "With about %(answers)d answers only changes of about %(better)d points better or %(worse)d points worse, or more, "
    "would be found."
)
WORSE_ALONE = N_(
    "With about %(answers)d answers it would be found only if things got worse by about %(points)d points or more. "
    "That they got better could not be found."
)
BETTER_ALONE = N_(
    "With about %(answers)d answers it would be found only if things got better by about %(points)d points or more. "
    "That they got worse could not be found."
)
POSSIBLE_APART = N_(
    "From about %(better)d points better or %(worse)d points worse on it would at least be called possible."
)
NONE = N_("With about %(answers)d answers no change could be found, however large.")


@dataclass(frozen=True, slots=True)
class LevelTold:
    """A row: of 100 how many answer ("" for the guess), how many that is, and how much better or worse is found."""

    response: str
    answers: int
    better: str
    worse: str


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """Everybody, or one band: what the guess would find, in sentences, and what other responses would."""

    title: str
    sentences: tuple[str, ...]
    levels: tuple[LevelTold, ...]


@dataclass(frozen=True, slots=True)
class ChangesTold:
    """Beside which wave; and everybody's changes first."""

    since: str
    changes: tuple[ChangeTold, ...]


def changes_told(given: Given, found: Prospects) -> ChangesTold:
    """All changes; ``since`` is "" where there is no wave to compare with yet."""
    since = given.before.wave.title if given.before else ""
    return ChangesTold(since, tuple(_change(one, everybody=place == 0) for place, one in enumerate(found.changes)))


def _change(one: ChangeProspect, *, everybody: bool) -> ChangeTold:
    named = listed(bands.titles(one.bands))
    title = gettext("All together: %(bands)s", bands=named) if everybody and len(one.bands) > 1 else named
    compared = any(level.clear for level in one.levels)
    levels = tuple(map(_level, one.levels)) if compared else ()
    return ChangeTold(str(title), tuple(_sentences(one)), levels)


def _sentences(one: ChangeProspect) -> Iterator[str]:
    guess = one.levels[0]
    if not one.questions:
        yield str(gettext("No question can be compared: none was asked and shown in the same way before."))
    elif guess.clear is None or guess.possible is None:
        yield _too_few(one, guess)
    else:
        yield clearly_found(guess.answers, guess.clear)
        yield from _possible(guess.clear, guess.possible)


def _too_few(one: ChangeProspect, guess: Level) -> str:
    if one.then is not None and one.then < guess.answers:
        return str(
            gettext("Only %(number)d answered the time before. Under 20 answers nothing is compared.", number=one.then)
        )
    return str(
        gettext("With about %(number)d answers nothing is compared: that takes 20 both times.", number=guess.answers)
    )


def clearly_found(answers: int, found: Found) -> str:
    """From how large on a change is called clear, whichever way it goes or one way alone."""
    if found.rise is not None and found.fall is not None and points(found.rise) != points(found.fall):
        return str(gettext(EITHER_APART, answers=answers, better=points(found.rise), worse=points(found.fall)))
    told = ((EITHER, found.either), (WORSE_ALONE, found.fall), (BETTER_ALONE, found.rise))
    says, change = next(((says, change) for says, change in told if change is not None), (NONE, 0.0))
    return str(gettext(says, answers=answers, points=points(change)))


def _possible(clear: Found, possible: Found) -> Iterator[str]:
    """What would be called possible, where that is less."""
    if possible.rise is None or possible.fall is None or possible.either == clear.either:
        return
    better, worse = points(possible.rise), points(possible.fall)
    if better == worse:
        yield str(gettext("From about %(points)d points on it would at least be called possible.", points=better))
    else:
        yield str(gettext(POSSIBLE_APART, better=better, worse=worse))


def _level(level: Level) -> LevelTold:
    response = "" if level.response is None else str(of_100(level.response))
    if level.clear is None:
        said = str(gettext("not compared"))
        return LevelTold(response, level.answers, said, said)
    return LevelTold(response, level.answers, _size(level.clear.rise), _size(level.clear.fall))


def _size(change: float | None) -> str:
    return str(gettext("not found")) if change is None else str(points(change))
