"""What staff are told when fieldwork, custody, opening or help contacts refuse something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from babel.lists import format_list
from flask import Flask
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from surveyapp.casting import problems as custody
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.desk import bands, comments_words, others_words, paper_words, themes_words
from surveyapp.desk.building import BuildingAlready
from surveyapp.fieldwork import errors as fieldwork
from surveyapp.fieldwork import waves
from surveyapp.history import store as history
from surveyapp.opening import (
    AlreadyOpened,
    CarriedBefore,
    CountsDisagree,
    Ended,
    NotClosed,
    NothingReady,
    NothingWaits,
    NotRestored,
    NotYetToBeDestroyed,
    PhrasesMissing,
    TooFewToOpen,
    TooFewValid,
    WavePhraseProblem,
)
from surveyapp.safeguarding.contacts import ContactsRejected
from surveyapp.safeguarding.delivery import NobodyTold
from surveyapp.safeguarding.requests import RequestNotRead
from surveyapp.safeguarding.wrapped import RequestUnreadable
from surveyapp.staff import audit
from surveyapp.web.audience import Kind
from surveyapp.web.errors import explain
from surveyapp.web.stores import stores
from surveyapp.web.words import Explanation, Text

Told = Callable[[Any], Text]

STATES: Mapping[str, Text] = {
    "draft": lazy("In preparation"),
    "open": lazy("Open"),
    "closing": lazy("Closing"),
    "closed": lazy("Closed"),
    "opened": lazy("Box opened"),
    "released": lazy("Published"),
}


DEEDS: Mapping[str, Text] = {
    "wave.created": lazy("Planned a wave"),
    "wave.small_bands": lazy("Said what becomes of small age bands"),
    "wave.thrown_away": lazy("Threw a plan away"),
    "eligible.set": lazy("Set how many may answer"),
    "eligible.divided": lazy("Divided those who may answer"),
    "keys.made": lazy("Made the keys"),
    "keys.tried": lazy("Tried the keys"),
    "cards.printed": lazy("Made cards"),
    "cards.reprinted": lazy("Took a jammed sheet back"),
    "cards.withdrawn": lazy("Withdrew unused cards"),
    "wave.opened": lazy("Opened the wave"),
    "wave.extended": lazy("Gave children more time"),
    "session.opened": lazy("Started a session with tablets"),
    "session.ended": lazy("Ended a session with tablets"),
    "wave.closing": lazy("Stopped new starts"),
    "wave.closed": lazy("Closed the wave"),
    "outcomes.recorded": lazy("Wrote down why some did not answer"),
    "box.opened": lazy("Opened the box"),
    "box.together": lazy("Opened together what waited"),
    "waiting.given_up": lazy("Destroyed unread what waited"),
    "box.destroyed": lazy("Destroyed the keys and the box"),
    "box.ended_unread": lazy("Destroyed a closed wave unread, which nobody could open"),
    "release.started": lazy("Published the results"),
    "contacts.changed": lazy("Changed the help contacts"),
    "request.opened": lazy("Opened a child's request to be contacted"),
    "request.read": lazy("Marked a child's request as read"),
    "request.done": lazy("Marked a child's request as done"),
    "request.erased": lazy("Deleted a child's request"),
    "duty.changed": lazy("Changed when somebody reads children's requests"),
    "duty.people": lazy("Changed who is told when a child asks"),
    "history.kept": lazy("Brought in figures of earlier years"),
    "history.removed": lazy("Removed figures of earlier years"),
    audit.RESTORED: lazy("Copies of all stores were put back; they were made on the day beside this"),
    **comments_words.DEEDS,
    **themes_words.DEEDS,
}


def sentence(error: Exception) -> str:
    """The refusal in a worker's words."""
    told = next(TOLD[named] for named in type(error).__mro__ if named in TOLD)
    return str(told(error))


def listed(names: Iterable[str]) -> str:
    """Names as one phrase in the reader's language."""
    return str(format_list(list(names), locale=get_locale()))


def install(app: Flask) -> None:
    """A refusal that no form was there to show becomes a page of its own."""
    explain(app, Kind.STAFF, dict.fromkeys(TOLD, _explanation))
    audit.name_deeds(app, DEEDS)


def _explanation(error: Exception) -> Explanation:
    nothing = lazy("Nothing has been changed.")
    return Explanation(409, lazy("That cannot be done now"), (sentence(error), nothing))


def _state(error: Any) -> Any:
    return _("The wave is at another step now: %(state)s.", state=str(STATES[error.now]))


def _left(error: Any) -> Any:
    if error.left < 1:
        return _("Every child who may answer has a card already. Withdraw unused cards first, or correct the number.")
    return ngettext(
        "Only %(num)d more card can be made here: never more cards than children who may answer.",
        "Only %(num)d more cards can be made here: never more cards than children who may answer.",
        error.left,
    )


def _issued(error: Any) -> Any:
    return ngettext(
        "%(num)d card is printed for this team already. Withdraw it first, or enter a higher number.",
        "%(num)d cards are printed for this team already. Withdraw some first, or enter a higher number.",
        error.issued,
    )


def _mistyped(error: Any) -> Any:
    if error.group:
        return _("%(name)s: look at group %(group)d of the phrase again.", name=error.name, group=error.group)
    return _("%(name)s: the phrase has seven groups of five signs. Some are missing or too many.", name=error.name)


def _too_few(error: Any) -> Any:
    return _(
        "Fewer than 10 answers came in for %(bands)s, and no other age band can take them in. Nothing was opened.",
        bands=listed(bands.titles(error.bands)),
    )


def _too_few_valid(error: Any) -> Any:
    return ngettext(
        "%(num)d ballot that waited cannot be counted now, and without it fewer than 10 are left of %(bands)s. "
        "Nothing was opened. Somebody or something has changed the box: call for help.",
        "%(num)d ballots that waited cannot be counted now, and without them fewer than 10 are left of %(bands)s. "
        "Nothing was opened. Somebody or something has changed the box: call for help.",
        error.bad,
        bands=listed(bands.titles(error.bands)),
    )


def _missing(error: Any) -> Any:
    named = listed(f"“{_wave(wave)}”" for wave in error.waves)
    return _("The people who keep the keys of %(waves)s must type their phrases too.", waves=named)


def _of_one_wave(error: Any) -> Any:
    return _("“%(wave)s”: %(problem)s", wave=_wave(error.wave), problem=sentence(error.problem))


def _wave(wave: str) -> str:
    """What a wave is called."""
    with stores().read("fieldwork") as session:
        return waves.find(session, wave).title


def _said(text: Text) -> Told:
    return lambda _error: text


TOLD: dict[type[Exception], Told] = {
    fieldwork.WrongState: _state,
    fieldwork.TooManyCodes: _left,
    fieldwork.PackTooLarge: _said(
        lazy("Cards with pictures come in packs of at most 40. Make this many, and the others afterwards.")
    ),
    fieldwork.EligibleBelowIssued: _issued,
    fieldwork.TooManyOutcomes: _said(
        lazy("Together with those who have answered, that is more than may answer. Check the numbers.")
    ),
    fieldwork.StratumUnknown: _said(lazy("This team is no longer on the list. Go back and choose again.")),
    fieldwork.InstrumentNotInWave: _said(lazy("This wave does not use that survey. Go back and choose again.")),
    fieldwork.BandUnknown: _said(lazy("This wave does not ask that age band.")),
    fieldwork.WaveExists: _said(lazy("There is a wave with this name already. Give this one another name.")),
    fieldwork.PartnershipUnknown: _said(lazy("Those councils no longer count together. Choose again.")),
    fieldwork.PartnershipHasNoChildren: _said(
        lazy("Several councils are counted together here. Plan the wave at the council that asks the children.")
    ),
    fieldwork.AuthorityUnknown: _said(
        lazy("Your authority is not set up here yet. Ask whoever looks after the server to add it.")
    ),
    fieldwork.NobodyToAsk: _said(lazy("Say first how many children may answer.")),
    fieldwork.CustodiansMissing: _said(lazy("Choose first who keeps the keys of the box.")),
    fieldwork.OneAlone: _said(
        lazy("One person alone could read the answers early. Only a trial may do with one: choose two or three.")
    ),
    fieldwork.NotProved: lambda error: _(
        "These people have not tried their phrase yet: %(names)s.", names=listed(error.names)
    ),
    fieldwork.TrialNeverReleased: _said(lazy("This was a trial. Its answers are never released.")),
    fieldwork.MistypedCode: _said(lazy("This is not how a code looks. Check it against the card.")),
    fieldwork.CodeUnknown: _said(lazy("No card of this wave has that code.")),
    custody.KeysAlreadyThere: _said(lazy("The keys of this wave are made already, and each phrase was shown once.")),
    custody.CustodiansUnfit: _said(
        lazy(
            "Name three different people, five at most: if any two open the box, one phrase may be lost. "
            "If any three are to open it, name four."
        )
    ),
    custody.WaveWithoutKeys: _said(lazy("This wave has no keys yet.")),
    custody.NotEnoughCustodians: lambda error: ngettext(
        "%(num)d person must enter a phrase.", "%(num)d people must enter their phrases together.", error.needed
    ),
    custody.CustodianUnknown: lambda error: _("%(name)s keeps no key of this wave.", name=error.name),
    custody.PhraseMissing: lambda error: _("%(name)s: enter the phrase.", name=error.name),
    custody.PhraseMistypedBy: _mistyped,
    custody.PhraseWrong: lambda error: _("%(name)s: this is not the phrase made for this wave.", name=error.name),
    custody.PhraseMixedUp: lambda error: _(
        "%(name)s: this is the phrase of %(owner)s.", name=error.name, owner=error.owner
    ),
    custody.PhraseOfOtherWave: lambda error: _(
        "%(name)s: this is the phrase of %(owner)s for “%(wave)s”.",
        name=error.name,
        owner=error.owner,
        wave=_wave(error.wave),
    ),
    custody.CanaryDied: _said(
        lazy("The phrases are right, but the box did not open. Do not start this wave; call for help.")
    ),
    custody.KeysExchanged: _said(
        lazy(
            "The keys in the box are not those of which the cards print the fingerprint: somebody has changed the box. "
            "Nothing was opened. Find out who, and call for help."
        )
    ),
    UnknownInstrument: _said(
        lazy("The survey that this wave uses was changed or removed on the server. Have its old file put back.")
    ),
    BuildingAlready: _said(lazy("The results are being worked out at this moment. Look again in a minute.")),
    AlreadyOpened: _said(lazy("The box of this wave has been opened before. That happens once.")),
    Ended: _said(lazy("This wave was ended, and its box destroyed unread. There is nothing to open.")),
    fieldwork.WaveEnded: _said(
        lazy("This wave was ended, and its box destroyed unread. Nobody could open what children send now.")
    ),
    NotClosed: _said(lazy("The box can be opened only after the wave is closed.")),
    CarriedBefore: _said(
        lazy(
            "This box was taken to another machine before, with other ballots in it. If it was opened there, have the "
            "results imported. If nobody opened it, an administrator can take it back at the server."
        )
    ),
    TooFewToOpen: _too_few,
    TooFewValid: _too_few_valid,
    NothingReady: _said(lazy("Fewer than 10 answers wait here, or what waits has just changed. Nothing was opened.")),
    NothingWaits: _said(lazy("Nothing of this wave waits any more.")),
    PhrasesMissing: _missing,
    WavePhraseProblem: _of_one_wave,
    CountsDisagree: lambda error: _(
        "The box holds %(here)d ballots, and its opening knew of %(known)d. Nothing was destroyed. Find out first why.",
        here=error.here,
        known=error.known,
    ),
    NotRestored: _said(lazy("Have a restore tried first, or say where and when it was tried elsewhere")),
    NotYetToBeDestroyed: _said(lazy("Something is still needed: the box was not opened to the end.")),
    history.NothingToKeep: _said(lazy("There is no line in the file that can be brought in.")),
    history.ImportUnknown: _said(lazy("Those figures are no longer here. Somebody may have removed them.")),
    history.FigureHereAlready: _said(lazy("Somebody has brought in one of these figures in the meantime. Look again.")),
    NobodyTold: _said(
        lazy(
            "Alerts are put into a folder on the server, so nobody would be told when a child wants to talk. Have a "
            "mail server named in the settings, or have alerts taken out: then children see the phone numbers alone."
        )
    ),
    RequestNotRead: _said(lazy("Say first that you have read it.")),
    RequestUnreadable: _said(
        lazy(
            "What the child wrote cannot be read: the pepper in the settings of the server was changed. "
            "Have the old one put back at once."
        )
    ),
    ContactsRejected: lambda error: " ".join(error.problems),
    **{kind: _said(text) for kind, text in comments_words.TOLD.items()},
    **{kind: _said(text) for kind, text in themes_words.TOLD.items()},
    **others_words.TOLD,
    **{kind: _said(text) for kind, text in paper_words.TOLD.items()},
}
