"""PostgreSQL's own logs pair codes with ballots for as long as they are kept: a wash lets them go."""

import clusters
import pytest
from clusters import Cluster
from controls import logs_kept
from linking import by_server_log, judge
from simulation import CHILDREN, simulate

from surveyapp import config
from surveyapp.config import STORES
from surveyapp.db import migrate
from surveyapp.db.wash import wash
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]
"""The small version, with rows for children on one cluster, is in tests/db."""


@pytest.fixture
def undisturbed(worker, tmp_path):
    """Two clusters on which nobody else washes, as that would let this one's log go too."""
    with clusters.locked() as folder:
        place = folder / f"undisturbed-{worker}"
    place.mkdir(mode=0o755)
    found = clusters.own(place)
    yield found
    for name in clusters.NAMES:
        clusters.stop(Cluster(place / name))


@pytest.fixture
def settings(undisturbed, tmp_path):
    """An installation on them."""
    for store in STORES:
        undisturbed[store].create(store)
    config.initialise(tmp_path / "instance", databases={store: undisturbed[store].url(store) for store in STORES})
    made = config.load(tmp_path / "instance", environ={})
    migrate.upgrade(made)
    return made


def test_logs_pair_codes_with_ballots_until_a_wash_lets_them_go(stores, settings, undisturbed):
    attack = by_server_log(undisturbed["fieldwork"], undisturbed["box"])
    with logs_kept():
        loot, truth = simulate(stores, settings, 7)
    kept = judge(attack(loot), truth)
    assert kept.right > 0.9 * CHILDREN, "tables washed every night, and the logs tell everything: the attack works"
    assert kept.rho > 0.99
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)
    assert attack(loot) == []
