"""What a clip is called: by its language and its sentence, so that a changed sentence loses its clip by itself."""

from __future__ import annotations

from hashlib import sha256

SIGNS = "bsl"
"""British Sign Language: its clips show a question with all its answers."""
DIGITS = 16
"""Of the digest, in hex: enough that no sentence passes for another by chance."""


def name_of(language: str, sentence: str) -> str:
    """The name of the clip that says this sentence; white space makes no difference.

    static/child/speaking.js works it out in the same way from what stands on the page.
    """
    said = f"{language}\0{' '.join(sentence.split())}"
    return sha256(said.encode()).hexdigest()[:DIGITS]
