"""Lists of option ids in which the steps of a ladder may be written as a range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveyapp.definition.fields import Form

_RANGE = re.compile(r"([0-9]{1,3})-([0-9]{1,3})")


def spelt_out(form: Form, key: str, *, required: bool = False) -> Iterator[str]:
    """The option ids under this key in order, with "7-10" written out."""
    for name in form.ids(key, required=required):
        match = _RANGE.fullmatch(name)
        if match is None:
            yield name
        elif int(match[1]) < int(match[2]):
            yield from map(str, range(int(match[1]), int(match[2]) + 1))
        else:
            form.problem(key, f'"{name}" runs backwards', f'write "{match[2]}-{match[1]}"')
