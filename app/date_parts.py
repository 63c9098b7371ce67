"""A date in three boxes, as the design system asks for it: day, month (a number or its name) and year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from wtforms import Form, StringField

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS = ("day", "month", "year")
FURTHEST_YEARS = 10
LONGEST = 20  # letters of a box: more than any month's name, short enough for an address


def _stripped(text: str | None) -> str:
    return (text or "").strip()


class DateParts(Form):  # type: ignore[misc]  # WTForms has no types
    """The three boxes. After ``read``, ``date`` is set or ``problem`` says what is wrong with ``wrong``."""

    day = StringField("Day", filters=[_stripped])
    month = StringField("Month", filters=[_stripped])
    year = StringField("Year", filters=[_stripped])

    problem: str | None = None
    wrong: tuple[str, ...] = ()
    date: datetime.date | None = None

    def read(
        self, what: str, today: datetime.date, *, optional: bool = False, furthest_years: int = FURTHEST_YEARS
    ) -> None:
        """Read the boxes; ``what`` is how the date is called in a sentence: "the date ...".

        ``optional``: empty boxes are no date and no problem.
        """
        self.date = None
        missing = tuple(part for part in PARTS if not self[part].data)
        if optional and len(missing) == len(PARTS):
            return
        if len(missing) == len(PARTS):
            self.refuse(f"Enter {what}", PARTS)
        elif missing:
            self.refuse(f"{capital(what)} must include a {' and a '.join(missing)}", missing)
        elif not _is_number(self.year.data, 4):
            self.refuse(f"The year of {what} must include 4 numbers", ("year",))
        else:
            self._read_real(what, today, furthest_years)

    def say(self, date: datetime.date) -> None:
        """Show a date in the boxes."""
        self.day.data, self.month.data, self.year.data = str(date.day), str(date.month), str(date.year)

    def refuse(self, problem: str, wrong: tuple[str, ...] = PARTS) -> None:
        """Say what is wrong with the date, and with which of its boxes."""
        self.problem, self.wrong = problem, wrong

    def boxes(self) -> Iterator[dict[str, object]]:
        """Yield the design system's parameters of each box."""
        for part in PARTS:
            field = self[part]
            yield {
                "id": field.id,
                "name": field.name,
                "label": field.label.text,
                "value": field.data or "",
                "width": 4 if part == "year" else 2,
                "error": part in self.wrong,
                # Names of months are taken too: no keyboard of digits only for them.
                "inputmode": "text" if part == "month" else "numeric",
                "attributes": {"maxlength": str(LONGEST)},
            }

    def _read_real(self, what: str, today: datetime.date, furthest_years: int) -> None:
        try:
            found = datetime.date(int(self.year.data), _month(self.month.data), _number(self.day.data))
        except ValueError:
            self.refuse(f"{capital(what)} must be a real date, such as 27 3 {today.year + 1}", PARTS)
            return
        if abs(found.year - today.year) > furthest_years:
            away = f"{found.year} is more than {furthest_years} years away"
            self.refuse(f"Check the year of {what}: {away}", ("year",))
            return
        self.date = found


def _month(written: str) -> int:
    name = written.lower()[:3]
    if written.isalpha() and name in MONTHS:
        return MONTHS.index(name) + 1
    return _number(written)


def _number(written: str) -> int:
    if not _is_number(written, 2):
        raise ValueError(written)
    return int(written)


def _is_number(written: str, longest: int) -> bool:
    """Whether it is written in the digits 0 to 9 alone; year numbers have all four."""
    digits = written.isascii() and written.isdigit()
    return digits and (len(written) == longest if longest == 4 else len(written) <= longest)


def capital(words: str) -> str:
    """Return words with a capital at the beginning, as a sentence begins."""
    return words[0].upper() + words[1:]
