"""How codes are written, and what is said of a mistyped one."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.fieldwork.codes.alphabet import ALPHABET, check_character, digest, make, normalise, printed
from surveyapp.fieldwork.errors import Mistake, MistypedCode

BODIES = st.text(alphabet=ALPHABET, min_size=8, max_size=8)


def test_the_alphabet_has_a_prime_number_of_different_characters_and_no_vowel() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not set(ALPHABET) & set("AEIOU01")


def test_a_code_is_three_groups_of_three_that_normalise_to_nine_characters() -> None:
    code = make()
    assert [len(group) for group in code.split("-")] == [3, 3, 3]
    assert printed(normalise(code)) == code


@given(BODIES, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_noticed(body: str, place: int, other: str) -> None:
    code = body + check_character(body)
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(MistypedCode) as noticed:
            normalise(wrong)
        assert noticed.value.mistake is Mistake.CHECK


@given(BODIES, st.integers(0, 7))
def test_any_swap_of_neighbours_is_noticed(body: str, place: int) -> None:
    code = body + check_character(body)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        with pytest.raises(MistypedCode):
            normalise(wrong)


@pytest.mark.parametrize(
    "shape", ["{0}{1}{2}", "{0} {1} {2}", "  {0}-{1}-{2} ", "{0}–{1}—{2}", "{0}.{1}.{2}", "{0}\t{1}\u00a0{2}"]
)
@given(body=BODIES)
def test_spaces_dashes_and_small_letters_do_not_matter(shape: str, body: str) -> None:
    code = body + check_character(body)
    typed = shape.format(code[:3], code[3:6], code[6:])
    assert normalise(typed) == normalise(typed.lower()) == code


def test_digits_of_other_scripts_and_full_width_letters_are_understood() -> None:
    body = "BC234678"
    code = body + check_character(body)
    arabic = str.maketrans("2346789", "٢٣٤٦٧٨٩")
    wide = {ord(character): ord(character) + 0xFEE0 for character in ALPHABET}
    assert normalise(code.translate(arabic)) == normalise(code.translate(wide)) == code


@pytest.mark.parametrize(("letter", "meant"), [("0", ("D", "Q")), ("Z", ("2",)), ("é", ()), ("😀", ())])
def test_a_character_of_no_card_is_named_with_its_look_alikes(letter: str, meant: tuple[str, ...]) -> None:
    with pytest.raises(MistypedCode) as refused:
        normalise(f"BCD-F{letter}H-JKM")
    assert refused.value.mistake is Mistake.LETTER
    assert refused.value.meant == meant


@pytest.mark.parametrize("typed", ["", "B", "BCD-FGH-JK", "BCD-FGH-JKM-P", "B" * 5000])
def test_a_code_of_another_length_is_refused_as_such(typed: str) -> None:
    with pytest.raises(MistypedCode) as refused:
        normalise(typed)
    assert refused.value.mistake is Mistake.LENGTH


@given(st.text())
def test_whatever_is_typed_is_a_code_or_a_named_mistake(typed: str) -> None:
    with suppress(MistypedCode):
        assert set(normalise(typed)) <= set(ALPHABET)


def test_the_digest_depends_on_the_pepper() -> None:
    assert digest(bytes(32), "BCDFGHJKM") != digest(bytes([1]) * 32, "BCDFGHJKM")
    assert len(digest(bytes(32), "BCDFGHJKM")) == 32
