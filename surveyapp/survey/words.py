"""What a child is told when an answer, a code or a page cannot be taken: what happened, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext, ngettext
from flask_babel import lazy_gettext as _

from surveyapp.casting import BallotTooLong, BoxNotReady, ForeignSubmission, StateExpired, StateRejected
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.definition.model import Item, Missing
from surveyapp.fieldwork.errors import (
    CodeSpent,
    CodeUnknown,
    CodeVoid,
    Mistake,
    MistypedCode,
    WaveClosed,
    WaveNotOpen,
)
from surveyapp.survey.answering import Trouble
from surveyapp.survey.journey import Scene
from surveyapp.survey.plain import Aside, Ending
from surveyapp.survey.state import StateUnreadable
from surveyapp.web.words import Explanation

_WAS_IT_YOU = _("Was that not you? Ask the adult who gave you the card for a new one.")
CODE_PROBLEMS: Mapping[type[Exception], tuple[LazyString, ...]] = {
    CodeUnknown: (
        _("We do not know this code."),
        _("Look at your card and check every letter. If it still does not work, ask the adult who gave it to you."),
    ),
    CodeSpent: (_("This code has been used. Answers are in the box already."), _WAS_IT_YOU),
    CodeVoid: (
        _("This card does not work any more."),
        _("It is not your fault. Ask the adult who gave it to you for a new one."),
    ),
    WaveNotOpen: (
        _("The questions are not open yet."),
        _("Keep your card, and try again when the adult who gave it to you says so."),
    ),
    WaveClosed: (
        _("The questions are closed now, so we cannot take new answers."),
        _("Next time there will be a new card. If you want to tell somebody something, you can do that today."),
    ),
}
CODE_MISTAKES: Mapping[Mistake, tuple[LazyString, ...]] = {
    Mistake.LENGTH: (
        _("That is not a whole code."),
        _("A code has nine letters and numbers. Look at your card and type all of them."),
    ),
    Mistake.LETTER: (_("There is something in this code that no card has."), _("Look at your card and try again.")),
    Mistake.CHECK: (
        _("There is a small mistake in this code."),
        _("Two letters may have changed places, or one is wrong. Look at your card and try again."),
    ),
}
USED_HERE = (_("This code has been used. Answers are saved here already."), _WAS_IT_YOU)
"""Of a card whose answers are finished on this tablet and wait there to be sent, so that the server cannot know."""
HELLO = _("Hello!")
LACKING = (_("These questions are not in this language yet."), _("Which language do you want to read them in?"))
UNCHECKED = _("Nobody has checked this translation yet.")
NO_CODE = (_("Type your code first."), _("It is on your card."))
TYPE_AGAIN = (_("This page was open for too long and does not work any more."), _("Type your code again."))

_AGAIN = _("Type your code again. It still works, but the questions start from the beginning.")
LOST_PLACE = Explanation(
    400,
    _("We have lost your place"),
    (_("The page you came from was changed or is not whole, so we could not read it."), _AGAIN),
)
EXPLAINED: dict[type[Exception], Explanation] = {
    StateRejected: LOST_PLACE,
    StateUnreadable: LOST_PLACE,
    StateExpired: Explanation(
        400, _("That was a long time ago"), (_("This page was open for too long and does not work any more."), _AGAIN)
    ),
    CodeSpent: Explanation(
        409,
        _("There are answers in the box already"),
        (
            _("Somebody has sent answers with this code before: perhaps you, in another window. Those count."),
            _("What you told us just now was not sent, and nobody can see it."),
        ),
    ),
    CodeVoid: Explanation(
        409,
        _("This card does not work any more"),
        (
            _("The card was taken back while you were answering. It is not your fault."),
            _("Your answers were not sent. Ask the adult who gave it to you for a new card."),
        ),
    ),
    CodeUnknown: LOST_PLACE,
    ForeignSubmission: LOST_PLACE,
    WaveNotOpen: Explanation(
        409,
        _("The questions are not open yet"),
        (_("Your answers were not sent. Keep your card and try again another day."),),
    ),
    WaveClosed: Explanation(
        410,
        _("The questions are closed now"),
        (
            _("Your answers came too late to be sent, and nobody can see them. We are sorry."),
            _("If you want to tell somebody something, you can do that today."),
        ),
    ),
    UnknownInstrument: Explanation(
        503,
        _("These questions are not ready"),
        (_("It is not your fault. Tell the adult with you, and keep your card."),),
    ),
    BoxNotReady: Explanation(
        503,
        _("The box is not ready yet"),
        (_("Your answers are still on this page. Tell the adult with you, then try again."),),
    ),
    BallotTooLong: Explanation(
        413, _("That is too much writing for us"), (_("Go back, make it shorter, and try again."),)
    ),
}

ENDINGS: Mapping[Ending | None, tuple[LazyString, tuple[LazyString, ...]]] = {
    None: (
        _("Thank you. Your answers are in the box."),
        (
            _("Nobody can tell which answers are yours."),
            _("All the answers together show what children and young people need."),
            _("The adults who decide things will read them."),
        ),
    ),
    Ending.REFUSED: (
        _("That is fine. Thank you for telling us."),
        (
            _("Nothing changes for you because of this."),
            _("If you change your mind, your code still works."),
        ),
    ),
    Ending.THROWN_AWAY: (
        _("Your answers are thrown away."),
        (
            _("They were not sent, and nothing changes for you because of this."),
            _("If you change your mind, your code still works."),
        ),
    ),
}
TELL_THE_GROWN_UP = _("Do you want to talk to somebody? Tell the grown-up with you.")
THANKED_BESIDE_A_GROWN_UP = (
    _("The grown-up with you saw your answers. Nobody else knows which ones are yours."),
    _("All the answers together show what children and young people need."),
    TELL_THE_GROWN_UP,
)
"""Told instead where somebody sat beside the child: the same that the assent said."""
ON_THEIR_WAY = _("One moment. Your answers are on their way.")
ONE_MOMENT = _("One moment, please.")
WAIT = (_("A lot of codes are being typed just now."), _("Wait a moment. This page tries again by itself."))
TURN = (*WAIT, _("You have done nothing wrong. You do not have to press anything."))
_KEEP_OPEN = _("Please keep this page open. They are sent by themselves when the network is back.")
SAVED: Mapping[str, tuple[LazyString, tuple[LazyString, ...]]] = {
    "device": (
        _("Thank you. Your answers are saved here. They are not sent yet."),
        (
            _("There is no network just now. They are locked, and nobody can read them."),
            _("They are sent by themselves when the network is back. You have nothing more to do."),
        ),
    ),
    "open": (
        _("Thank you. Your answers are saved here. They are not sent yet."),
        (
            _("There is no network just now. They are locked, and nobody can read them."),
            _KEEP_OPEN,
            _("If it closes, open it again later. They are still here."),
        ),
    ),
    "page": (
        _("Thank you. Your answers are not sent yet."),
        (
            _("There is no network just now, and they cannot be saved here."),
            _KEEP_OPEN,
        ),
    ),
}
"""
What is told while finished answers wait for the network: kept on a device that was made ready, where every page of ours
comes without a network too and sends them; on another, where nothing but the open page does; or in that page alone.
"""
SAVED_BESIDE_A_GROWN_UP: Mapping[str, tuple[LazyString, ...]] = {
    "device": (
        _("The grown-up with you saw your answers. They are safe here. They are sent a little later."),
        TELL_THE_GROWN_UP,
    ),
    **{where: (*SAVED[where][1], TELL_THE_GROWN_UP) for where in ("open", "page")},
}
"""Told instead where somebody sat beside the child; on a session's tablet too."""
LOST_HERE = Explanation(
    400,
    _("We have lost your place"),
    (_("Something went wrong on this page, so we could not go on."), _AGAIN),
)
SENT_BEFORE = _("They were there already: what was sent first counts, and only that.")

TITLES: Mapping[Scene | Aside, LazyString] = {
    Scene.REST: _("You have finished this part."),
    Scene.TO_ADULT: _("Please give this to the grown-up with you."),
    Scene.TO_CHILD: _("Please give this back to the child."),
    Scene.COMPANION: _("Do you want somebody to come with you?"),
    Scene.CHECK: _("Are you ready to send your answers?"),
    Aside.HELP: _("You can talk to somebody."),
    Aside.HIDE: _("A quiet place"),
    Aside.REST: _("Take your time."),
    Aside.STOP: _("Do you want to stop?"),
}
REASONS: Mapping[Missing, LazyString] = {
    Missing.SKIPPED: _("You skipped this one. You can still answer it."),
    Missing.RATHER_NOT_SAY: _("You said: “I'd rather not say”. You can still answer it."),
}
_TROUBLES: Mapping[Trouble, LazyString] = {
    Trouble.NOTHING_CHOSEN: _("Choose an answer, or press “Skip”."),
    Trouble.NOT_AN_OPTION: _("That is not one of the answers here. Please choose again."),
    Trouble.BOTH_NONE_AND_SOME: _("You ticked “none” and something else as well. Which one is right?"),
    Trouble.NOT_A_NUMBER: _("Please type a number, like 3."),
}


def code_problem(error: Exception) -> tuple[LazyString | str, ...]:
    """What to tell of a code that lets nobody in."""
    if isinstance(error, MistypedCode):
        return CODE_MISTAKES[error.mistake]
    return CODE_PROBLEMS[type(error)]


def trouble(item: Item, what: Trouble) -> str:
    """What to tell of an answer that cannot be taken."""
    return troubled(what, smallest=item.smallest, largest=item.largest, longest=item.longest)


def troubled(what: Trouble, *, smallest: object, largest: object, longest: object) -> str:
    """The same with the limits given, as numbers or as the places where they go."""
    if what is Trouble.OUT_OF_RANGE:
        return str(
            gettext("Please type a number from %(smallest)s to %(largest)s.", smallest=smallest, largest=largest)
        )
    if what is Trouble.TOO_LONG:
        return str(gettext("That is too long for us. Please use %(longest)s letters or fewer.", longest=longest))
    return str(_TROUBLES[what])


def ending(how: Ending | None, *, accompanied: bool) -> dict[str, object]:
    """What the last page says: thanks for what was sent (None), or goodbye."""
    title, sentences = ENDINGS[how]
    return _last(title, THANKED_BESIDE_A_GROWN_UP if accompanied and how is None else sentences)


def already(*, accompanied: bool) -> dict[str, object]:
    """What the last page says where answers were there before."""
    told = THANKED_BESIDE_A_GROWN_UP if accompanied else ENDINGS[None][1]
    return _last(ENDINGS[None][0], (SENT_BEFORE, *told))


def saved(where: str, *, accompanied: bool) -> dict[str, object]:
    """What the last page says where answers wait for the network."""
    title, sentences = SAVED[where]
    return _last(title, SAVED_BESIDE_A_GROWN_UP[where] if accompanied else sentences)


def _last(title: LazyString, sentences: tuple[LazyString, ...]) -> dict[str, object]:
    """``together`` says above the people themselves that they can be rung together."""
    return {"title": title, "sentences": sentences, "together": TELL_THE_GROWN_UP in sentences}


def told(count: int) -> str:
    """How many questions a child has answered."""
    return str(ngettext("You have answered %(num)s question.", "You have answered %(num)s questions.", count))
