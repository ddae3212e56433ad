"""Reading a show-if condition: a tokenizer and a parser that say where a text goes wrong.

::

    condition = both { "or" both }
    both      = single { "and" single }
    single    = "not" single | "(" condition ")" | item test
    test      = ("=" | "!=" | "<" | "<=" | ">" | ">=") value
              | ("is" | "was") ["not"] ("skipped" | "answered" | "one of" "[" value { "," value } "]")
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from surveyapp.definition.conditions import (
    KEYWORDS,
    And,
    Answered,
    Comparison,
    Expression,
    NoneOf,
    Not,
    OneOf,
    Or,
    Sign,
    Skipped,
    Value,
)

LONGEST = 2_000
DEEPEST = 20
_TOKEN = re.compile(
    r"""(?P<number>[0-9]+(?![a-z0-9_-]))|(?P<word>[a-z0-9_][a-z0-9_-]*)|(?P<quoted>"[a-z0-9_-]+"|'[a-z0-9_-]+')"""
    r"""|(?P<sign><=|>=|!=|=|<|>)|(?P<mark>[()\[\],])"""
)
_FIRST_AID = {
    "==": 'write a single "="',
    "AND": 'write "and" in small letters',
    "OR": 'write "or" in small letters',
    "NOT": 'write "not" in small letters',
    "&": 'write "and"',
    "|": 'write "or"',
    "!": 'write "not", or "!=" for "is different from"',
    "<>": 'write "!="',
}


class ExpressionError(ValueError):
    """The text is no condition; ``position`` is the character, from 1, where it stops being one."""

    def __init__(self, position: int, what: str, instead: str) -> None:
        super().__init__(f"{what} at character {position}; {instead}")
        self.position = position
        self.what = what
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, sign or bracket, and the character, from 1, where it starts."""

    kind: str
    text: str
    position: int

    def __str__(self) -> str:
        return f'"{self.text}"' if self.kind != "end" else "the end"


def parse(text: str) -> Expression:
    """The expression this text writes."""
    if len(text) > LONGEST:
        raise ExpressionError(LONGEST, f"the condition is longer than {LONGEST} characters", "split the page in two")
    parser = _Parser(_tokens(text))
    expression = parser.condition(0)
    parser.finish()
    return expression


def _tokens(text: str) -> list[Token]:
    tokens, at = [], 0
    while at < len(text):
        if text[at] in " \t\r\n":
            at += 1
            continue
        match = _TOKEN.match(text, at)
        if match is None or text.startswith(("==", "<>"), at):
            raise _strange(text, at)
        tokens.append(Token(str(match.lastgroup), match[0].strip("\"'"), at + 1))
        at = match.end()
    return [*tokens, Token("end", "", len(text) + 1)]


def _strange(text: str, at: int) -> ExpressionError:
    for sign, instead in _FIRST_AID.items():
        if text.startswith(sign, at):
            return ExpressionError(at + 1, f'"{sign}" is not understood', instead)
    return ExpressionError(
        at + 1, f'"{text[at]}" is not understood', "use small letters, digits and _ in ids, and put no others in quotes"
    )


class _Parser:
    """Walks the tokens once; holds only its place."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def condition(self, depth: int) -> Expression:
        parts = [self._both(depth)]
        while self._take("or"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def finish(self) -> None:
        if self._next.kind != "end":
            raise self._expected('"and", "or" or the end', 'join two conditions with "and" or "or"')

    def _both(self, depth: int) -> Expression:
        parts = [self._single(depth)]
        while self._take("and"):
            parts.append(self._single(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _single(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise ExpressionError(self._next.position, f"brackets go deeper than {DEEPEST}", "write it more simply")
        if self._take("not"):
            return Not(self._single(depth + 1))
        if self._take("("):
            inside = self.condition(depth + 1)
            self._need(")", 'close the bracket with ")"')
            return inside
        return self._test(self._item())

    def _item(self) -> str:
        token = self._next
        if token.kind != "word" or token.text in KEYWORDS:
            raise self._expected("the id of an item", 'write for example "likes_school = always"')
        self._at += 1
        return token.text

    def _test(self, item: str) -> Expression:
        if self._next.kind == "sign":
            sign = Sign(self._advance().text)
            return Comparison(item, sign, self._value())
        if not (self._take("is") or self._take("was")):
            raise self._expected("=, !=, <, <=, >, >=, is or was", f'write for example "{item} = yes"')
        negative = self._take("not")
        if self._take("one"):
            self._need("of", 'write "is one of [a, b]"')
            values = self._values()
            return NoneOf(item, values) if negative else OneOf(item, values)
        return self._state(item, negative=negative)

    def _state(self, item: str, *, negative: bool) -> Expression:
        state: Expression
        if self._take("skipped"):
            state = Skipped(item)
        elif self._take("answered"):
            state = Answered(item)
        else:
            instead = f'write "{item} was skipped", "{item} was answered", "{item} is one of [a, b]" or "{item} = a"'
            raise self._expected("skipped, answered or one of", instead)
        return Not(state) if negative else state

    def _values(self) -> tuple[Value, ...]:
        self._need("[", 'put the answers in square brackets: "is one of [a, b]"')
        values = [self._value()]
        while self._take(","):
            values.append(self._value())
        self._need("]", 'separate the answers with "," and close with "]"')
        return tuple(values)

    def _value(self) -> Value:
        token = self._next
        if token.kind == "number":
            self._at += 1
            return self._number(token)
        if token.kind == "quoted" or (token.kind == "word" and token.text not in KEYWORDS):
            self._at += 1
            return token.text
        raise self._expected("the id of an answer or a number", 'write for example "= yes" or ">= 7"')

    def _number(self, token: Token) -> int:
        if len(token.text) > 9:
            raise ExpressionError(token.position, f"{token} is too big", "write a number below 1,000,000,000")
        return int(token.text)

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _advance(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _take(self, text: str) -> bool:
        token = self._next
        if token.text != text or token.kind not in ("word", "mark"):
            return False
        self._at += 1
        return True

    def _need(self, text: str, instead: str) -> None:
        if not self._take(text):
            raise self._expected(f'"{text}"', instead)

    def _expected(self, what: str, instead: str) -> ExpressionError:
        return ExpressionError(self._next.position, f"expected {what}, found {self._next}", instead)
