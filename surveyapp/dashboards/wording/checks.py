"""What each method of the analyst's pages is called, what its figure says in a sentence, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.questions import N_


@dataclass(frozen=True, slots=True)
class Told:
    """A method by name, its meaning, its reference (as it is cited everywhere), and the function that computes it."""

    name: str
    meaning: str
    reference: str
    function: str


METHODS: dict[str, Told] = {
    "wilson": Told(
        N_("Share of positive answers"),
        N_("The real share lies in the interval 19 times in 20."),
        "Wilson (1927) JASA 22:209", "proportions.wilson",
    ),
    "raked": Told(
        N_("Weighted to all who could have answered"),
        N_("Says whether the share would be another one if those who answered had the make-up of all who could have."
           " It mends only what these groups explain, not answers that decide whether a child answers."),
        "Deming & Stephan (1940) Ann Math Stat 11:427; Kish (1965)", "weights.rake",
    ),
    "weighted": Told(
        N_("Weighted by one breakdown"),
        N_("The share if the groups shown had answered in their true numbers. Of published figures alone."),
        "Deming & Stephan (1940) Ann Math Stat 11:427; Kish (1965)", "weights.rake",
    ),
    "newcombe": Told(
        N_("Change since the survey before"),
        N_("The real change lies in the interval 19 times in 20, or 99 times in 100. Labels need the second."),
        "Newcombe (1998) Stat Med 17:873, method 10", "changes.newcombe",
    ),
    "miettinen_nurminen": Told(
        N_("Change, by the score method"),
        N_("A second opinion: a label needs that neither interval holds no change."),
        "Miettinen & Nurminen (1985) Stat Med 4:213", "changes.miettinen_nurminen",
    ),
    "smallest_flagged": Told(
        N_("Smallest change that would have been flagged"),
        N_("A smaller fall or rise in the answers is not called a change."),
        "Counted over every pair of counts", "power.smallest_flagged",
    ),
    "smallest_found": Told(
        N_("Smallest true change found 8 times in 10"),
        N_("Smaller real changes are mostly missed with so many answers."),
        "Counted over every pair of counts", "power.caught_change",
    ),
    "standardised": Told(
        N_("Change with the same mix of children"),
        N_("The change if both surveys had had this year's children. Compare it with the plain change."),
        "Yule (1934) JRSS 97:1; Breslow & Day (1987) IARC 82", "standardisation.standardised_difference",
    ),
    "kitagawa_answers": Told(
        N_("Part of the change: what children answered"),
        N_("So much of the plain change comes from children of one kind answering otherwise."),
        "Kitagawa (1955) JASA 50:1168", "standardisation.kitagawa_range",
    ),
    "kitagawa_children": Told(
        N_("Part of the change: which children answered"),
        N_("So much of it comes from other kinds of children answering. Both parts make the whole change."),
        "Kitagawa (1955) JASA 50:1168", "standardisation.kitagawa_range",
    ),
    "mantel_haenszel": Told(
        N_("Change within groups"),
        N_("Children are compared with their like. Read this one where groups are small."),
        "Mantel & Haenszel (1959) JNCI 22:719; Greenland & Robins (1985) Biometrics 41:55",
        "mantel_haenszel.risk_difference_range",
    ),
    "superiority": Told(
        N_("Chance that an answer is better than one before"),
        N_("Of two children, one of each survey, the chance that this year's gave the better answer, ties half."
           " A half means no difference."),
        "Brunner & Munzel (2000) Biom J 42:17", "ordinal.superiority",
    ),
    "mean": Told(
        N_("Mean of the scale"),
        N_("The mean of all answers from 0 to 10. Shares say more about children who fare badly."),
        "ONS (2012)", "means.protect_mean",
    ),
    "welch": Told(
        N_("Change of the mean"),
        N_("The widest interval that the published means and bars allow, so it is cautious."),
        "Welch (1947) Biometrika 34:28", "scales.welch_of_summaries",
    ),
    "low": Told(
        N_("Share of low answers, 0 to 4"),
        N_("A range where a published bar lies across the edge."),
        "ONS (2012)", "scales.share_between",
    ),
    "very_high": Told(
        N_("Share of very high answers, 9 and 10"),
        N_("A range where a published bar lies across the edge."),
        "ONS (2012)", "scales.share_between",
    ),
    "shrunk": Told(
        N_("Small group, drawn to its like"),
        N_("What is likely of a small group when the groups beside it are looked at too. Never read it alone: its own"
           " share stands below."),
        "Efron & Morris (1975) JASA 70:311", "shrinkage.shrunk",
    ),
    "shift": Told(
        N_("How far the way of answering shifted"),
        N_("The share of answers that came another way than before: read alone or aloud, with help or without."),
        "Duncan & Duncan (1955) Am Sociol Rev 20:210; Pearson (1900) Phil Mag 50:157", "patterns.shift",
    ),
    "moved": Told(
        N_("What that shift can have done to the share"),
        N_("If more than 5 points, and the shift is over 10 points and no chance, the years are not compared."),
        "Shift times the widest gap of two ways", "patterns.most_moved",
    ),
    "worst_case": Told(
        N_("If none, or all, of the silent were positive"),
        N_("The share of all who could have answered lies here whatever the others think. It is no range of chance."),
        "Manski (1989) J Hum Res 24:343", "missing.worst_case",
    ),
    "tipping_point": Told(
        N_("How many of the silent it takes"),
        N_("With so many of them positive, half of all would be."),
        "Yan, Lee & Li (2009) Stat Med 28:2867", "missing.tipping_point",
    ),
    "this_years_children": Told(
        N_("This year's children alone"),
        N_("So many of all who could have answered would be positive if those who did were drawn by lot. It can't be"
           " used to compare years."),
        "Buonaccorsi (1987) Am Stat 41:215", "finite.this_years_children",
    ),
    "slope": Told(
        N_("Slope over the years"),
        N_("Points a year over three surveys or more that asked the same. Never of two."),
        "Identity-link binomial; Armitage (1955) Biometrics 11:375", "trends.slope_range",
    ),
    "published": Told(
        N_("Beside a published figure"),
        N_("Ours minus theirs, where the words are the same and ages overlap."),
        "Newcombe (1998) Stat Med 17:873", "benchmarks.compare",
    ),
}  # fmt: skip
"""In the order in which a page tells them."""

WHY = {
    "coded": N_("Its count is only known as few or nearly all."),
    "groups_hidden": N_("Too few of its groups are shown."),
    "no_bars": N_("The answers are not shown one by one: fewer than 50, or small ones."),
    "answers_joined": N_("Too many answers are shown as one."),
    "no_mean": N_("A mean is an exact sum. Here it would tell what joined counts hide, or one survey has none."),
    "hidden": N_("Hidden."),
}
FRAMES = {
    "this year's children": N_("This year only"),
    "those who did not answer": N_("The silent"),
}
RAKED = {
    "near": N_("It would differ by three points at most."),
    "lower": N_("It would be more than three points lower."),
    "higher": N_("It would be more than three points higher."),
}


def name(method: str) -> str:
    """A method in the reader's language."""
    return _(METHODS[method].name)


def meaning(method: str) -> str:
    """What its figure says."""
    return _(METHODS[method].meaning)


def why(reason: str) -> str:
    """Why a figure is not there."""
    return _(WHY[reason]) if reason else ""


def raked(said: str) -> str:
    """Where weighting takes the share."""
    return _(RAKED[said])


def not_here() -> tuple[tuple[str, str], ...]:
    """What statistics could do and these pages don't show, each with its reason."""
    return (
        (
            _("The weighted share itself"),
            _("Whoever knows the weights could work out from it what each class of children answered."),
        ),
        (
            _("Permutation tests of means"),
            _("They need every single answer, and are meant for few. A release has neither."),
        ),
        (
            _("Scores by age or by group"),
            _("A mean of a score is an exact sum. Beside coded counts of its questions it tells what these hide."),
        ),
        (
            _("Tables of two breakdowns"),
            _("None was declared before the survey, and most cells would be a few children."),
        ),
        (
            _("Several changes at once within a child"),
            _("Children can't be followed from one survey to the next, so the surveys count as independent."),
        ),
    )
