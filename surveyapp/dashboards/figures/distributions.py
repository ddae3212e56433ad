"""The bar of all answers to one question, in at most four parts that keep positive and other answers apart."""

from __future__ import annotations

from dataclasses import replace

from surveyapp.dashboards.figures.model import Part, StackChart, Table, TableRow
from surveyapp.dashboards.wording import texts
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import pgettext
from surveyapp.releases.model import IndicatorResult, Result, Slice

MOST_PARTS = 4


def chart(chart_id: str, indicator: IndicatorResult, result: Result, *, ages: str = "") -> StackChart:
    """How everybody answered, in the order of the options; ``ages`` names them where others were asked too."""
    base = sum(piece.count for piece in result.distribution)
    context = texts.options_context(indicator, result.bands)
    title = _("How all %(base)s answered", base=whole(base))
    if ages:
        title = _("%(ages)s: %(title)s", ages=ages, title=title)
    parts = _parts(context, merged(result.distribution), base)
    return StackChart(
        id=chart_id,
        title=title,
        key=_key(result.distribution),
        alt=f"{title}. "
        + "; ".join(" ".join(filter(None, (f"{part.text}:", part.words, part.tag))) for part in parts)
        + ".",
        parts=parts,
        table=_table(context, result.distribution, base),
    )


def _key(pieces: tuple[Slice, ...]) -> str:
    if any(piece.positive is not False for piece in pieces):
        return _("Answers that count as positive are marked.")
    return _("No answer counts as positive.")


def merged(pieces: tuple[Slice, ...]) -> tuple[Slice, ...]:
    """Neighbours joined, smallest first and like with like, until at most four are left."""
    left = list(pieces)
    while len(left) > MOST_PARTS:
        pairs = range(len(left) - 1)
        alike = [at for at in pairs if left[at].positive == left[at + 1].positive]
        at = min(alike or pairs, key=lambda place: left[place].count + left[place + 1].count)
        left[at : at + 2] = [_joined(left[at], left[at + 1])]
    return tuple(left)


def _joined(first: Slice, second: Slice) -> Slice:
    return replace(
        first,
        options=first.options + second.options,
        texts=first.texts + second.texts,
        count=first.count + second.count,
        share=first.share + second.share,
        positive=first.positive if first.positive == second.positive else None,
    )


def _parts(context: str, pieces: tuple[Slice, ...], base: int) -> tuple[Part, ...]:
    parts, start = [], 0.0
    for piece in pieces:
        parts.append(Part(named(context, piece), _words(piece, base), start, piece.share, piece.positive, _tag(piece)))
        start += piece.share
    return tuple(parts)


def _tag(piece: Slice) -> str:
    if piece.positive is None:
        return _("partly positive")
    return _("positive") if piece.positive else ""


def _words(piece: Slice, base: int) -> str:
    return _(
        "%(share)s%% (%(count)s of %(base)s)",
        share=whole(percent(piece.share)),
        count=whole(piece.count),
        base=whole(base),
    )


def named(context: str, piece: Slice) -> str:
    """The options of one part: their words, or first to last for numbers."""
    words = [pgettext(context, text) for text in piece.texts]
    if len(words) > 1 and all(word.isdigit() for word in words):
        return _("%(first)s to %(last)s", first=words[0], last=words[-1])
    return _(" / ").join(words)


def _table(context: str, pieces: tuple[Slice, ...], base: int) -> Table:
    rows = (
        TableRow(
            named(context, piece),
            (
                _("%(count)s of %(base)s", count=whole(piece.count), base=whole(base)),
                f"{percent(piece.share)}%",
                _counts(piece),
            ),
        )
        for piece in pieces
    )
    return Table((_("Answer"), _("Children"), _("Share"), _("Counts as positive")), tuple(rows))


def _counts(piece: Slice) -> str:
    if piece.positive is None:
        return _("some of them")
    return _("yes") if piece.positive else _("no")
