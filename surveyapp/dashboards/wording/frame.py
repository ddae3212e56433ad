"""What stands round every page: whose results, which wave, which release, and the way to the other pages."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.wording import headlines, notes, rates, texts, together, years
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import DomainFacts, Release
from surveyapp.releases.read import Listed, Published

SHORT = 12
EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Frame:
    """The words round a page. ``then`` names the wave before, or is ""; ``domains`` are (id, title),
    ``spoken`` the ids of those under which children are quoted.

    ``together`` says which waves are counted together, ``revised`` why there is more than one revision.
    ``others``: whether other councils stand beside these results; ``themed``: whether comments were counted by theme.
    """

    wave: str
    authority: str
    title: str
    collected: str
    then: str
    domains: tuple[tuple[str, str], ...]
    spoken: tuple[str, ...]
    took_part: str
    not_heard: str
    stamp: str
    together: str
    revised: str
    fingerprint: str
    others: bool
    themed: bool


def frame(published: Published) -> Frame:
    """The frame of a release's pages."""
    release = published.release
    rate = next(one for one in release.response_rates if one.band == EVERYBODY)
    return Frame(
        wave=release.wave.id,
        authority=release.authority_title,
        title=release.wave.title,
        collected=years.collected(release.wave),
        then=years.then(release),
        domains=tuple((domain.id, texts.domain(domain)) for domain in _shown(release)),
        spoken=tuple(dict.fromkeys(one.domain for one in release.quotes)),
        took_part=rates.sentence(rate),
        not_heard=notes.not_heard(rate),
        stamp=stamp(published),
        together=together.counted(release.members),
        revised=_revised(published),
        fingerprint=published.fingerprint,
        others=release.comparator is not None,
        themed=bool(release.themes),
    )


def _shown(release: Release) -> tuple[DomainFacts, ...]:
    return tuple(domain for domain in release.domains if domain.indicators)


@dataclass(frozen=True, slots=True)
class Issue:
    """A released wave on the shelf: what its first page says first, who took part, when it was published.

    ``together`` names the waves that are counted together in it; "" for a wave of its own.
    """

    wave: str
    title: str
    headline: str
    took_part: str
    published: str
    together: str = ""


def shelf(waves: tuple[tuple[Listed, Release | None], ...]) -> tuple[Issue, ...]:
    """Released waves for a list; one that is not what was published says so in place of its headline."""
    return tuple(_issue(listed, release) for listed, release in waves)


def _issue(listed: Listed, release: Release | None) -> Issue:
    published = _("Published %(day)s", day=years.day(listed.published))
    if release is None:
        return Issue(listed.wave, listed.title, _("These results are not what was published"), "", published)
    rate = next(one for one in release.response_rates if one.band == EVERYBODY)
    counted = together.counted(release.members)
    return Issue(listed.wave, listed.title, headlines.of_release(release), rates.sentence(rate), published, counted)


def stamp(published: Published) -> str:
    """Which results these are: revision, date and the beginning of the fingerprint."""
    return _(
        "Results %(fingerprint)s, version %(revision)s, published %(day)s",
        fingerprint=published.fingerprint[:SHORT],
        revision=whole(published.revision),
        day=years.day(published.published_on),
    )


def foot(published: Published) -> str:
    """The foot of a printed page."""
    release = published.release
    return f"{release.authority_title} · {release.wave.title} · {stamp(published)}"


def _revised(published: Published) -> str:
    if not published.reason:
        return ""
    return _("These results were corrected: %(reason)s", reason=published.reason)
