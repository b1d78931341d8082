"""The laws of the days and years of an act, checked against the clock, the register and each other."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from county_desk.day_laws import FIRST_DAY, FIRST_YEAR, PAST, DayLaw, YearLaw, year_in
from county_desk.fields import IdNumber
from county_desk.identity import birth_of
from county_desk.rules.bilingual import spoken
from county_desk.tables.closed_years import closed_trouble, is_reported
from county_desk.text import _
from county_desk.workflow.command import Ask, Command, Work
from county_desk.workflow.gate.before import last_before
from county_desk.workflow.gate.records import record_words

BACK = "dated_back"  # the field with the reason of a rule that is dated back


def days_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """The first day or year that breaks its law, by field; nothing when all is well.

    The day of birth in an identity number has come, too.
    """
    for name, ask in command.asks().items():
        value = getattr(command, name)
        if isinstance(ask.law, YearLaw) and value:
            trouble = _year_trouble(work, ask, ask.law, value)
        elif isinstance(ask.law, DayLaw) and isinstance(value, date):
            trouble = (
                _ahead_trouble(work, ask, ask.law, value)
                or order_trouble(work, command, name, ask.after)
                or _early_trouble(ask, ask.law, value)
            )
        elif isinstance(ask.kind, IdNumber) and (born := birth_of(str(value or ""))):
            if trouble := _ahead_trouble(work, ask, PAST, born):
                return {name: trouble}
            continue
        else:
            continue
        if ask.law.counted and not trouble:
            trouble = closed_trouble(work.session, year_in(value))
        if trouble:
            return {name: trouble}
    return {}


def years_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """Check that the years are open in which counts what an act takes back."""
    years = command.law.years(work, command) if command.law.years else ()
    troubles = (closed_trouble(work.session, year) for year in sorted(set(years)))
    return {"": trouble} if (trouble := next(filter(None, troubles), "")) else {}


def back_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """Check that a rule that begins before the day on which it was asked for has a reason."""
    for name, ask in command.asks().items():
        day = getattr(command, name)
        if isinstance(ask.law, DayLaw) and ask.law.marked and isinstance(day, date):
            return dated_back_trouble(work, day, getattr(command, BACK))
    return {}


def dated_back_trouble(work: Work, first: date | None, reason: str) -> Mapping[str, str]:
    """Check that a rule has a reason if its first day lies before the day on which it was asked for."""
    if first is None or first >= work.asked_on or reason.strip():
        return {}
    words = _("{day} lies before today; say why the rule is dated back. The reason stays with it")
    return {BACK: words.format(day=first)}


def back_words(reason: str) -> str:
    """The mark of a rule that is dated back; "" without a reason."""
    return _("It is dated back: {reason}").format(reason=reason.strip()) if reason.strip() else ""


def _ahead_trouble(work: Work, ask: Ask, law: DayLaw, day: date) -> str:
    if law.today and day < work.today:
        words = _("A paper bears the day on which it is issued, {today}; {day} is over")
        return words.format(today=work.today, day=day)
    if day <= work.today:
        return ""
    if law.ahead == 0:
        words = _("“{field}” {day} has not come yet; today is {today}")
        return words.format(field=_(ask.title), day=day, today=work.today)
    last = work.today + timedelta(days=law.ahead)
    words = _("“{field}” {day} lies too far ahead: the latest day is {last}, {days} days after today")
    return words.format(field=_(ask.title), day=day, last=last, days=law.ahead) if day > last else ""


def _early_trouble(ask: Ask, law: DayLaw, day: date) -> str:
    if law.ever or day >= FIRST_DAY:
        return ""
    words = _("“{field}” {day} lies before {first}, the year of the first registration; correct the day")
    return words.format(field=_(ask.title), day=day, first=FIRST_YEAR)


def _year_trouble(work: Work, ask: Ask, law: YearLaw, value: object) -> str:
    """Check a year, or the year of a month, which has come where no year ahead may be given."""
    last = work.today.year + law.ahead
    if not FIRST_YEAR <= year_in(value) <= last:
        words = _(
            "“{field}” {year} is no year of this register; it takes {first} (first registration) to {last}"
        )
        return words.format(field=_(ask.title), year=value, first=FIRST_YEAR, last=last)
    if law.ahead == 0 and str(value)[:7] > work.today.isoformat()[:7]:
        words = _("“{field}” {day} has not come yet; today is {today}")
        return words.format(field=_(ask.title), day=value, today=work.today)
    return ""


def states_reported_year(work: Work, command: Command) -> bool:
    """Whether an act states something of a year that was reported, where its law asks for a second person."""
    laws = {name: ask.law for name, ask in command.asks().items()}
    stated = (getattr(command, name) for name, law in laws.items() if law is not None and law.reported)
    return any(is_reported(work.session, year_in(value)) for value in stated if value)


def order_trouble(work: Work, command: Command, field: str, after: Iterable[str]) -> str:
    """Check that the day in a field does not lie before those that it follows."""
    day, before = getattr(command, field), last_before(work, command, after)
    if before is None or day >= before.day:
        return ""
    about = {"field": _(command.asks()[field].title), "title": before.title}
    if before.record is not None:
        about["record"] = record_words(work.session, before.record)
        words = _(
            "“{field}” {day} lies before “{title}” {before} of {record}; correct the day, or first the record"
        )
    else:
        words = _("“{field}” {day} lies before “{title}” {before}; correct one of the two days")
    return words.format(day=day, before=before.day, **about)


def issue_days(command: Command) -> list[str]:
    """The fields with the day on which the paper of an act is issued."""
    laws = {name: ask.law for name, ask in command.asks().items()}
    return [name for name, law in laws.items() if isinstance(law, DayLaw) and law.today]


def late_days(work: Work, command: Command) -> tuple[str, int]:
    """The field of the day that is entered latest past its limit, and how many days; "" and 0 without one."""
    found = [
        ((work.asked_on - day).days, name)
        for name, ask in command.asks().items()
        if isinstance(day := getattr(command, name), date) and isinstance(ask.law, DayLaw) and ask.law.late
        if is_late(work, day, ask.law.late)
    ]
    days, name = max(found, default=(0, ""))
    return name, days


def is_late(work: Work, day: date, limit: str = "late_entry_days") -> bool:
    """Whether an act about a day comes later than the county allows."""
    days = work.terms()[limit].whole
    return days is not None and (work.asked_on - day).days > days


def late_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """Check that a late entry has a reason."""
    name, days = late_days(work, command)
    if not name or command.late_reason.strip():
        return {}
    ask = command.asks()[name]
    assert isinstance(ask.law, DayLaw)
    words = _(
        "“{field}” {day} was {days} days ago; past {limit} days give the reason, and another person confirms "
        "it (“{figure}”)"
    )
    limit = work.terms()[ask.law.late]
    about = {"field": _(ask.title), "figure": spoken(limit.title)}
    return {"late_reason": words.format(day=getattr(command, name), days=days, limit=limit.whole, **about)}
