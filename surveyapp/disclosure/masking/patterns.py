"""What gives a person away by how it is written: phones, postcodes, addresses, e-mail, handles, links, birthdays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveyapp.disclosure.masking.model import Mark, Role, Source

_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|crescent|cres|court|ct|way|place|terrace|grove"
    r"|gardens|hill|park|row|square|mews|walk)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)

PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.EMAIL, re.compile(r"[\w.+-]+(?:@|\s?\(at\)\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)),
    (Role.LINK, re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    (Role.HANDLE, re.compile(r"(?<![\w.])@\w[\w.]{2,}")),
    (
        Role.HANDLE,
        re.compile(
            r"\b(?:snap(?:chat)?|insta(?:gram)?|tiktok|discord|xbox|psn|username|gamertag)"
            r"\s*(?:is|name is|:|=)\s*([\w.]{3,})",
            re.IGNORECASE,
        ),
    ),
    (Role.PHONE, re.compile(r"(?<!\d)(?:\+|00)?\d(?:[\s().-]{0,2}\d){6,14}(?!\d)")),
    # the rules of the United Kingdom's postcodes, with O for 0 and any or no space; a whole one only
    (
        Role.POSTCODE,
        re.compile(
            r"\b(?=[a-z]{0,2}\s?o?\s?\d|[a-z]+\d)[a-z]{1,2}[0-9o][0-9a-z]?\s?[0-9o][abd-hjlnp-uw-z]{2}\b", re.IGNORECASE
        ),
    ),
    (
        Role.ADDRESS,
        re.compile(rf"\b(?:flat\s?\d+\w?,?\s+)?\d{{1,4}}[a-z]?,?\s+(?:[^\W\d_]+\s+){{1,3}}{_STREET}\b", re.IGNORECASE),
    ),
    (Role.ADDRESS, re.compile(rf"\b(?:[A-Z][a-z'’]+\s+){{1,2}}{_STREET.replace('(?:', '(?:(?i:', 1)})\b")),
    (Role.DATE, re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)")),
    (Role.DATE, re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}})?\b", re.IGNORECASE)),
)
"""A pattern with a group marks the group alone."""


def by_pattern(comment: str) -> Iterator[Mark]:
    """Everything in a comment that is written like a mark of a person."""
    for role, pattern in PATTERNS:
        for found in pattern.finditer(comment):
            start, end = found.span(pattern.groups)
            yield Mark(start, end, role, Source.PATTERN)
