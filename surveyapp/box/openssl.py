"""What no Python package offers: RSA without padding, both ways, by the OpenSSL that Python loads.

It is OpenSSL's own signing, in constant time, blinded, with its own check of the Chinese remainder theorem's result.
Where this Python was built in another way, ``load`` finds nothing and ``blindsignatures`` does the sum itself.
"""

from __future__ import annotations

import ctypes
import importlib.util
from collections.abc import Mapping, Sequence
from ctypes import c_char_p, c_int, c_long, c_size_t, c_void_p
from functools import cache
from typing import Any
from weakref import finalize

_NO_PADDING = 3
_FUNCTIONS: Mapping[str, tuple[Any, Sequence[Any]]] = {
    "d2i_AutoPrivateKey": (c_void_p, [c_void_p, ctypes.POINTER(c_char_p), c_long]),
    "EVP_PKEY_free": (None, [c_void_p]),
    "EVP_PKEY_CTX_new": (c_void_p, [c_void_p, c_void_p]),
    "EVP_PKEY_CTX_free": (None, [c_void_p]),
    "EVP_PKEY_sign_init": (c_int, [c_void_p]),
    "EVP_PKEY_CTX_set_rsa_padding": (c_int, [c_void_p, c_int]),
    "EVP_PKEY_sign": (c_int, [c_void_p, c_char_p, ctypes.POINTER(c_size_t), c_char_p, c_size_t]),
    "EVP_PKEY_verify_recover_init": (c_int, [c_void_p]),
    "EVP_PKEY_verify_recover": (c_int, [c_void_p, c_char_p, ctypes.POINTER(c_size_t), c_char_p, c_size_t]),
    "ERR_clear_error": (None, []),
}
"""What each function gives, and what it takes."""


class OpenSSLFailed(Exception):
    """OpenSSL did not do the sum; what it says of why is not kept."""


class RawKey:
    """A private key in OpenSSL's memory, freed with this object; safe to use from several threads at once."""

    def __init__(self, library: ctypes.CDLL, der: bytes) -> None:
        self._library = library
        self._key = library.d2i_AutoPrivateKey(None, ctypes.byref(c_char_p(der)), len(der))
        if not self._key:
            library.ERR_clear_error()
            raise OpenSSLFailed
        finalize(self, library.EVP_PKEY_free, self._key)

    def power(self, number: bytes) -> bytes:
        """The number (big endian, as long as the modulus and below it) to the private exponent."""
        return self._raised("EVP_PKEY_sign", number)

    def undone(self, number: bytes) -> bytes:
        """The number to the public exponent: what ``power`` was given, if it made no mistake."""
        return self._raised("EVP_PKEY_verify_recover", number)

    def _raised(self, operation: str, number: bytes) -> bytes:
        context = self._library.EVP_PKEY_CTX_new(self._key, None)
        try:
            return self._done(operation, context, number)
        finally:
            self._library.EVP_PKEY_CTX_free(context)
            self._library.ERR_clear_error()

    def _done(self, operation: str, context: int | None, number: bytes) -> bytes:
        begin, act = getattr(self._library, f"{operation}_init"), getattr(self._library, operation)
        made, size = ctypes.create_string_buffer(len(number)), c_size_t(len(number))
        ready = context and begin(context) > 0 and self._library.EVP_PKEY_CTX_set_rsa_padding(context, _NO_PADDING) > 0
        if not ready or act(context, made, ctypes.byref(size), number, len(number)) <= 0:
            raise OpenSSLFailed
        return made.raw[: size.value]


def load(der: bytes) -> RawKey | None:
    """The private key (PKCS #1, DER) ready for use, or None where OpenSSL cannot be reached from here."""
    library = _library()
    return RawKey(library, der) if library else None


@cache
def _library() -> ctypes.CDLL | None:
    """OpenSSL 3 through the module of Python's own hashes, which is linked to it; None where anything is missing."""
    module = importlib.util.find_spec("_hashlib")
    if module is None or not module.origin or module.origin == "built-in":
        return None
    try:
        found = ctypes.CDLL(module.origin)
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(found, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    return found
