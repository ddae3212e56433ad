"""What was too small to count is told by breakdown and bands, never by group or question."""

from surveyapp.opening import dropped_by_breakdown


def test_bands_are_named_once_for_each_breakdown_and_sums_of_weights_not_at_all():
    reported = ("4-7 sex home", "4-7 sex school", "8-11+11-18 sex home", "8-11 placement home", "8-11 raking home")
    assert dropped_by_breakdown(reported) == {"sex": ("4-7", "8-11+11-18"), "placement": ("8-11",)}
