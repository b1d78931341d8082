"""The checklists of the administrator and of the inspector."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Moment
from county_desk.models.audit import Event
from county_desk.models.proposal import ProposalState
from county_desk.rules.policy import Policy
from county_desk.shapes import Shape
from county_desk.tables import proposals, users
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.home.content import Cell, Door, HomeContent, number
from county_desk.tables.home.counted import CountedRows, in_all
from county_desk.tables.listing import Query
from county_desk.tables.policy.figures import FigureState, figures_of
from county_desk.tables.policy.unconfirmed import unconfirmed
from county_desk.tables.proposals import proposed_acts
from county_desk.tables.supervision.inspections import (
    FINDINGS_LISTING,
    SHEETS_LISTING,
    FindingState,
    SheetState,
)
from county_desk.text import N_, _

IDLE_DAYS = 90  # days after which an account counts as not used
FIGURES = (
    (N_("Figures that have expired"), FigureState.ENDED),
    (N_("Figures that end soon"), FigureState.ENDING),
)


def rules_to_check(session: Session, policy: Policy, today: date, setting: Collection[str]) -> HomeContent:
    """The rules to look after; `setting` are the commands by which figures are proposed."""
    proposed = {str(act.values["name"]) for act in proposed_acts(session, list(setting))}
    every = figures_of(policy, today.year, today.year - 1, today, proposed)
    states = Counter(row.state for row in every)
    rows: list[Sequence[Cell]] = [
        (Cell(_(words)), number("figures", Query({"state": (state,)}), states[state], state.shape))
        for words, state in FIGURES
    ]
    waits = len(unconfirmed(session, policy, today))
    rows.append((Cell(_("Figures and rules to confirm")), number("to_confirm", Query(), waits, Shape.WATCH)))
    rows += in_all(session, (_WAITING, OPENINGS)).rows
    rows += (_year_line(policy, year) for year in (today.year, today.year + 1))
    return HomeContent(rows)


def accounts_to_check(session: Session, today: date) -> HomeContent:
    """The accounts to look after."""
    idle = Condition("signed_in_at", Operator.AT_MOST, today - timedelta(days=IDLE_DAYS))
    never = Condition("signed_in_at", Operator.BLANK)
    locked = Condition("locked_until", Operator.AT_LEAST, today)
    counted = (
        _accounts(N_("Locked after wrong passwords"), Shape.WATCH, locked),
        _accounts(N_("With a one-time password"), None, one_time=(True,)),
        _accounts(N_("Not used for 90 days"), Shape.WATCH, idle),
        _accounts(N_("Never used"), None, never),
    )
    return in_all(session, counted)


def last_verification(session: Session) -> HomeContent:
    """The last time that the whole history was verified and held, and by whom."""
    held = select(Event).where(Event.command == "VerifyHistory").order_by(Event.id.desc()).limit(1)
    if (event := session.scalar(held)) is None:
        return HomeContent([(Cell(_("Never verified"), Door("history"), Shape.WATCH),)])
    door = Door("history", event.id)
    day, last = Cell(Moment().show(event.at), door, Shape.FINE), Cell(_("Last verification"), door)
    return HomeContent([(last, day), (Cell(_("It holds; verified by")), Cell(event.actor))])


def checks_of_inspector(session: Session) -> HomeContent:
    """The samples and findings that are under way."""
    counted = (
        CountedRows(
            *(N_("Field sheets to enter"), "inspected_households", SHEETS_LISTING),
            Query({"state": (SheetState.OUT,)}),
        ),
        CountedRows(
            *(N_("Field sheets to enter a second time"), "inspected_households", SHEETS_LISTING),
            Query({"state": (SheetState.ENTERED,)}),
        ),
        CountedRows(
            N_("Findings to be mended"), "findings", FINDINGS_LISTING, Query({"state": (FindingState.OPEN,)})
        ),
        CountedRows(
            *(N_("Findings to confirm as mended"), "findings", FINDINGS_LISTING),
            Query({"state": (FindingState.MENDED,)}),
        ),
    )
    return in_all(session, counted)


OPENINGS = CountedRows(
    *(N_("Opening balances to confirm"), "proposals", proposals.LISTING),
    Query({"state": (ProposalState.WAITING,), "act": ("ConfirmOpening",)}),
    Shape.WATCH,
)
_WAITING = CountedRows(
    *(N_("Proposals that wait for a second person"), "proposals", proposals.LISTING),
    Query({"state": (ProposalState.WAITING,)}),
)


def _accounts(
    title: str, shape: Shape | None, *conditions: Condition, **where: tuple[object, ...]
) -> CountedRows:
    """Open accounts under conditions."""
    return CountedRows(
        title, "people", users.LISTING, Query({"closed_on": (None,), **where}, conditions=conditions), shape
    )


def _year_line(policy: Policy, year: int) -> tuple[Cell, Cell]:
    """Whether the working days of a year are known."""
    known = year in policy.calendar.years()
    words = _("entered") if known else _("missing")
    state = Cell(words, Door("working_days"), Shape.FINE if known else Shape.WATCH)
    return Cell(_("Working days of {year}").format(year=year)), state
