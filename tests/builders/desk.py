"""A wave made ready at the desk, page by page."""

from __future__ import annotations

import re
from datetime import date, timedelta

from markup import words
from pages import Page, Pages

CODE = re.compile(r"[B-Y2-9]{3}-[B-Y2-9]{3}-[B-Y2-9]{3}")
PEOPLE = ("Ines Custodian", "Omar Custodian", "Wei Custodian")


def plan(desk: Pages, title: str = "Spring", **more: object) -> Page:
    today = date.today()
    form = desk.get("/desk/waves/new")
    typed = {"title": title, "starts_on": today, "ends_on": today + timedelta(days=28), "pool": "not_counted"} | more
    return desk.submit(form, **typed)


def keys(desk: Pages, wave: str) -> dict[str, str]:
    page = desk.submit(desk.get(f"{wave}custody"), name_1=PEOPLE[0], name_2=PEOPLE[1], name_3=PEOPLE[2])
    assert page.h1 == "Print these phrases now"
    sheets = page.all("section", class_="phrase-sheet")
    return {words(one.find("h2")): words(one.find("p")) for one in sheets}


def prepared(desk: Pages, eligible: int = 12) -> tuple[str, list[str], dict[str, str]]:
    """A wave ready to open: its address, its codes, its custodians' phrases."""
    wave = plan(desk).path
    desk.submit(desk.get(f"{wave}eligible"), band="8-11", team="North", eligible=eligible)
    phrases = keys(desk, wave)
    typed = {f"phrase_{number}": phrases[name] for number, name in enumerate(sorted(phrases))}
    assert "Everybody's phrase works." in desk.submit(desk.get(f"{wave}canary"), **typed).text
    sheet = desk.submit(desk.get(f"{wave}cards"), count=eligible)
    return wave, CODE.findall(sheet.text), phrases
