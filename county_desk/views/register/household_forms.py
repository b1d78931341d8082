"""The forms of the acts on a household and its members, as every page opens them."""

from collections.abc import Mapping, Sequence
from functools import partial

from county_desk.facts import FACTS
from county_desk.facts.fact import FactSubject
from county_desk.tables.household_detail import facts_on_record
from county_desk.tables.households import MEMBERS_LISTING, HouseholdRow, MemberRow
from county_desk.tables.listing import Query, page
from county_desk.text import _
from county_desk.views.case_openings import cases_of_household, opening_refusal
from county_desk.views.page import Page
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.editors import Offer
from county_desk.workflow.cases.filing import REGISTRATION, USUAL_KIND, OpenCase
from county_desk.workflow.command import Change, Command
from county_desk.workflow.correcting import CorrectHousehold, CorrectMember


def household_panel(
    shown: Page, command: type[Command], row: HouseholdRow, *, full: bool = False
) -> CommandPanel[Command]:
    """Return the form of an act on a household; `full` fills in personal numbers, which are uncovered then.

    An act on a person asks which of its members that is.
    """
    values: dict[str, object] = {"year": shown.year}
    offers: dict[str, Sequence[Offer]] = dict(_people(shown.desk, command, row))
    if command is CorrectHousehold:
        values = _on_record(row, FactSubject.HOUSEHOLD, full)
    elif command is OpenCase:
        values = {"kind": USUAL_KIND.get(row.standing, REGISTRATION)}
        offers = {"kind": cases_of_household(shown.desk, row.id)}
    make = partial(CommandPanel[Command], shown, command, values=values, offers=offers)
    make = partial(make, then=partial(_lead, shown, command))
    panel = make(household=row.id) if "household" in command.asks() else make()
    if later := opening_refusal(shown.desk, str(values["kind"])) if command is OpenCase else "":
        panel.add_under_heading(Banner("info", later, panel))
    return panel


def _lead(shown: Page, command: type[Command], change: Change) -> None:
    """Go to the new record where it stands on another page."""
    if command.leads_to and change.id is not None:
        shown.go.emit(command.leads_to, change.id)


def member_panel(
    shown: Page, command: type[Command], member: MemberRow, *, full: bool = False
) -> CommandPanel[Command]:
    """Return the form of an act on one person; `full` fills in personal numbers."""
    values: dict[str, object] = {"year": shown.year}
    if command is CorrectMember:
        values = _on_record(member, FactSubject.PERSON, full)
    if "member" in command.asks():
        return CommandPanel(shown, command, values=values, member=member.id)
    return CommandPanel(shown, command, values=values, one=member.id)  # the first of two duplicates


def _people(desk: Desk, command: type[Command], row: HouseholdRow) -> Mapping[str, Sequence[Offer]]:
    """The members among whom each field of a form chooses that is not within another one."""
    wanted = [name for name, ask in command.asks().items() if ask.of == "members" and not ask.within]
    if not wanted:
        return {}
    members = desk.read(page, MEMBERS_LISTING, Query(where={"household_id": row.id}))
    people: list[Offer] = [
        (member.id, _("{name}, {relation}").format(name=member.name, relation=member.relation))
        for member in members
    ]
    return dict.fromkeys(wanted, people)


def _on_record(row: HouseholdRow | MemberRow, subject: FactSubject, full: bool) -> dict[str, object]:
    """The facts with which a form of corrections opens; personal numbers only where they were uncovered."""
    known = facts_on_record(row, subject)
    return {key: value for key, value in known.items() if full or not FACTS[key].kind.personal}
