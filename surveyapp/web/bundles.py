"""Children's scripts as few requests: each module with all it imports, and what all of them share in one more.

A child on a slow connection waits for every request. What modules must have in common, because it remembers something
or is compared by identity, is ``CORE``; everything else may stand in several bundles. Nothing is built beforehand: the
modules on disk are the program, and a server puts them together when it starts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

CORE = "core.js"
SHARED = ("bytes.js", "erasable.js", "answers.js", "device.js", "screen.js", "queue.js")
"""Modules of ``CORE``, each after those it imports."""
APART = ("postcard.js", "session.js")
"""Modules that remember and come later: each is asked for by its own name, whoever imports it."""
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([\w-]+\.js)";\n', re.M)
_LATER = re.compile(r'import\("\./([\w-]+\.js)"\)')
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class) (\w+))", re.M)
_NOTHING = "export {};\n"
"""Says that a file is a module, though it exports nothing."""
_UNKNOWN = re.compile(r"^(?:import|export)\b.*$", re.M)


class NotBundled(ValueError):
    """A module says something that is not understood here, or modules import each other in a circle."""


def bundled(sources: Mapping[str, str]) -> dict[str, str]:
    """By name what a browser gets for each module (of a shared one, all it gives away, out of ``CORE``), and ``CORE``.

    ``sources`` are the modules by file name. Raises NotBundled.
    """
    gives = {name: ", ".join(_given(sources[name])) for name in SHARED}
    core = "".join(_inlined(name, sources[name]) for name in SHARED)
    core += "".join(f"export const {{ {given} }} = {_name(name)};\n" for name, given in gives.items())
    shared = {name: f'export {{ {given} }} from "./{CORE}";\n' for name, given in gives.items()}
    return {CORE: core} | shared | {name: _whole(name, sources) for name in sources if name not in SHARED}


def asked_for(sources: Mapping[str, str], first: Sequence[str]) -> tuple[str, ...]:
    """The names that browsers ask for, beginning with the scripts that pages name: theirs, and what comes later."""
    found: dict[str, None] = dict.fromkeys((CORE, *first))
    waiting = list(first)
    while waiting:
        inside = (waiting[-1], *_needed(waiting.pop(), sources))
        later = {_served(name) for each in inside for name in _LATER.findall(sources[each])}
        later |= {other for each in inside for _, other in _IMPORT.findall(sources[each]) if other in APART}
        waiting += sorted(later - set(found))
        found |= dict.fromkeys(later)
    return tuple(sorted(found))


def _whole(name: str, sources: Mapping[str, str]) -> str:
    inside = [_inlined(each, sources[each]) for each in _needed(name, sources)]
    own = _resolved(sources[name])
    _understood(name, _EXPORT.sub("", own))
    text = "".join((*inside, own))
    others = (other for other in (CORE, *APART) if f" = {_name(other)};\n" in text)
    return "".join((*(f'import * as {_name(other)} from "./{other}";\n' for other in others), text))


def _needed(name: str, sources: Mapping[str, str]) -> tuple[str, ...]:
    """What a module imports, directly or not, each after what it imports itself; without what is shared."""
    found: dict[str, None] = {}

    def visit(one: str, above: tuple[str, ...]) -> None:
        if one in above:
            raise NotBundled(f"{' imports '.join((*above, one))}")
        for _, other in _IMPORT.findall(sources[one]):
            if other not in (*SHARED, *APART) and other not in found:
                visit(other, (*above, one))
                found[other] = None

    visit(name, ())
    return tuple(found)


def _inlined(name: str, source: str) -> str:
    """A module as a constant that holds what it exports."""
    body = _EXPORT.sub("", _resolved(source, within=name in SHARED))
    _understood(name, body)
    return f"const {_name(name)} = (() => {{\n{body}return {{ {', '.join(_given(source))} }};\n}})();\n"


def _resolved(source: str, *, within: bool = False) -> str:
    """The source with its imports taken from the constants beside it; ``within`` the core from the core's own."""

    def taken(found: re.Match[str]) -> str:
        from_core = found[2] in SHARED and not within
        return f"const {found[1].replace(' as ', ': ')} = {_name(CORE if from_core else found[2])};\n"

    own = _IMPORT.sub(taken, source.replace(_NOTHING, ""))
    return _LATER.sub(lambda found: f'import("./{_served(found[1])}")', own)


def _given(source: str) -> list[str]:
    return _EXPORT.findall(source)


def _served(name: str) -> str:
    return CORE if name in SHARED else name


def _name(module: str) -> str:
    return f"${module.removesuffix('.js').replace('-', '_')}"


def _understood(name: str, text: str) -> None:
    for found in _UNKNOWN.finditer(text):
        if not found[0].startswith("import("):
            raise NotBundled(f"{name}: {found[0]}")
