"""Numbers typed from a booklet: what each means, and when it can mean nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

SCRIPTS = Path(__file__).parents[2] / "surveyapp" / "static" / "child"
PROGRAM = """
import { meaning, whole } from "%s/keys.js";
const boxes = { 1: "often", 2: "rarely", 3: 253 };
const choice = [{ id: "a", kind: "choice", options: ["often", "rarely"] }, { number: "1", boxes }];
const several = [{ id: "b", kind: "several", options: ["school", "job", "none"], exclusive: ["none"] },
    { number: "2", boxes: { 1: "school", 2: "job", 3: "none", 4: 253 } }];
const ladder = [{ id: "c", kind: "choice", options: [...Array(11).keys()].map(String) },
    { number: "3", boxes: { ...Object.fromEntries([...Array(11).keys()].map(n => [n, String(n)])), 11: 253 } }];
const number = [{ id: "d", kind: "number", smallest: 0, largest: 20 }, { number: "4", boxes: { R: 253 } }];
const text = [{ id: "e", kind: "long_text", longest: 9 }, { number: "5", boxes: {} }];
const said = (asked, typed) => { try { return meaning(...asked, typed) } catch { return "refused" } };
console.log(JSON.stringify({
    choice: ["1", " 3 ", "", "4", "1 2", "constructor"].map(one => said(choice, one)),
    several: ["2 1", "1,2", "3", "4", "1 4", "1 3", ""].map(one => said(several, one)),
    ladder: ["0", "10", "11", "12"].map(one => said(ladder, one)),
    number: ["7", "r", "21", "x"].map(one => said(number, one)),
    text: ["Hello", "1", "far too long"].map(one => said(text, one)),
    whole: [[choice, "1"], [choice, "9"], [ladder, "1"], [ladder, "2"], [ladder, "10"], [several, "1"]]
        .map(([asked, typed]) => whole(...asked, typed)),
}));
"""


def test_every_number_means_the_box_beside_it(node: str) -> None:
    command = [node, "--input-type=module", "--eval", PROGRAM % SCRIPTS.as_uri()]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    rather, skipped = {"missing": 253}, {"missing": 254}
    assert told == {
        "choice": ["often", rather, skipped, "refused", "refused", "refused"],
        "several": [["school", "job"], ["school", "job"], [], rather, "refused", "refused", skipped],
        "ladder": ["0", "10", rather, "refused"],
        "number": [7, rather, "refused", "refused"],
        "text": ["Hello", "1", "refused"],
        "whole": [True, False, False, True, True, False],
    }
