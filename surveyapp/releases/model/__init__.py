"""What a release holds: protected results only, frozen, the one thing that pages and reports read."""

from surveyapp.releases.model.changes import Change, Label
from surveyapp.releases.model.checks import Check, Mean, Method, NotMade, Raked, Raking
from surveyapp.releases.model.context import ContextFigure, Origin, Wording
from surveyapp.releases.model.elsewhere import Comparator, Elsewhere, Limits, Standing
from surveyapp.releases.model.everybody import Everybody
from surveyapp.releases.model.lines import Point, Stretch, Trend
from surveyapp.releases.model.questions import AskedOption, Question
from surveyapp.releases.model.quotes import Quote
from surveyapp.releases.model.rates import BreakdownRate, GroupRate, Outcomes, RatePoint, ResponseRate
from surveyapp.releases.model.release import BandFacts, DomainFacts, Hidden, OwnWord, Release, WaveFacts
from surveyapp.releases.model.results import BreakdownResult, Group, IndicatorResult, Result, Slice
from surveyapp.releases.model.scores import ScoreResult
from surveyapp.releases.model.shares import Count, Range, Share, Shown, Suppressed, Why
from surveyapp.releases.model.themes import QuestionThemes, Theme
from surveyapp.releases.model.together import LeftOut, Member, Waiting

__all__ = [
    "AskedOption",
    "BandFacts",
    "BreakdownRate",
    "BreakdownResult",
    "Change",
    "Check",
    "Comparator",
    "ContextFigure",
    "Count",
    "DomainFacts",
    "Elsewhere",
    "Everybody",
    "Group",
    "GroupRate",
    "Hidden",
    "IndicatorResult",
    "Label",
    "LeftOut",
    "Limits",
    "Mean",
    "Member",
    "Method",
    "NotMade",
    "Origin",
    "Outcomes",
    "OwnWord",
    "Point",
    "Question",
    "QuestionThemes",
    "Quote",
    "Raked",
    "Raking",
    "Range",
    "RatePoint",
    "Release",
    "ResponseRate",
    "Result",
    "ScoreResult",
    "Share",
    "Shown",
    "Slice",
    "Standing",
    "Stretch",
    "Suppressed",
    "Theme",
    "Trend",
    "Waiting",
    "WaveFacts",
    "Why",
    "Wording",
]
