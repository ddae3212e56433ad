"""Children's scripts in few requests: each is the modules it imports, and nothing that remembers stands there twice."""

from __future__ import annotations

import re

import pytest

from surveyapp.web import bundles, static
from surveyapp.web.scripts import bare

SOURCES = {file.name: bare(file.read_text()) for file in static.SCRIPTS.glob("*.js")}
REMEMBERS = re.compile(r"^(?:let |const \w+ = new (?:Map|Set|WeakMap)\(\);)", re.M)
IMPORTED = re.compile(r'from "\./([\w-]+\.js)"')
NAMED = re.compile(r"filename='child/([\w-]+\.js)'")


def test_what_remembers_is_shared_or_imported_by_nobody() -> None:
    imported = {name for source in SOURCES.values() for name in IMPORTED.findall(source)}
    remembering = {name for name, source in SOURCES.items() if REMEMBERS.search(source)}
    assert remembering & imported <= {*bundles.SHARED, *bundles.APART}


def test_every_script_that_a_page_names_is_asked_for() -> None:
    pages = (static.FOLDER.parent / "templates" / "survey").rglob("*.html")
    named = {name for page in pages for name in NAMED.findall(page.read_text())}
    assert named == set(static.FIRST)
    assert {f"child/{name}" for name in (*named, bundles.CORE)} <= set(static.asked_for())
    assert set(static.asked_for()) <= set(static.files())


def test_a_bundle_asks_for_what_is_shared_alone() -> None:
    for name, text in bundles.bundled(SOURCES).items():
        assert set(IMPORTED.findall(text)) <= {bundles.CORE, *bundles.APART}, name


def test_modules_are_put_together_in_their_order_and_under_their_names() -> None:
    sources = dict.fromkeys(bundles.SHARED, "export const here = 1;\n") | {
        "a.js": 'import { b as one } from "./b.js";\nimport { here } from "./device.js";\n'
        'import("./queue.js");\none(here);\n',
        "b.js": 'import { c } from "./c.js";\nexport function b(x) { return c + x; }\n',
        "c.js": "export const c = 1;\n",
    }
    made = bundles.bundled(sources)["a.js"]
    assert made.splitlines()[0] == 'import * as $core from "./core.js";'
    assert made.index("const $c = ") < made.index("const $b = ") < made.index("const { b: one } = $b;")
    assert "const { here } = $core;" in made
    assert 'import("./core.js")' in made
    assert bundles.asked_for(sources, ("a.js",)) == ("a.js", "core.js")


@pytest.mark.parametrize(
    "wrong",
    [
        {"a.js": 'import b from "./b.js";\n'},
        {"a.js": "export default 1;\n"},
        {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n'},
    ],
)
def test_what_is_not_understood_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(bundles.NotBundled):
        bundles.bundled(dict.fromkeys(bundles.SHARED, "") | wrong)
