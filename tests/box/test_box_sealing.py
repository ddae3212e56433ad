"""A sealed ballot says nothing, has one length, and opens only where it belongs."""

import pytest

from surveyapp.box import sealing


@pytest.fixture(scope="module")
def private():
    return sealing.new_private_key()


@pytest.fixture(scope="module")
def public(private):
    return sealing.public_bytes(private)


@pytest.mark.parametrize("plaintext", [b"", b"\0", b"answers", b"\0" * 500, b"x" * (sealing.PADDED_SIZE - 4)])
def test_every_ballot_has_the_one_length_and_comes_back_as_it_was(private, public, plaintext):
    sealed = sealing.seal(public, wave="w1", band="8-11", plaintext=plaintext)
    assert len(sealed) == sealing.SEALED_SIZE
    assert sealing.unseal(private, wave="w1", band="8-11", sealed=sealed) == plaintext


def test_the_same_answers_never_look_alike(public):
    first, second = (sealing.seal(public, wave="w1", band="8-11", plaintext=b"same") for _ in range(2))
    assert first != second


def test_answers_that_do_not_fit_are_refused_before_anything_happens(public):
    with pytest.raises(sealing.BallotTooLong):
        sealing.seal(public, wave="w1", band="8-11", plaintext=b"x" * (sealing.PADDED_SIZE - 3))


@pytest.mark.parametrize(("wave", "band"), [("w2", "8-11"), ("w1", "11-18"), ("w1|8", "11"), ("", "")])
def test_a_ballot_of_another_wave_or_band_does_not_open(private, public, wave, band):
    sealed = sealing.seal(public, wave="w1", band="8-11", plaintext=b"answers")
    with pytest.raises(sealing.BallotUnreadable):
        sealing.unseal(private, wave=wave, band=band, sealed=sealed)


@pytest.mark.parametrize("place", [0, 1, 64, 65, 5000, sealing.SEALED_SIZE - 1])
def test_a_changed_ballot_does_not_open(private, public, place):
    sealed = bytearray(sealing.seal(public, wave="w1", band="8-11", plaintext=b"answers"))
    sealed[place] ^= 1
    with pytest.raises(sealing.BallotUnreadable):
        sealing.unseal(private, wave="w1", band="8-11", sealed=bytes(sealed))


def test_a_ballot_sealed_to_another_key_does_not_open(public):
    sealed = sealing.seal(public, wave="w1", band="8-11", plaintext=b"answers")
    with pytest.raises(sealing.BallotUnreadable):
        sealing.unseal(sealing.new_private_key(), wave="w1", band="8-11", sealed=sealed)


@pytest.mark.parametrize(
    "padded", [b"", b"\0\0\0\1", b"\xff" * sealing.PADDED_SIZE, b"\0\0\0\1xy".ljust(sealing.PADDED_SIZE, b"\0")]
)
def test_a_padding_that_we_did_not_make_is_refused(padded):
    with pytest.raises(sealing.BallotUnreadable):
        sealing.unpad(padded)
