"""What a show-if condition means, and how it is written.

A comparison with a missing answer is false, whichever way round it is put: ``a = yes``, ``a != yes``,
``a is one of [yes]`` and ``a is not one of [yes]`` are all false where ``a`` was skipped, declined or not asked.
``not (a = yes)`` is then true.
"""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definition.conditions import (
    KEYWORDS,
    NONE,
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
    Test,
    Value,
)
from surveyapp.definition.grammar import ExpressionError, parse
from surveyapp.definition.missing import Answer, Answers, Missing

__all__ = [
    "And",
    "Answered",
    "Comparison",
    "Expression",
    "ExpressionError",
    "NoneOf",
    "Not",
    "OneOf",
    "Or",
    "Sign",
    "Skipped",
    "Test",
    "holds",
    "items_of",
    "parse",
    "tests",
    "values_of",
    "written",
]


def holds(expression: Expression, answers: Answers) -> bool:
    """Whether the condition holds; an item without an entry counts as not asked."""
    match expression:
        case Not(part):
            return not holds(part, answers)
        case And(parts):
            return all(holds(part, answers) for part in parts)
        case Or(parts):
            return any(holds(part, answers) for part in parts)
        case Comparison() | OneOf() | NoneOf() | Skipped() | Answered():
            return _passes(expression, answers.get(expression.item, Missing.NOT_ASKED))
    raise TypeError(expression)


def tests(expression: Expression) -> Iterator[Test]:
    """The single tests in the order they are written."""
    match expression:
        case Not(part):
            yield from tests(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from tests(part)
        case Comparison() | OneOf() | NoneOf() | Skipped() | Answered():
            yield expression


def items_of(expression: Expression) -> frozenset[str]:
    """The ids of the items whose answers decide it."""
    return frozenset(test.item for test in tests(expression))


def values_of(test: Test) -> tuple[Value, ...]:
    """The values an answer is compared with."""
    match test:
        case Comparison(_, _, value):
            return (value,)
        case OneOf(_, values) | NoneOf(_, values):
            return values
    return ()


def _passes(test: Test, answer: Answer) -> bool:
    if isinstance(test, Skipped):
        return answer is Missing.SKIPPED
    if isinstance(answer, Missing):
        return False
    match test:
        case Comparison(_, sign, value):
            return _compares(answer, sign, value)
        case OneOf(_, values):
            return any(_same(answer, value) for value in values)
        case NoneOf(_, values):
            return not any(_same(answer, value) for value in values)
    return True


def _compares(answer: Answer, sign: Sign, value: Value) -> bool:
    if sign is Sign.EQUAL:
        return _same(answer, value)
    if sign is Sign.DIFFERENT:
        return not _same(answer, value)
    left, right = _number(answer), _number(value)
    if left is None or right is None:
        return False
    return {
        Sign.LESS: left < right,
        Sign.AT_MOST: left <= right,
        Sign.MORE: left > right,
        Sign.AT_LEAST: left >= right,
    }[sign]


def _same(answer: Answer, value: Value) -> bool:
    if isinstance(answer, tuple):
        return str(value) in answer or (not answer and value == NONE)
    return str(answer) == str(value)


def _number(value: Answer | Value) -> int | None:
    if isinstance(value, int):
        return int(value)
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None


def written(expression: Expression) -> str:
    """The expression as text that parses to the same expression again."""
    match expression:
        case Not(part):
            return f"not {_inner(part)}"
        case And(parts):
            return " and ".join(map(_inner, parts))
        case Or(parts):
            return " or ".join(map(_inner, parts))
        case Comparison() | OneOf() | NoneOf() | Skipped() | Answered():
            return f"{expression.item} {_test(expression)}"
    raise TypeError(expression)


def _test(test: Test) -> str:
    match test:
        case Comparison(_, sign, value):
            return f"{sign} {_value(value)}"
        case OneOf(_, values):
            return f"is one of [{', '.join(map(_value, values))}]"
        case NoneOf(_, values):
            return f"is not one of [{', '.join(map(_value, values))}]"
    return "was skipped" if isinstance(test, Skipped) else "was answered"


def _inner(part: Expression) -> str:
    return f"({written(part)})" if isinstance(part, And | Or) else written(part)


def _value(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    return value if not value.isdigit() and value not in KEYWORDS else f'"{value}"'
