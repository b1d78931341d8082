"""The homes: for each post the cards that it begins the day with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from county_desk.models.user import Role
from county_desk.shapes import Shape
from county_desk.storage.engine import file_of
from county_desk.tables.backups import BACKUPS
from county_desk.tables.cases.queue_words import PlanPart
from county_desk.tables.home.checklist import (
    accounts_to_check,
    checks_of_inspector,
    last_verification,
    rules_to_check,
)
from county_desk.tables.home.content import Cell, Door, HomeContent
from county_desk.tables.home.first_week import first_week
from county_desk.tables.home.overview import (
    cases_by_step,
    data_questions,
    last_days,
    money_by_month,
    monitoring_by_township,
    not_answered,
    not_sent,
    plans_of_year,
)
from county_desk.tables.home.plan import by_task, first_tasks
from county_desk.text import N_, _
from county_desk.views.home.home_card import HomeCard, HomeWork
from county_desk.views.page import DraftOpening
from county_desk.views.widgets.draft_rows import DRAFTS, weigh
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.accounts.people import lone_decider
from county_desk.workflow.backups import list_backups, plan_of, second_medium_trouble

SETTING = ("SetParameter", "WithdrawParameter")  # the commands by which figures are proposed


def _part(part: PlanPart, read: Callable[..., HomeContent], nothing: str) -> HomeCard:
    """The card of one part of the plan."""

    def content(work: HomeWork) -> HomeContent:
        return work.desk.read(partial(read, work=work.plan, part=part, total=work.counts.get(part, 0)))

    return HomeCard(part.label, content, nothing)


def _drafts(work: HomeWork) -> HomeContent:
    """The forms that the person began and did not submit."""
    rows = weigh(work.desk, work.drafts).rows
    doors = [Door(row.kept.page, DraftOpening(row.kept.key)) for row in rows]
    said = [tuple(DRAFTS[key].shown(row) for key in ("form", "about", "typed_at")) for row in rows]
    lines = [
        (Cell(" ".join(filter(None, (form, about))), door), Cell(typed, door))
        for door, (form, about, typed) in zip(doors, said, strict=True)
    ]
    return HomeContent(lines, total=Cell(str(len(rows)), Door("queue", DraftOpening()), count=len(rows)))


def _read(title: str, query: Callable[..., HomeContent], *given: Callable[[HomeWork], object]) -> HomeCard:
    """A card with the answer to a query; `given` are its values from the home."""
    return HomeCard(title, lambda work: work.desk.read(query, *(value(work) for value in given)))


def _today(work: HomeWork) -> date:
    return work.desk.today


_PLAN = (
    _part(PlanPart.LATE, first_tasks, N_("Nothing is overdue.")),
    _part(PlanPart.TODAY, first_tasks, N_("Nothing is due today.")),
    _part(PlanPart.WEEK, first_tasks, N_("Nothing is due in the next 7 days.")),
    _part(PlanPart.LATER, by_task, N_("Nothing is due later.")),
    _part(PlanPart.NO_LIMIT, by_task, N_("No task is without a last day.")),
    _part(PlanPart.SECOND, first_tasks, N_("No act waits for you to put it in force.")),
    _part(PlanPart.OTHERS, by_task, N_("Nothing of your place waits for others.")),
    _part(PlanPart.BEGUN, by_task, N_("Nothing that you began in the last 30 days waits for others.")),
    HomeCard(N_("Drafts"), _drafts, N_("You have no drafts.")),
)


def _first_week(work: HomeWork) -> HomeContent:
    """The steps of a new register, until all are done."""
    desk, register = work.desk, file_of(work.desk.place)
    now = datetime.now().astimezone()
    medium = None if register is None else second_medium_trouble(plan_of(register), now)
    return desk.read(
        partial(
            first_week,
            policy=desk.policy,
            today=desk.today,
            lone=desk.read(lone_decider),
            second_medium=medium,
        )
    )


def _backups(work: HomeWork) -> HomeContent:
    """The newest backup, and the state of the second medium."""
    register = file_of(work.desk.place)
    if register is None:
        words = _("This register lies on a server, whose keeper backs it up (pg_dump).")
        return HomeContent([(Cell(words, Door("backups")),)])
    kept, door = plan_of(register), Door("backups")
    newest = max((each.made_at for each in list_backups(kept)), default=None)
    made = _("There is no backup yet.") if newest is None else BACKUPS["made_at"].kind.show(newest)
    trouble = second_medium_trouble(kept, datetime.now().astimezone())
    words = titled(_("Second medium"), trouble or _("holds a backup of this week"))
    second = Cell(words, door, Shape.WATCH if trouble else Shape.FINE)
    first = Cell(titled(_("Newest backup"), made), door, Shape.FINE if newest else Shape.WATCH)
    return HomeContent([(first,), (second,)])


_FIRST_WEEK = HomeCard(N_("First week of the register"), _first_week, "", wide=True)
_ADMINISTRATION = (
    _read(N_("Rules"), rules_to_check, lambda work: work.desk.policy, _today, lambda _work: SETTING),
    _read(N_("Accounts"), accounts_to_check, _today),
    HomeCard(N_("Backups"), _backups),
)
HOMES: Mapping[Role, Sequence[HomeCard]] = {
    Role.VILLAGE_CLERK: _PLAN,
    Role.TOWNSHIP_CLERK: _PLAN,
    Role.COUNTY_CLERK: (_FIRST_WEEK, *_PLAN),
    Role.REVIEWER: _PLAN,
    Role.ADMINISTRATOR: (_FIRST_WEEK, *_ADMINISTRATION),
    Role.INSPECTOR: (
        _read(N_("Sample checks"), checks_of_inspector),
        _read(N_("History"), last_verification),
    ),
}
_MONITORING = _read(N_("Monitoring and help by township"), monitoring_by_township, _today)
_CASES = _read(N_("Open cases by step"), cases_by_step, lambda work: work.desk.policy, _today)
_PLANS = _read(N_("Plans of the year"), plans_of_year, _today)
_REQUESTS = _read(N_("Departments that have not answered"), not_answered)
_SENT = _read(N_("Not sent yet"), not_sent, _today)
_OVERVIEW = (
    replace(_CASES, wide=True),
    replace(_MONITORING, wide=True),
    _read(N_("Last days"), last_days, _today),
    _read(N_("Money by month"), money_by_month, _today),
    replace(_PLANS, nothing=N_("No plan was made for this year.")),
    replace(_REQUESTS, nothing=N_("Every department has answered.")),
    replace(_SENT, nothing=N_("Every return and every village of the period before came again.")),
    _read(N_("Questions about data"), data_questions),
)
OVERVIEWS = dict.fromkeys((Role.COUNTY_CLERK, Role.REVIEWER, Role.INSPECTOR), _OVERVIEW)
