"""A whole wave, night after night: nothing that anybody holds links a code with a ballot; careless ones are caught."""

import secrets

import pytest
from arrival import correlation, matched
from canary import files, forms, found_in
from controls import access_log, cards_in, careless_log, listening, plain_lengths, told_by_echo, unfiltered
from linking import Judged, attacks, by_column, by_overflow, certain, in_turn, judge, lengths, smallest_set
from simulation import CHILDREN, Truth, simulate

from surveyapp.backup.rule import may_stay

MOST_MATCHES, MOST_RHO, FEW = 3, 0.25, 10
ONE_SEED_MATCHES, ONE_SEED_RHO = 9, 0.5
"""For one wave alone: chance goes beyond either less than once in a million times."""


@pytest.fixture
def wave(stores, settings):
    """One wave and what really happened in it."""
    return simulate(stores, settings, 20261)


def _clusters(request, database):
    return request.getfixturevalue("postgresql_clusters") if database == "postgresql" else None


def test_a_wave_watched_every_night_links_nobody(wave, request, database, settings):
    loot, truth = wave
    clusters = _clusters(request, database)
    for name, attack in attacks(database, clusters).items():
        found = judge(attack(loot), truth)
        assert (found.right <= ONE_SEED_MATCHES, abs(found.rho) < ONE_SEED_RHO) == (True, True), (name, found)
    assert set(lengths(loot).values()) == {CHILDREN}, "all ballots are of one length"
    assert len(set(loot.sealed_sizes)) == 1
    _copies_tell_of_no_few(loot, truth)
    _no_answer_and_no_code_is_in_any_file(truth, settings)


def _copies_tell_of_no_few(loot, truth):
    assert certain(loot.kept) == []
    assert smallest_set(loot.kept) >= FEW
    every_night = judge(certain(loot.nights), truth).right
    assert every_night == len(certain(loot.nights)) > 0, (
        "without the rule, single children are certain: the attack works"
    )


def _no_answer_and_no_code_is_in_any_file(truth, settings):
    wanted = {}
    for child in truth.order[::8]:
        wanted |= forms(f"comment of {child}", truth.comments[child].encode())
        wanted |= forms(f"code of {child}", truth.cards[child].encode())
    assert found_in(files(settings.instance), wanted) == []


def test_without_the_wash_the_same_attacks_link_everybody(stores, settings, database):
    loot, truth = simulate(stores, settings, 7, children=40, washed=False)
    if database == "sqlite":
        assert judge(by_overflow(loot), truth).rho > 0.9
        return
    assert judge(by_column("xmin")(loot), truth).right == 40


def test_a_copy_of_the_first_few_ballots_does_not_stay_beside_a_later_one():
    """Taken from nothing, which everybody knows of the first day, it is a set of nine."""
    nine, ten, thirty = ({("box", "wave", "8-11"): n} for n in (9, 10, 30))
    assert may_stay(thirty, [nine]) == [False]
    assert may_stay(thirty, [ten]) == [True]


@pytest.mark.slow
def test_three_waves_with_the_programs_own_backups_link_nobody(stores, settings, request, database, tmp_path):
    """Chance alone exceeds the aims in one attack of a thousand; what links, exceeds them in three more waves too."""
    tried = attacks(database, _clusters(request, database))
    for seeds in ((1, 2, 3), (4, 5, 6)):
        results = {name: [] for name in tried}
        for seed in seeds:
            folder = tmp_path / f"backups-{seed}"
            folder.mkdir(mode=0o700)
            loot, truth = simulate(stores, settings, seed, backups=folder)
            for name, attack in tried.items():
                results[name].append(judge(attack(loot), truth))
            assert certain(loot.kept) == []
            assert smallest_set(loot.kept) >= FEW
        tried = {name: tried[name] for name, found in results.items() if _beyond(found)}
        if not tried:
            break
    assert not tried, {name: results[name] for name in tried}


def _beyond(found):
    """Whether these waves tell more than the aims allow in their mean."""
    right, rho = (sum(values) / len(found) for values in zip(*((it.right, it.rho) for it in found), strict=True))
    return right > MOST_MATCHES or abs(rho) >= MOST_RHO


def test_what_exceeds_the_aims_in_the_mean_is_beyond_them():
    for right, rho, beyond in ((3, 0.2, False), (4, 0, True), (0, 0.25, True), (0, -0.3, True)):
        assert _beyond([Judged(right, rho)] * 3) is beyond


@pytest.fixture
def made_up():
    """Ninety-seven children with cards and tags, in the order in which they came, without a wave."""
    order = list(range(CHILDREN))
    cards = {child: f"BCD-{child // 20 + 100}-{child + 200}" for child in order}
    tags = {child: secrets.token_bytes(32) for child in order}
    return Truth(order, dict.fromkeys(order, 0), dict(tags), cards, tags, {}, {})


def test_a_box_that_keeps_a_log_tells_the_whole_order(made_up, tmp_path):
    found, came = careless_log(tmp_path, made_up)
    assert matched(found, came) == CHILDREN


def test_a_code_in_an_address_tells_the_whole_order_of_children(made_up):
    found = cards_in(access_log(made_up), made_up)
    assert (matched(found, made_up.order), round(correlation(found, made_up.order), 6)) == (CHILDREN, 1.0)


def test_answers_put_away_as_they_came_are_linked_with_codes_as_they_came(made_up):
    codes, tags = ([one[child] for child in made_up.order] for one in (made_up.codes, made_up.tags))
    assert judge(in_turn(codes, tags), made_up).right == CHILDREN


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestWhatIsWritten:
    def test_no_log_at_debug_holds_an_answer_a_code_or_a_digest(self, stores, settings):
        with listening() as lines:
            _, truth = simulate(stores, settings, 3, children=6)
        assert found_in([("log", "\n".join(lines).encode())], self._wanted(truth)) == []

    def test_an_engine_whose_log_is_not_kept_short_tells_the_rows_it_reads(self, stores, settings):
        with unfiltered(), listening() as lines:
            _, truth = simulate(stores, settings, 3, children=6)
        assert found_in([("log", "\n".join(lines).encode())], self._wanted(truth))

    def _wanted(self, truth):
        wanted = {}
        for child in truth.order:
            wanted |= forms(f"digest of {child}", truth.codes[child]) | forms(f"tag of {child}", truth.tags[child])
            wanted |= forms(f"comment of {child}", truth.comments[child].encode())
            wanted |= forms(f"code of {child}", truth.cards[child].encode())
            wanted[f"digest of {child}, as Python writes it"] = repr(truth.codes[child])[2:-1].encode()
        return wanted

    def test_an_engine_that_shows_its_parameters_is_caught(self, settings):
        digest = secrets.token_bytes(32)
        assert any(digest.hex() in line for line in told_by_echo(settings.databases["staff"], digest))

    def test_ballots_as_long_as_what_was_written_would_name_writers(self, stores, settings):
        loot, _ = simulate(stores, settings, 4, children=2)
        given = [{"one": "a", "comments": "x" * (3 * child)} for child in range(20)]
        assert len(plain_lengths(loot, given)) == 20
        assert len(lengths(loot)) == 1
