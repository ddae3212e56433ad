"""The forms with which an authority says when somebody reads requests, and who is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import Length, Optional, Regexp, ValidationError

from surveyapp.desk.fields import with_fields
from surveyapp.safeguarding.duty import Duty
from surveyapp.safeguarding.rota import Told
from surveyapp.web.forms import Form

DAYS = range(7)
PEOPLE = range(1, 6)
ADDRESS = r"^$|^[A-Za-z0-9._%+'\-]{1,64}@[A-Za-z0-9.\-]{1,189}$"
WRITTEN = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y")
MOST_DAYS = 200


class DutyForm(Form):
    """Working hours, days off, and what is promised; a pair of times for every day of the week is added."""

    within = SelectField(
        _("How soon do you read a request?"),
        description=_("Children are told a time that follows from this. Promise only what you can keep."),
        coerce=int,
    )
    holidays = TextAreaField(
        _("Days on which nobody is there"),
        description=_("Bank holidays and days off, one on a line: 25/12/2026. Enter them for the whole year."),
        validators=[Length(max=5000, message=_("These are too many days"))],
        render_kw={"rows": 6, "autocomplete": "off", "spellcheck": "false"},
    )

    @classmethod
    def of(cls, duty: Duty) -> Any:
        """The form filled in with what is known."""
        fields: dict[str, object] = {}
        for weekday in DAYS:
            opens, closes = duty.hours.get(weekday, (None, None))
            fields[f"opens_{weekday}"] = TimeField(_("From"), default=opens, validators=[Optional()])
            fields[f"closes_{weekday}"] = TimeField(_("To"), default=closes, validators=[Optional()])
        form = with_fields(cls, fields)(
            within=int(duty.within / timedelta(hours=1)),
            holidays="\n".join(f"{day:%d/%m/%Y}" for day in sorted(duty.holidays)),
        )
        form.within.choices = [(number, _within(number)) for number in range(1, 9)]
        return form

    def days(self) -> Iterator[tuple[str, Any, Any]]:
        """Each day's name and its two fields."""
        names = get_locale().days["format"]["wide"]
        return ((names[weekday], self[f"opens_{weekday}"], self[f"closes_{weekday}"]) for weekday in DAYS)

    def validate(self, extra_validators: Any = None) -> bool:
        """Every day has both times or none, the earlier one first."""
        good = bool(super().validate(extra_validators))
        for name, opens, closes in self.days():
            problem = _wrong(name, opens, closes)
            if problem and not (opens.errors or closes.errors):
                opens.errors = (problem,)
                good = False
        return good

    def validate_holidays(self, field: Any) -> None:
        """Every line is a day."""
        lines = _lines(field.data)
        for line in lines:
            if _day(line) is None:
                raise ValidationError(gettext("“%(line)s” is not a day. Write it like 25/12/2026", line=line[:40]))
        if len(lines) > MOST_DAYS:
            raise ValidationError(gettext("These are too many days"))

    def duty(self) -> Duty:
        """What was entered."""
        hours = {
            weekday: (self[f"opens_{weekday}"].data, self[f"closes_{weekday}"].data)
            for weekday in DAYS
            if self[f"opens_{weekday}"].data
        }
        days = (_day(line) for line in _lines(self.holidays.data))
        return Duty(hours, frozenset(day for day in days if day), timedelta(hours=self.within.data))


class ToldForm(Form):
    """Who is told, in order; the fields of each person are added."""

    @classmethod
    def of(cls, told: tuple[Told, ...]) -> Any:
        """The form filled in with who is known."""
        fields: dict[str, object] = {}
        for number in PEOPLE:
            known = told[number - 1] if number <= len(told) else Told("", "")
            fields[f"name_{number}"] = StringField(
                _("Name, as children read it"),
                default=known.name,
                validators=[Length(max=100, message=_("Use at most 100 signs"))],
                render_kw={"autocomplete": "off"},
            )
            fields[f"email_{number}"] = StringField(
                _("E-mail address"),
                default=known.email,
                filters=[lambda typed: (typed or "").strip()],
                validators=[Regexp(ADDRESS, message=_("Enter an e-mail address, such as duty@example.org"))],
                render_kw={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"},
            )
        return with_fields(cls, fields)()

    def people(self) -> Iterator[tuple[int, Any, Any]]:
        """Each person's place and two fields."""
        return ((number, self[f"name_{number}"], self[f"email_{number}"]) for number in PEOPLE)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever has a name has an address, and each address stands once."""
        good, seen = bool(super().validate(extra_validators)), set()
        for _number, name, email in self.people():
            if email.data and email.data.lower() in seen:
                email.errors, good = (gettext("This address stands here twice"),), False
            elif bool(name.data.strip()) != bool(email.data):
                email.errors, good = (gettext("Enter both a name and an e-mail address, or neither"),), False
            seen.add(email.data.lower())
        return good

    def told(self) -> tuple[Told, ...]:
        """Who was entered."""
        return tuple(Told(name.data.strip(), email.data) for _number, name, email in self.people() if email.data)


def _within(number: int) -> str:
    return (
        str(gettext("Within 1 working hour")) if number == 1 else str(gettext("Within %(n)d working hours", n=number))
    )


def _wrong(name: str, opens: Any, closes: Any) -> str:
    if bool(opens.data) != bool(closes.data):
        return str(gettext("%(day)s: enter both times, or neither", day=name))
    if opens.data and opens.data >= closes.data:
        return str(gettext("%(day)s: the second time must be later than the first", day=name))
    return ""


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in re.split(r"[\n,;]", text or "") if line.strip()]


def _day(line: str) -> date | None:
    for written in WRITTEN:
        try:
            return datetime.strptime(line, written).date()
        except ValueError:
            continue
    return None
