"""Pictures of cards are the same codes on a tablet as where the cards were made."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from surveyapp.fieldwork.codes import pictures

SCRIPTS = Path(__file__).parents[2] / "surveyapp" / "static" / "child"
PROGRAM = """
import { code, fits, picturesOf } from "%s/packs.js";
const { words, fours, cards } = JSON.parse(process.argv[1]);
const codes = words.map(word => Promise.all(cards.map(four => code(word, four))));
const all = await Promise.all(codes);
const back = [await picturesOf(words[0], all[0][7]), await picturesOf(words[0], all[1][7])];
console.log(JSON.stringify({ fits: fours.map(fits), codes: all, back }));
"""
WORDS = ("BCDFGHJKMPQRTWXY2346", "99999999999999999999")


def test_a_tablet_makes_the_codes_of_the_pack_and_knows_which_four_can_be_a_card(node: str) -> None:
    cards = [list(four)[::-1] for four in pictures.pack(WORDS[0]).values()]
    fours = [*cards, ["sun", "moon", "star", "tree"], ["sun", "sun", "moon", "moon"], ["sun", "moon", "star"]]
    asked = json.dumps({"words": WORDS, "fours": fours, "cards": cards})
    command = [node, "--input-type=module", "--eval", PROGRAM % SCRIPTS.as_uri(), asked]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert told["fits"] == [pictures.fits(tuple(four)) for four in fours] == [True] * len(cards) + [False] * 3
    assert [sorted(four) if four else four for four in told["back"]] == [sorted(cards[7]), None]
    assert told["codes"] == [[pictures.code(word, tuple(four)) for four in cards] for word in WORDS]
