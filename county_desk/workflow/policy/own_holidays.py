"""The holidays of a year that the county itself enters, once the State Council has announced them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Invalid, Text
from county_desk.models.register import OwnYear
from county_desk.models.user import Permission
from county_desk.rules.calendar import SATURDAY, YearTable
from county_desk.rules.holiday_text import read_days
from county_desk.rules.policy_file import WrongFile
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import added, asked, record_of
from county_desk.workflow.gate.law import OF_RULES

_Y = OwnYear.__table__.c
_KEPT = select(_Y.year, _Y.holidays, _Y.workdays, _Y.reference).where(_Y.withdrawn_on.is_(None))
_HINT = N_("An occasion and its days, such as “元旦 1月1日至3日”; several separated by semicolons")


def own_years(session: Session) -> tuple[YearTable, ...]:
    """Every year of holidays that the county has entered and not withdrawn."""
    return tuple(_table(*row) for row in session.execute(_KEPT))


class EnterHolidays(Command):
    """Enter the holidays and make-up working days of a year; they win over the shipped ones."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(
        N_("Enter the holidays of a year"), N_("Entered the holidays of a year"), "own_year"
    )
    synonyms: ClassVar = N_("calendar workdays")
    law: ClassVar = OF_RULES

    year: Annotated[int, asked(OwnYear.year)]
    holidays: Annotated[
        str, Ask(Text(lines=4, width=40), N_("Holidays"), _HINT, needed=N_("Write the holidays"))
    ]
    reference: Annotated[str, asked(OwnYear.reference)]
    workdays: Annotated[str, Ask(Text(lines=2, width=40), N_("Make-up working days"), _HINT)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if _own_year(work.session, self.year):
            words = _("The holidays of {year} are entered already; withdraw them first")
            return {"year": words.format(year=self.year)}
        return self._day_problems()

    def _day_problems(self) -> Mapping[str, str]:
        days = {}
        for name in ("holidays", "workdays"):
            try:
                days[name] = _plain(getattr(self, name), self.year)
            except Invalid as error:
                return {name: str(error)}
        if idle := [day for day in days["workdays"] if date.fromisoformat(day).weekday() < SATURDAY]:
            words = _("{day} is a weekday, on which offices work anyway")
            return {"workdays": words.format(day=idle[0])}
        try:
            _table(self.year, days["holidays"], days["workdays"], self.reference)
        except WrongFile as error:
            return {"workdays": error.reason}
        return {}

    def run(self, work: Work) -> Change:
        holidays, workdays = _plain(self.holidays, self.year), _plain(self.workdays, self.year)
        by = work.actor.id
        entered = record_of(work, self, OwnYear, holidays=holidays, workdays=workdays, entered_by=by)
        words = _("Holidays of {year} entered: {off} days off, {made_up} make-up working days")
        summary = words.format(year=self.year, off=len(holidays), made_up=len(workdays))
        return added(work, entered, summary)


class WithdrawHolidays(Command):
    """Take back the holidays that the county entered for a year; the entry stays in the history."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(
        N_("Withdraw the holidays of a year"), N_("Withdrew the holidays of a year"), "own_year"
    )
    law: ClassVar = OF_RULES

    year: Annotated[int, asked(OwnYear.year)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if _own_year(work.session, self.year) is None:
            return {"": _("The county entered no holidays of {year}").format(year=self.year)}
        return {}

    def run(self, work: Work) -> Change:
        entered = _own_year(work.session, self.year)
        assert entered is not None
        entered.withdrawn_on = work.today
        summary = _("Holidays of {year} withdrawn").format(year=self.year)
        return Change(summary, id=entered.id)


def _plain(text: str, year: int) -> dict[str, str]:
    return {day.isoformat(): occasion for day, occasion in read_days(text, year).items()}


def _table(year: int, holidays: Mapping[str, str], workdays: Mapping[str, str], reference: str) -> YearTable:
    data = {"year": year, "holidays": holidays, "workdays": workdays, "reference": reference}
    return YearTable.read(data, str(year))


def _own_year(session: Session, year: int) -> OwnYear | None:
    wanted = select(OwnYear).where(OwnYear.year == year, OwnYear.withdrawn_on.is_(None))
    return session.scalar(wanted)
