"""The county's settings of single checks of the catalogue in a year: heavier, lighter, or off."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from county_desk.fields import Choice
from county_desk.models.check import CheckSetting
from county_desk.models.user import Permission
from county_desk.rules.checks.catalogue import catalogue
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.running import Switch
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import OF_RULES

_S = CheckSetting.__table__.c
_SET = (  # made once: it is asked for every file
    select(_S.number, _S.level)
    .where(_S.year == bindparam("year"), _S.withdrawn_on.is_(None))
    .order_by(_S.number)
)


def switches(session: Session, year: int) -> tuple[Switch, ...]:
    """The checks that the county takes otherwise than the catalogue says, for the figures of a year."""
    rows = session.execute(_SET, {"year": year})
    return tuple(Switch(number, level) for number, level in rows if number in catalogue())


def switches_of_years(session: Session) -> tuple[Switch, ...]:
    """The same for the figures of every year, each with its year."""
    wanted = select(_S.number, _S.level, _S.year).where(_S.withdrawn_on.is_(None))
    rows = session.execute(wanted.order_by(_S.number, _S.year))
    return tuple(Switch(*row) for row in rows if row.number in catalogue())


class SetCheck(Command):
    """Take a check as an error, as a warning, or not at all, for the figures of one year."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Set a consistency check"), N_("Set a consistency check"), "check_setting")
    synonyms: ClassVar = N_("level quality")
    law: ClassVar = OF_RULES

    check: Annotated[str, asked(CheckSetting.number)]
    year: Annotated[int, asked(CheckSetting.year)]
    level: Annotated[CheckLevel, Ask(Choice(terms=CheckLevel), N_("Level"))]
    reason: Annotated[str, asked(CheckSetting.reason)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.check not in catalogue():
            return {"check": _("There is no check {number}").format(number=self.check)}
        if catalogue()[self.check].fixed:
            return {"check": _("The check {number} always holds").format(number=self.check)}
        known = _setting_of(work.session, self.check, self.year)
        if known is not None and known.level == self.level.value:
            return {"level": _("The check is set so already")}
        return {}

    def run(self, work: Work) -> Change:
        known = _setting_of(work.session, self.check, self.year)
        if known is None:
            known = CheckSetting(number=self.check, year=self.year)
            work.session.add(known)
        known.level, known.reason, known.set_by = self.level.value, self.reason.strip(), work.actor.id
        work.session.flush()
        check = catalogue()[self.check]
        told = _("{check} {title}: {level} for {year}")
        if not check.lists:
            told = _(
                "{check} {title}: {level} for {year}, on the register; cells of a workbook are read as ever"
            )
        summary = told.format(
            check=self.check, title=check.titled(), level=_(self.level.label), year=self.year
        )
        return Change(summary, id=known.id)


class WithdrawCheck(Command):
    """Take a check again as the catalogue says; the setting stays in the history."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(
        N_("Take back the setting of a check"), N_("Took back the setting of a check"), "check_setting"
    )
    law: ClassVar = OF_RULES

    check: Annotated[str, asked(CheckSetting.number)]
    year: Annotated[int, asked(CheckSetting.year)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if _setting_of(work.session, self.check, self.year) is None:
            return {"": _("The county has set no such check")}
        return {}

    def run(self, work: Work) -> Change:
        known = _setting_of(work.session, self.check, self.year)
        assert known is not None
        known.withdrawn_on = work.today
        summary = _("{check} for {year}: as the catalogue says").format(check=self.check, year=self.year)
        return Change(summary, id=known.id)


def _setting_of(session: Session, number: str, year: int) -> CheckSetting | None:
    wanted = select(CheckSetting).where(CheckSetting.number == number, CheckSetting.year == year)
    return session.scalar(wanted.where(CheckSetting.withdrawn_on.is_(None)))
