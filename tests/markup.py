"""What every page's markup is held to, and how a test reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS

TYPED = {"input", "select", "textarea"}
UNLABELLED_INPUTS = {"hidden", "submit", "button", "image", "reset"}


class PageBroken(AssertionError):
    """A page breaks a rule that every page keeps."""


def check(html: str, path: str = "") -> Element:
    """Parse a page strictly and hold it to the rules of every page; returns its root."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    problems = [f"line {line}: {PARSE_ERRORS[code] % details}" for (line, _), code, details in parser.errors]
    problems += [problem for rule in RULES for problem in rule(root)]
    if problems:
        raise PageBroken(f"{path}: " + "; ".join(problems) + "\n" + html[:6000])
    return root


def words(element: Element) -> str:
    """The text in an element, blanks run together."""
    return " ".join("".join(element.itertext()).split())


def named(form: Element) -> set[str]:
    """The names of a form's fields and buttons."""
    return {name for one in form.iter() if one.tag in TYPED | {"button"} and (name := one.get("name"))}


def _second(root: Element) -> bool:
    """Whether a second language stands under the first; the title has the first alone."""
    return any(one.get("class") == "also" for one in root.iter("span"))


def _one_heading(root: Element) -> Iterator[str]:
    unseen = {one for template in root.iter("template") for one in template.iter("h1")}
    headings = [words(one) for one in root.iter("h1") if one not in unseen]
    title = words(next(root.iter("title"), Element("title")))
    if len(headings) != 1 or not headings[0]:
        yield f"{len(headings)} h1"
    elif next(root.iter("body")).get("class", "").startswith("child ") and "code" not in named(root):
        yield from _quiet(root, title, headings[0])
    elif not title.removeprefix("Error: ").startswith(headings[0]) and not _second(root):
        yield f"title {title!r} does not open with the h1 {headings[0]!r}"


def _quiet(root: Element, title: str, heading: str) -> Iterator[str]:
    """The browser's list of pages tells nothing, but of the quiet place; reading begins at the heading or a mistake."""
    if not title or (heading in title and heading != title):
        yield f"title {title!r} tells the heading {heading!r}"
    begins = next((one.tag for one in root.iter() if one.get("autofocus") is not None), "")
    mistakes = any((one.get("id") or "").endswith("-problem") for one in root.iter())
    if "state" in named(root) and (not begins or (begins == "h1") is mistakes):
        yield "reading does not begin at the heading, or at a mistake"


def _language(root: Element) -> Iterator[str]:
    if not root.get("lang") or root.get("dir") not in ("ltr", "rtl"):
        yield "html without lang or dir"


def _ids(root: Element) -> Iterator[str]:
    ids = Counter(one.get("id") for one in root.iter() if one.get("id") is not None)
    yield from (f"id {name!r} stands {times} times" for name, times in ids.items() if times > 1)
    for one in root.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for name in (one.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute}={name!r} names nothing"
        href = one.get("href") or ""
        if one.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"link to {href!r} leads nowhere"


def _labels(root: Element) -> Iterator[str]:
    labelled = {one.get("for") for one in root.iter("label") if words(one)}
    wrapped = {inner for label in root.iter("label") if words(label) for inner in label.iter()}
    for one in root.iter():
        if one.tag not in TYPED or one.get("type") in UNLABELLED_INPUTS:
            continue
        if one.get("id") in labelled or one in wrapped or one.get("aria-label") or one.get("aria-labelledby"):
            continue
        yield f"{one.tag} {one.get('name')!r} has no label"
    yield from (f"image {one.get('src')!r} has no alt" for one in root.iter("img") if one.get("alt") is None)
    yield from ("a button without words" for one in root.iter("button") if not (words(one) or one.get("aria-label")))
    silent = (one for one in root.iter("a") if not (words(one) or one.get("aria-label")))
    yield from (f"link {one.get('href')!r} without words" for one in silent)


def _no_inline_code(root: Element) -> Iterator[str]:
    for one in root.iter():
        if isinstance(one.tag, str):
            yield from (f"{one.tag} has {name}" for name in one.attrib if name == "style" or name.startswith("on"))
    yield from ("inline style" for one in root.iter("style") if "".join(one.itertext()).strip())
    yield from ("script without nonce" for one in root.iter("script") if not one.get("nonce"))


def _own_files_only(root: Element) -> Iterator[str]:
    for one in root.iter():
        for attribute in ("src", "action", "srcset", "poster"):
            if (one.get(attribute) or "").startswith(("http:", "https:", "//")):
                yield f"{one.tag} {attribute} from another site"
        if one.tag == "link" and (one.get("href") or "").startswith(("http:", "https:", "//")):
            yield "link from another site"


def _forgotten(root: Element) -> Iterator[str]:
    """Browsers write on disk what stands in forms, but where told not to; Firefox asks a text area, not its form."""
    if all(form.get("autocomplete") != "off" for form in root.iter("form")):
        return
    for one in root.iter("textarea"):
        if one.get("autocomplete") != "off":
            yield f"textarea {one.get('name')!r} is not to be forgotten"


RULES = (_one_heading, _language, _ids, _labels, _no_inline_code, _own_files_only, _forgotten)
