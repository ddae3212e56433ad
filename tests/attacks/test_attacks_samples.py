"""The planner's samples tell the newest code and ballot, where a server keeps any; here it keeps none."""

from types import SimpleNamespace

import pytest
from builders.wave import running
from controls import analysed, samples_kept
from linking import by_samples
from simulation import BAND, ITEMS, SURVEYS

from surveyapp.box import tokens
from surveyapp.casting import cast
from surveyapp.db.wash import wash
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES

pytestmark = [pytest.mark.postgresql, pytest.mark.parametrize("database", ["postgresql"], indirect=True)]


def _washed(stores):
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)


def _newest(stores, wave):
    """Twenty children, a look of the server at its tables, one child more, and a night; what is that child's."""
    submissions = [wave.submission(BAND, **dict.fromkeys(ITEMS, "a")) for _ in range(21)]
    for submission in submissions[:-1]:
        cast(stores, submission)
    _washed(stores)
    analysed(stores)
    cast(stores, submissions[-1])
    _washed(stores)
    return submissions[-1].code_digest, tokens.token(submissions[-1].seed).tag


def test_the_newest_pair_is_certain_where_samples_are_kept_and_here_there_are_none(stores, settings):
    wave = running(stores, settings, {BAND: 60}, surveys=SURVEYS)
    loot = SimpleNamespace(stores=stores)
    with samples_kept(stores):
        newest = _newest(stores, wave)
        assert by_samples(loot) == [newest], "one copy, after the wash: the attack works"
    assert by_samples(loot) == []
    _newest(stores, wave)
    assert by_samples(loot) == []
