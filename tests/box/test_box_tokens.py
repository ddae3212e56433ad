"""One seed, one token; its parts share nothing."""

import secrets

import pytest

from surveyapp.box import tokens


def test_the_same_seed_is_always_the_same_submission():
    seed = tokens.new_seed()
    assert tokens.token(seed) == tokens.token(seed)


def test_the_parts_of_a_token_are_separate_hashes_of_which_none_gives_another():
    token = tokens.token(secrets.token_bytes(32))
    parts = [token.spent_for, token.message, token.tag]
    assert len(set(parts)) == 3
    assert all(len(part) == 32 for part in parts)
    assert tokens.tag(token.spent_for) != token.tag


def test_two_seeds_share_no_part():
    first, second = (tokens.token(tokens.new_seed()) for _ in range(2))
    assert not {first.spent_for, first.message, first.tag} & {second.spent_for, second.message, second.tag}


@pytest.mark.parametrize("seed", [b"", b"short", bytes(33)])
def test_a_seed_of_another_length_is_refused(seed):
    with pytest.raises(tokens.SeedWrong):
        tokens.token(seed)
