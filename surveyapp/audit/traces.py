"""What tells of a child in a log's lines, however the line is written: a request of a child's page, a statement."""

from __future__ import annotations

import re

_SLASH = rb"(?:\\?/|%2[Ff])"
_S = rb"(?:s|%73)"
_GOES_ON = rb"(?=\\?/|%2[Ff]|%3[Ff]|[?#;])"
_ENDS = rb"(?=[\"'\\,|)\]\s]|$)"
_NO_CHILD = rb"(?!" + _SLASH + rb"(?:help|leave)\b)"
_METHOD = rb"\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)[\"']?[\s,;|]+[\"']?[^\s\"'?#]{0,2000}?"
_FIELD = rb"(?:^|[\t\"'=,;|(\[]|https?:\\?/\\?/[^\s/\"'\\]{1,255})"
_PAGES = b"|".join((b"check", b"issue", b"deposit", b"manifest", b"take", b"turn", b"talk"))
_REQUEST = re.compile(
    b"|".join(
        (
            b"".join(
                (b"(?:", _METHOD, b"|", _FIELD, b")", _SLASH, b"+", _S, b"(?:", _GOES_ON, b"|", _ENDS, b")", _NO_CHILD)
            ),
            b" " + _SLASH + b"+" + _S + _GOES_ON + _NO_CHILD,
            _SLASH + _S + _SLASH + b"(?:" + _PAGES + b")(?![a-z])",
        )
    ),
    re.MULTILINE,
)
"""A path of a child's page: after a method, in a field of its own, or by the page's name; "12 kB/s" is none."""
_LONG = 8
"""Bytes of a match that chance does not write, and around a shorter one those that must be plain text."""
_PLAIN = re.compile(rb"[\t\r\n\x1b\x20-\x7e]*")

_GAP = rb"(?:\s|\\[nrt])+"
_TABLE = rb"(?:\\?\"?\w+\\?\"?\s*\.\s*)?\\?\"?(?:ballot|permit|access_code|response|comment)\b\\?\"?"
STATEMENT = re.compile(
    rb"\b(?:(?:INSERT@INTO|MERGE@INTO|UPDATE|DELETE@FROM|TRUNCATE(?:@TABLE)?|LOCK@TABLE|SELECT\b[^;]{0,1000}?\bFROM)"
    rb"(?:@ONLY)?@#|COPY@#(?:@|\s*)(?:\(|FROM\b|TO\b))".replace(b"@", _GAP).replace(b"#", _TABLE),
    re.IGNORECASE,
)
"""A statement of PostgreSQL or of SQLAlchemy that touches a table of sealed ballots, codes or answers."""


def requests(content: bytes) -> int:
    """How many requests of children's pages stand in these bytes; none where bytes that are no text look like one."""
    return sum(_is_text(content, *found.span()) for found in _REQUEST.finditer(content))


def _is_text(content: bytes, start: int, end: int) -> bool:
    around = content[max(0, start - _LONG) : end + _LONG]
    return end - start >= _LONG or _PLAIN.fullmatch(around) is not None
