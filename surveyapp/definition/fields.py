"""Reading the fields of a mapping one by one, so that every mistake is told at once and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from surveyapp.definition.problems import Problem, nearest
from surveyapp.definition.tree import Listing, Mapping, Node, Scalar

Word = TypeVar("Word", bound=StrEnum)

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_TRAPS = frozenset({"yes", "no", "y", "n", "on", "off", "true", "false", "null", "~"})
_SHARE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6}|/[1-9][0-9]{0,8})?")
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?")
_NUMBER = re.compile(r"[-+]?[0-9][0-9_.,]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_KINDS = {Scalar: "a text", Listing: "a list", Mapping: "a mapping"}


@dataclass(slots=True)
class Reading:
    """One file while it is read: the problems met, and the line of every place."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def problem(self, line: int, where: str, what: str, instead: str) -> None:
        """Note a mistake and go on."""
        self.problems.append(Problem(self.file, line, where, what, instead))

    def form(self, node: Node, where: str, known: frozenset[str]) -> Form | None:
        """The mapping at this place with only known keys; None, and a problem, when it is something else."""
        if not isinstance(node, Mapping):
            self.problem(node.line, where, f"this is {_KINDS[type(node)]}", "write a mapping, that is key: value")
            return None
        self.places.setdefault(where, node.line)
        for key, scalar in node.keys.items():
            self.places.setdefault(f"{where}.{key}", scalar.line)
            if key not in known:
                self.problem(scalar.line, where, f'"{key}" is no key here', nearest(key, known))
        return Form(self, node, where)


@dataclass(frozen=True, slots=True)
class Form:
    """A mapping at its place, read field by field."""

    reading: Reading
    node: Mapping
    where: str

    def __contains__(self, key: str) -> bool:
        return key in self.node.nodes

    def named(self, where: str) -> Form:
        """The same mapping under a better name, once its id is known."""
        self.reading.places.setdefault(where, self.node.line)
        for key, scalar in self.node.keys.items():
            self.reading.places.setdefault(f"{where}.{key}", scalar.line)
        return Form(self.reading, self.node, where)

    def problem(self, key: str, what: str, instead: str) -> None:
        """A mistake at this key, or at the mapping itself where the key is missing or empty."""
        scalar = self.node.keys.get(key)
        line = scalar.line if scalar else self.node.line
        self.reading.problem(line, f"{self.where}.{key}" if scalar else self.where, what, instead)

    def text(self, key: str, *, required: bool = True) -> str:
        """Words for a reader; empty, and a problem, when they are required and missing."""
        scalar = self._scalar(key, f'write {key}: "…"', required=required)
        if scalar is None:
            return ""
        self._unquoted(key, scalar)
        return self._plain(key, scalar.text)

    def id(self, key: str = "id", *, required: bool = True) -> str:
        """A name for the program: small letters, digits, _ and -."""
        scalar = self._scalar(key, f"write {key}: and a name of small letters", required=required)
        return self._word(key, scalar) if scalar else ""

    def one_of(self, key: str, words: type[Word], default: Word) -> Word:
        """One of these words, or the default where the key is missing or wrong."""
        text = self.id(key, required=False)
        if text and text not in list(words):
            self.problem(key, f'"{text}" is not known', nearest(text, list(words)))
        return words(text) if text in list(words) else default

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false, written in exactly these words."""
        scalar = self._scalar(key, f"write {key}: true", required=False)
        if scalar is None:
            return default
        if scalar.text not in ("true", "false") or not scalar.plain:
            self.problem(key, f'"{scalar.text}" is neither true nor false', f"write {key}: true or {key}: false")
        return scalar.text == "true"

    def whole(self, key: str, *, default: int | None = None, lowest: int = 0, highest: int = 100_000) -> int:
        """A whole number inside the limits; the lowest, and a problem, when it is required (no default) and missing."""
        scalar = self._scalar(key, f"write {key}: {lowest}", required=default is None)
        if scalar is None:
            return lowest if default is None else default
        if not re.fullmatch(r"[0-9]{1,9}", scalar.text, re.ASCII) or not lowest <= int(scalar.text) <= highest:
            self.problem(key, f'"{scalar.text}" is no such number', f"write a whole number from {lowest} to {highest}")
            return lowest if default is None else default
        return int(scalar.text)

    def share(self, key: str) -> Fraction:
        """A share above 0, at most 1, written 2/3 or 0.75; 1, and a problem, when it is missing or something else."""
        scalar = self._scalar(key, f'write {key}: "2/3"', required=True)
        if scalar is None:
            return Fraction(1)
        share = Fraction(scalar.text) if _SHARE.fullmatch(scalar.text) else Fraction(0)
        if not 0 < share <= 1:
            self.problem(key, f'"{scalar.text}" is no share', 'write one above 0, at most 1, such as "2/3" or "0.75"')
            return Fraction(1)
        return share

    def percent(self, key: str) -> Decimal:
        """A percentage from 0 to 100 with its decimals; 0, and a problem, when it is missing or something else."""
        scalar = self._scalar(key, f"write {key}: 12.5", required=True)
        if scalar is None:
            return Decimal(0)
        if not _PERCENT.fullmatch(scalar.text) or Decimal(scalar.text) > 100:
            self.problem(key, f'"{scalar.text}" is no percentage', "write a number from 0 to 100, such as 12.5")
            return Decimal(0)
        return Decimal(scalar.text)

    def span(self, key: str, *, highest: int) -> tuple[int, int]:
        """Two whole numbers, the lower first; (0, highest), and a problem, when they are missing or something else."""
        nodes = self._nodes(key, required=True)
        words = [node.text for node in nodes if isinstance(node, Scalar) and re.fullmatch("[0-9]{1,4}", node.text)]
        if not nodes:
            return 0, highest
        if len(words) != len(nodes) or len(words) != 2 or max(map(int, words)) > highest:
            self.problem(key, "these are not two numbers", f"write {key}: [ , ] with two from 0 to {highest} in it")
            return 0, highest
        first, last = map(int, words)
        if last < first:
            self.problem(key, f"this goes from {first} to {last}", f"write {key}: [{last}, {first}]")
        return min(first, last), max(first, last)

    def ids(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of names, in order."""
        nodes = self._nodes(key, required=required)
        return tuple(self._word(key, node) for node in nodes if self._is_scalar(key, node))

    def id_lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of names."""
        lists = []
        for node in self._nodes(key, required=True):
            if not isinstance(node, Listing):
                self.problem(key, "this is a list of lists", f'write {key}: [["a", "b"], ["c"]]')
                continue
            lists.append(tuple(self._word(key, inner) for inner in node.nodes if self._is_scalar(key, inner)))
        return tuple(lists)

    def texts(self, key: str, *, required: bool = True) -> dict[str, str]:
        """A mapping from names to words."""
        inner = self._mapping(key, required=required)
        texts = {}
        for name in inner.nodes if inner else ():
            form = Form(self.reading, inner, f"{self.where}.{key}") if inner else self
            texts[self._word(key, form.node.keys[name])] = form.text(name)
            self.reading.places.setdefault(f"{form.where}.{name}", form.node.keys[name].line)
        return texts

    def form(self, key: str, known: frozenset[str], *, kind: str | None = None) -> Form | None:
        """The mapping under this key, called by its kind and id where it has one."""
        node = self.node.nodes.get(key)
        if node is None:
            return None
        return self.reading.form(node, _called(node, kind) or f"{self.where}.{key}", known)

    def forms(
        self, key: str, known: frozenset[str], *, kind: str | None = None, required: bool = True
    ) -> Iterator[Form]:
        """The mappings in the list under this key, called by their kind and id where they have one."""
        for number, node in enumerate(self._nodes(key, required=required), start=1):
            form = self.reading.form(node, _called(node, kind) or f"{self.where}.{key}[{number}]", known)
            if form is not None:
                yield form

    def entries(self, key: str, known: frozenset[str], *, kind: str) -> Iterator[tuple[str, Form]]:
        """The mappings under the names in this mapping, each called by its kind and name."""
        inner = self._mapping(key, required=False)
        for name, node in inner.nodes.items() if inner else ():
            scalar = inner.keys[name] if inner else node
            self._word(key, scalar)
            self.reading.places.setdefault(f"{kind} {name}", scalar.line)
            form = self.reading.form(node, f"{kind} {name}", known)
            if form is not None:
                yield name, form

    def holds_scalar(self, key: str) -> bool:
        """Whether the key holds a single word or text."""
        return isinstance(self.node.nodes.get(key), Scalar)

    def _mapping(self, key: str, *, required: bool) -> Mapping | None:
        node = self.node.nodes.get(key)
        if isinstance(node, Mapping):
            return node
        if node is not None or required:
            what = f"{key} is {'not a mapping' if node else 'missing'}"
            self.problem(key, what, f"write {key}: and key: value below it")
        return None

    def _nodes(self, key: str, *, required: bool) -> Sequence[Node]:
        node = self.node.nodes.get(key)
        if isinstance(node, Listing) and (node.nodes or not required):
            return node.nodes
        if node is not None or required:
            self.problem(key, f"{key} is {'no list, or empty' if node else 'missing'}", f"write {key}: [ … ]")
        return ()

    def _scalar(self, key: str, instead: str, *, required: bool) -> Scalar | None:
        node = self.node.nodes.get(key)
        if node is None:
            if required:
                self.problem(key, f"{key} is missing", instead)
            return None
        if not isinstance(node, Scalar):
            self.problem(key, f"this is {_KINDS[type(node)]}", instead)
            return None
        if not node.text.strip():
            self.problem(key, f"{key} is empty", f"{instead}, or leave out the key")
            return None
        return node

    def _is_scalar(self, key: str, node: Node) -> bool:
        if not isinstance(node, Scalar):
            what = f"this is {_KINDS[type(node)]}"
            self.reading.problem(node.line, f"{self.where}.{key}", what, "write a single word")
        return isinstance(node, Scalar)

    def _word(self, key: str, node: Node) -> str:
        assert isinstance(node, Scalar)
        self._unquoted(key, node)
        if not ID.fullmatch(node.text):
            instead = "use small letters, digits and _, at most 60 of them"
            self.reading.problem(node.line, f"{self.where}.{key}", f'"{node.text}" is no id', instead)
        return node.text

    def _unquoted(self, key: str, scalar: Scalar) -> None:
        if not scalar.plain:
            return
        where = f"{self.where}.{key}"
        if scalar.text.lower() in _TRAPS:
            what = f"YAML takes an unquoted {scalar.text} for true, false or nothing"
            self.reading.problem(scalar.line, where, what, f'write "{scalar.text}" in quotes')
        elif _NUMBER.fullmatch(scalar.text):
            what = f"YAML takes an unquoted {scalar.text} for a number"
            self.reading.problem(scalar.line, where, what, f'write "{scalar.text}" in quotes')

    def _plain(self, key: str, text: str) -> str:
        if _CONTROL.search(text):
            self.problem(key, "an invisible control character stands in the text", "type the text again")
        return _CONTROL.sub("", text).strip()


def _called(node: Node, kind: str | None) -> str:
    """The name under which readers know this mapping; empty when it has none."""
    name = node.nodes.get("id") if isinstance(node, Mapping) else None
    return f"{kind} {name.text}".strip() if kind is not None and isinstance(name, Scalar) else ""
