"""All of the policy that one register follows: figures, procedures and working days of its province."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from county_desk.notice_kinds import NoticeKind
from county_desk.paths import resources
from county_desk.rules.calendar import Calendar, YearTable
from county_desk.rules.confirmed import Confirmed, Rested, rested_figures, rests_on
from county_desk.rules.criteria import read_rule
from county_desk.rules.notice_words import NoticeWordings
from county_desk.rules.own_files import PolicyFile, PolicyFileKind
from county_desk.rules.parameter_files import read_parameter
from county_desk.rules.parameters import OwnFigure, ParameterBook, Terms
from county_desk.rules.policy_file import WrongFile, check_known
from county_desk.rules.procedure_files import read_procedure
from county_desk.rules.procedures import NotInForce, Procedure, Procedures
from county_desk.rules.registry import RULES
from county_desk.text import _, current


class OwnPolicy(NamedTuple):
    """The part of the policy that the county itself entered: single figures, holidays, and files.

    `kept` are the texts of procedures that cases follow and that are not those in force now. `confirmed`
    are the recalled figures of the program that the county confirmed.
    """

    figures: tuple[OwnFigure, ...] = ()
    years: tuple[YearTable, ...] = ()
    files: tuple[PolicyFile, ...] = ()
    kept: tuple[PolicyFile, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()


_NOTHING = OwnPolicy()


@dataclass(frozen=True)
class Policy:
    """The policy of one province (pinyin key) and region, with the county's own entries.

    `shipped` is the same policy without these entries; None if there are none.
    """

    book: ParameterBook
    procedures: Procedures
    calendar: Calendar
    province: str
    region: str
    notices: NoticeWordings = field(default_factory=NoticeWordings)
    entered: OwnPolicy = _NOTHING
    shipped: "Policy | None" = None

    @property
    def broken(self) -> tuple[WrongFile, ...]:
        """The errors of the policy files that cannot be used, in the order of their names."""
        others = (*self.book.broken.values(), *self.calendar.broken.values(), *self.notices.broken.values())
        return tuple(sorted((*others, *self.procedures.errors()), key=str))

    @classmethod
    def load(cls, province: str, region: str) -> "Policy":
        """The shipped policy for a place, read once for all; `broken` names files that are wrong.

        Those are read again each time, for errors in the language in force now.
        """
        shipped = _shipped(resources())
        if shipped.broken:
            _shipped.cache_clear()
        return replace(shipped, province=province, region=region)

    def reread(self) -> "Policy":
        """The same policy, with errors in the language in force now."""
        return type(self).load(self.province, self.region) if self.broken else self

    def with_own(self, entered: OwnPolicy) -> "Policy":
        """The shipped policy under the county's own entries: the one place where layers meet.

        Files lie over those of nation, region and province; single figures and holidays of forms over all.
        """
        shipped = self.shipped or self
        laid = _laid_over(shipped, entered.files, entered.kept, current())
        calendar = laid.calendar.including(entered.years) if entered.years else laid.calendar
        return replace(laid, entered=entered, calendar=calendar, shipped=shipped)

    def check_shipped(self, file: PolicyFile) -> None:
        """Raise `WrongFile` when a file of the program is wrong; it may name figures of this policy."""
        if file.kind is PolicyFileKind.PARAMETER:
            file.read(lambda data: read_parameter(data, file.name))
        elif file.kind is PolicyFileKind.CRITERIA:
            check_known(file.name, RULES, _("the name of the file"), file.file)
            file.read(lambda data: read_rule(data, file.name, RULES[file.name].facts, self.book))
        else:
            file.read(lambda data: read_procedure(data, file.name, self.book))

    def terms(self, day: date) -> Terms:
        """The figures in force on a day."""
        return self.book.on(day, self.province, self.region, own=self.entered.figures)

    def procedure(self, key: str, day: date) -> Procedure:
        """The version of a procedure that a case begun on a day follows; LookupError when none does."""
        return self.procedures.in_force(key, day, self.province)

    def why_not_begun(self, key: str, day: date) -> str:
        """The reason against a new case of a procedure on a day, in the current language; "" without one.

        Raises `WrongFile` when the file of the procedure is wrong.
        """
        try:
            self.procedure(key, day)
        except NotInForce as reason:
            return str(reason)
        except LookupError:
            return _("No procedure was in force on {day}").format(day=day)
        return ""

    def why_not_received(self, key: str, received_on: date, today: date) -> str:
        """The reason against entering a case today that was received on a day; "" without one.

        The procedure is in force on that day and on the earliest day that can be entered in time. One that
        has ended begins none, though a case bears an earlier day.

        Raises `WrongFile` when the file of the procedure is wrong.
        """
        if reason := self.why_not_begun(key, received_on):
            return reason
        limit = timedelta(days=self.terms(today)["late_entry_days"].whole or 0)
        reason = self.why_not_begun(key, max(received_on, today - limit))
        until = self.procedure(key, received_on).until
        if not reason or until is None:
            return reason
        words = _(
            "{reason}. An application that came in before the end can be entered for {days} more days. Those "
            "days ended on {last}, so this one of {day} can no longer be entered"
        )
        return words.format(day=received_on, last=until + limit, days=limit.days, reason=reason)

    def why_not_issued(self, kind: NoticeKind, issued_on: date, received_on: date) -> str:
        """The reason against a notice of a kind on a day for a case received on another; "" without one.

        The program words a kind until the last day of the procedures that issue it, and for the cases begun
        by then. A wording of the county's own for the day of the notice goes before.
        """
        last = self.procedures.ended_with(kind)
        if last is None or last.until is None or min(issued_on, received_on) <= last.until:
            return ""
        if self.notices.has_own(kind.value, issued_on):
            return ""
        words = _(
            "The program words “{notice}” until {until}, the last day of “{title}” ({reference}); "
            "import a wording of this day"
        )
        return words.format(
            notice=_(kind.label), until=last.until, title=last.title, reference=last.reference
        )

    def begin(self, subject: str, day: date) -> tuple[str, ...]:
        """The keys of the procedures of a subject under which a case may begin on a day.

        One with a wrong file is among them: the command that begins it names the file.
        """
        return tuple(key for key in self.procedures.keys(subject) if not self._closed(key, day))

    def _closed(self, key: str, day: date) -> bool:
        return not self.procedures.is_broken(key) and bool(self.why_not_begun(key, day))

    def unconfirmed(self, procedure: Procedure, day: date, law: date) -> tuple[Rested, ...]:
        """The entries behind a procedure that are only recalled and that the county has not confirmed.

        `day` is that of the act, `law` the day of the figures that judge the facts.
        """
        return self._waiting(rests_on(procedure, self.terms(day), self.terms(law)))

    def unconfirmed_of(self, kind: NoticeKind, day: date) -> tuple[Rested, ...]:
        """As `unconfirmed`, for the figures, the wording and the documents of a kind of notice itself."""
        figures = rested_figures(map(self.terms(day).__getitem__, kind.figures))
        return self._waiting((*figures, *self.notices.rested(kind.value, day)))

    def _waiting(self, every: Iterable[Rested]) -> tuple[Rested, ...]:
        confirmed = {each[:-1] for each in self.entered.confirmed}
        return tuple(each for each in every if each.recalled and each.key() not in confirmed)

    def first_procedure(self, key: str) -> Procedure:
        """The version before which no case can have begun; LookupError for an unknown procedure."""
        return self.procedures.first(key, self.province)


def shipped_policy() -> Policy:
    """The policy that comes with the program, without the figures of a province."""
    return Policy.load("", "")


@cache
def _shipped(_folder: Path) -> Policy:
    book = ParameterBook.load()
    return Policy(book, Procedures.load(book), Calendar.load(), "", "")


@lru_cache(maxsize=8)
def _laid_over(
    shipped: Policy, files: tuple[PolicyFile, ...], kept: tuple[PolicyFile, ...], _language: str
) -> Policy:
    """A policy with files laid over it. They are read once, and again for errors in another language."""

    def of(*kinds: PolicyFileKind) -> Iterable[PolicyFile]:
        return (file for file in files if file.kind in kinds)

    book = shipped.book.with_own(of(PolicyFileKind.PARAMETER, PolicyFileKind.CRITERIA))
    return replace(
        shipped,
        book=book,
        procedures=shipped.procedures.with_own(of(PolicyFileKind.PROCEDURE), kept, book),
        calendar=shipped.calendar.with_own(of(PolicyFileKind.CALENDAR)),
        notices=NoticeWordings(of(PolicyFileKind.WORDING)),
    )
