"""Hostile and broken YAML is refused by name, and never read twice as deep or as big as allowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.problems import DefinitionProblems, Problem
from surveyapp.definition.tree import BIGGEST, Listing, Mapping, Scalar, read_file, read_tree

BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def refusal(content: bytes) -> str:
    with pytest.raises(DefinitionProblems) as caught:
        read_tree(content, file="f.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, 'f.yaml:1: file: "&a" is an anchor'),
        (b"a: x\nb: *a\n", 'f.yaml:2: file: "*a" is an alias'),
        (b"a: 1\nb: !!python/object/apply:os.system [ls]\n", 'f.yaml:2: file: "tag:yaml.org,2002:python/object/apply'),
        (b"a: !own x\n", '"!own" is a tag'),
        (b"[" * 30, "f.yaml:1: file: lists and mappings go deeper than 20"),
        (b"{a: " * 3000, "deeper than 20"),
        (b"- " * 3000, "deeper than 20"),
        (b"x" * (BIGGEST + 1), "over 256 KiB"),
        (b"", "the file is empty"),
        (b"# nothing but a remark\n", "the file is empty"),
        (b"a: 1\n---\nb: 2\n", "f.yaml:2: file: a second document"),
        (b"a: 1\n\xff\xfe: 2\n", "f.yaml:2: file: the file is not UTF-8"),
        (b"a: 1\nb: \x07\n", "f.yaml:2: file: a control character"),
        (b"a: 1\n\t- b\n", "f.yaml:2: file: this is not YAML"),
        (b'a: "open\nb: 2\n', "put sentences in double quotes"),
        (b"ask: Mum: how is she?\n", "f.yaml:1: file: this is not YAML"),
        (b"? [a, b]\n: c\n", "a key here is not a word"),
        (b"<<: *base\n", '"*base" is an alias'),
    ],
)
def test_what_could_hide_or_blow_up_is_refused_by_name(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_a_tab_is_named_as_one() -> None:
    assert "use spaces, not tabs" in refusal(b"a:\n\t- b\n")


def test_every_duplicate_key_is_told_and_the_first_value_kept() -> None:
    root, problems = read_tree(b"a: 1\nb: 2\na: 3\nb: 4\n", file="f.yaml")
    assert isinstance(root, Mapping)
    assert root.nodes["a"] == Scalar("1", plain=True, line=1)
    assert [str(problem) for problem in problems] == [
        'f.yaml:3: a: "a" stands here a second time, first in line 1; keep one of the two',
        'f.yaml:4: b: "b" stands here a second time, first in line 2; keep one of the two',
    ]


def test_every_node_knows_its_line() -> None:
    root, _ = read_tree(b'a:\n  - "x"\n  - {b: y,\n     c: z}\n', file="f.yaml")
    assert isinstance(root, Mapping)
    listing = root.nodes["a"]
    assert isinstance(listing, Listing)
    assert [node.line for node in listing.nodes] == [2, 3]
    inner = listing.nodes[1]
    assert isinstance(inner, Mapping)
    assert inner.nodes["c"].line == 4


def test_a_merge_key_is_a_key_like_any_other() -> None:
    root, _ = read_tree(b"<<: {a: 1}\n", file="f.yaml")
    assert isinstance(root, Mapping)
    assert list(root.nodes) == ["<<"]


def test_a_file_that_is_not_there_is_a_problem_with_advice(tmp_path) -> None:
    with pytest.raises(DefinitionProblems, match="put the file there"):
        read_file(tmp_path / "absent.yaml")


def test_a_huge_file_is_not_read_to_its_end(tmp_path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(5_000_000_000)
    assert len(read_file(path)) == BIGGEST + 1


@given(st.binary(max_size=60) | st.text(st.sampled_from("abc:-[]{}&*!|>'\"#%@`,? \n\t"), max_size=60).map(str.encode))
def test_any_bytes_are_a_tree_or_named_problems(content: bytes) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        _, problems = read_tree(content, file="f.yaml")
    except DefinitionProblems as refused:
        problems = refused.problems
    assert all(problem.line >= 1 and problem.instead for problem in problems)
