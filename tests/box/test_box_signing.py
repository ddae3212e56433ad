"""What the wave's private key has signed is known from everything else."""

from __future__ import annotations

import pytest

from surveyapp.box import sealing, signing

WAVE = "northvale-2026"


def test_a_signature_of_one_wave_is_none_for_another():
    private = sealing.new_private_key()
    public, signature = sealing.public_bytes(private), signing.sign(private, b"found", wave=WAVE)
    signing.assert_signed(public, b"found", signature, wave=WAVE)
    for content, made, wave in (
        (b"found", signature, "another"),
        (b"found.", signature, WAVE),
        (b"found", signature[:-1] + bytes([signature[-1] ^ 1]), WAVE),
        (b"found", signature[:-1], WAVE),
        (b"found", b"\xff" * signing.SIZE, WAVE),
    ):
        with pytest.raises(signing.NotSigned):
            signing.assert_signed(public, content, made, wave=wave)


def test_a_signature_needs_no_randomness_and_says_nothing_of_the_key():
    private = sealing.new_private_key()
    first, again, other = (signing.sign(private, content, wave=WAVE) for content in (b"one", b"one", b"two"))
    assert first == again
    assert first[:32] != other[:32], "one nonce for two messages would lay the key open"
