"""What several versions ask in the same words is counted together; a question that differs in anything is not."""

from dataclasses import replace

import pytest
from builders import definition as make
from builders.opening import CONTACT, HAPPY, SAFE

from surveyapp.definition.model import Kind, Mark
from surveyapp.opening.versions import in_common, left_out


def _version(version="2024", **changes):
    items = {
        SAFE: make.item(SAFE),
        HAPPY: make.item(HAPPY, "choice", "happy", "sad"),
        CONTACT: make.item(CONTACT, "choice", "too_little", "just_right", mark=Mark.KNOWABLE, show_if=f"{HAPPY} = sad"),
        "sex": make.item("sex", "choice", "girl", "boy", breakdown="sex"),
        "more": make.item("more", Kind.LONG_TEXT),
    }
    items |= changes
    return replace(make.instrument(*(one for one in items.values() if one)), version=version)


def _common(one, other):
    found = in_common(one, (one, other))
    return [item.id for item in found.closed], left_out(found, (one, other))


def test_the_same_words_are_counted_together():
    old, new = _version(), _version("2026", extra=make.item("extra"))
    assert _common(new, old) == ([SAFE, HAPPY, CONTACT, "sex"], {"extra"})
    assert _common(new, new) == ([SAFE, HAPPY, CONTACT, "sex", "extra"], set())


@pytest.mark.parametrize(
    "changed",
    [
        make.item(SAFE, ask="How safe do you feel?"),
        make.item(SAFE, "choice", "always", "never"),
        make.item(SAFE, mark=Mark.KNOWABLE),
        make.item(SAFE, breakdown="sex"),
        make.item(SAFE, show_if="sex = girl"),
        None,
    ],
)
def test_a_question_that_differs_is_left_out(changed):
    old, new = _version(), _version("2026", **{SAFE: changed})
    assert _common(new, old) == ([HAPPY, CONTACT, "sex"], {SAFE})
    assert _common(old, new) == ([HAPPY, CONTACT, "sex"], {SAFE})


def test_a_question_that_hangs_on_one_that_differs_is_left_out_with_it():
    old, new = _version(), _version("2026", **{HAPPY: make.item(HAPPY, "choice", "happy", "so_so", "sad")})
    assert _common(new, old) == ([SAFE, "sex"], {HAPPY, CONTACT})
