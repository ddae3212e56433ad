"""A YAML file as a tree that knows its lines; what could hide something or blow up is refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from surveyapp.definition.problems import DefinitionProblems, Problem

DEEPEST = 20
BIGGEST = 256 * 1024
_STRANGE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 calls not printable."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One piece of text; ``plain`` when it stands without quotes."""

    text: str
    plain: bool
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Nodes one after the other."""

    nodes: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, each key once; ``keys`` holds the scalar that each key was written as."""

    nodes: dict[str, Node]
    keys: dict[str, Scalar]
    line: int


Node = Scalar | Listing | Mapping


@dataclass(slots=True)
class _Growing:
    """The tree while it grows: the file's name, and the duplicate keys met so far."""

    file: str
    events: Iterator[Any]
    duplicates: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, what: str, instead: str) -> NoReturn:
        raise DefinitionProblems([*self.duplicates, Problem(self.file, line, "file", what, instead)])


def read_tree(content: bytes, *, file: str) -> tuple[Node, tuple[Problem, ...]]:
    """The tree of this content and its duplicate keys; DefinitionProblems when it cannot be read or is refused."""
    growing = _Growing(file, iter(()))
    if len(content) > BIGGEST:
        growing.refuse(1, f"the file is over {BIGGEST // 1024} KiB", "split the survey or leave out what is not needed")
    try:
        growing.events = _events(_text(content, growing))
        return _root(growing), tuple(growing.duplicates)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        growing.refuse(mark.line + 1 if mark else 1, f"this is not YAML ({_reason(error)})", _advice(error))
    except (YAMLError, ValueError) as error:
        growing.refuse(1, f"this is not YAML ({error})", "look at docs/for-survey-authors.md")
    except RecursionError:
        growing.refuse(1, f"lists and mappings go deeper than {DEEPEST}", "write it flatter")


def read_file(path: Path, *, file: str = "") -> bytes:
    """The file's bytes, never more than one over the limit; DefinitionProblems when there is no such file."""
    try:
        with path.open("rb") as stream:
            return stream.read(BIGGEST + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        problem = Problem(file or path.name, 1, "file", reason, "put the file there, readable by the program")
        raise DefinitionProblems([problem]) from error


def _text(content: bytes, growing: _Growing) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        growing.refuse(line, "the file is not UTF-8", "save it with the encoding UTF-8")
    strange = _STRANGE.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        growing.refuse(line, "a control character stands here", "delete it and type the line again")
    return text


def _events(text: str) -> Iterator[Any]:
    return iter(YAML(typ="safe", pure=True).parse(text))


def _root(growing: _Growing) -> Node:
    root: Node | None = None
    for event in growing.events:
        if isinstance(event, DocumentStartEvent) and root is not None:
            growing.refuse(_line(event), "a second document starts here", 'leave out the line "---"')
        if isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
            root = _node(event, growing, 1)
    if root is None:
        growing.refuse(1, "the file is empty", "write a survey, see docs/for-survey-authors.md")
    return root


def _node(event: Any, growing: _Growing, depth: int) -> Node:
    _refuse_tricks(event, growing, depth)
    if isinstance(event, SequenceStartEvent):
        return Listing(tuple(_rest_of_list(growing, depth)), _line(event))
    if isinstance(event, MappingStartEvent):
        return _mapping(event, growing, depth)
    return Scalar(event.value, event.style is None or event.style == "", _line(event))


def _refuse_tricks(event: Any, growing: _Growing, depth: int) -> None:
    line = _line(event)
    if isinstance(event, AliasEvent):
        growing.refuse(line, f'"*{event.anchor}" is an alias', "write the text out in full")
    if event.anchor:
        growing.refuse(line, f'"&{event.anchor}" is an anchor', "leave it out, and write repeated text in full")
    if event.ctag is not None and str(event.ctag) not in ("", "None"):
        growing.refuse(line, f'"{event.ctag}" is a tag', "leave it out: everything here is text, lists and keys")
    if depth > DEEPEST:
        growing.refuse(line, f"lists and mappings go deeper than {DEEPEST}", "write it flatter")


def _rest_of_list(growing: _Growing, depth: int) -> Iterator[Node]:
    for event in growing.events:
        if isinstance(event, SequenceEndEvent):
            return
        yield _node(event, growing, depth + 1)


def _mapping(start: Any, growing: _Growing, depth: int) -> Mapping:
    nodes: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    for event in growing.events:
        if isinstance(event, MappingEndEvent):
            break
        key = _node(event, growing, depth + 1)
        if not isinstance(key, Scalar):
            growing.refuse(key.line, "a key here is not a word", 'write "key: value"')
        node = _node(next(growing.events), growing, depth + 1)
        if key.text in nodes:
            growing.duplicates.append(_duplicate(growing.file, key, keys[key.text]))
            continue
        nodes[key.text], keys[key.text] = node, key
    return Mapping(nodes, keys, _line(start))


def _duplicate(file: str, key: Scalar, first: Scalar) -> Problem:
    what = f'"{key.text}" stands here a second time, first in line {first.line}'
    return Problem(file, key.line, key.text, what, "keep one of the two")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _reason(error: MarkedYAMLError) -> str:
    return " ".join(str(error.problem or error.context or "unreadable").split())


def _advice(error: MarkedYAMLError) -> str:
    if "tab" in _reason(error) or "\\t" in _reason(error):
        return "use spaces, not tabs, at the start of a line"
    return "put sentences in double quotes and check the spaces at the start of the line and of the one before"
