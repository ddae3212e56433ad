"""Passwords: what makes one good enough, and how it is kept (argon2id)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
TELLING = 4
"""Signs from which on the name before the @ is looked for: a shorter one stands in many a good password by chance."""
HASHER = PasswordHasher()
NOBODY = HASHER.hash("nobody has this account")
"""Checked when an address is unknown, so that a known one takes no longer."""


class PasswordWeak(Exception):
    """The new password is too short, too long, or too easily guessed; ``why`` is a key of the form's words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def check(password: str, *, email: str) -> None:
    """Raise PasswordWeak unless the password is long enough and not made of its owner's address or one sign."""
    if len(password) < SHORTEST:
        raise PasswordWeak("short")
    if len(password) > LONGEST:
        raise PasswordWeak("long")
    plain, owner = password.casefold(), email.partition("@")[0].casefold()
    owned = len(owner) >= TELLING and owner in plain
    if len(set(plain)) < 5 or owned or "password" in plain:
        raise PasswordWeak("easy")


def keep(password: str) -> str:
    """The text to keep instead of the password."""
    return HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether this is the password that was kept."""
    try:
        return len(password) <= LONGEST and HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def is_out_of_date(kept: str) -> bool:
    """Whether the password was kept with weaker settings than today's."""
    return HASHER.check_needs_rehash(kept)
