"""Two papers of those who help: the account of a village, and the hand-over of households."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from county_desk.fields import Count, Table, Text
from county_desk.reports.document import Document
from county_desk.reports.flow import Item
from county_desk.reports.grid import PaperGrid
from county_desk.reports.hand_sheets import sheet_document, sheet_setter, signed
from county_desk.reports.parts import Setter
from county_desk.tables.assistance.helper_sheets import HandOverFacts, VillageAccount
from county_desk.tables.assistance.plans import PLAN_NOTES, PLANS
from county_desk.tables.assistance.teams import TEAM_MEMBERS
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.usual_fields import HeadName, VillageName
from county_desk.text import N_, _
from county_desk.text import language as speaking


class AccountLine(ShownRow):
    """One figure of an account."""

    what: Annotated[str, Shown(label=N_("What"), kind=Text(width=24))]
    figure: Annotated[str, Shown(label=N_("Value"), kind=Text(width=30))]


class AccountPlan(ShownRow):
    """One plan on an account."""

    kind: Annotated[str, Shown(label=N_("Kind of plan"), kind=Text(width=16))]
    planned: Annotated[str, Shown(label=N_("Planned households"), kind=Text(width=9))]
    proposed: Annotated[str, Shown(label=N_("Proposed households"), kind=Text(width=9))]
    done: Annotated[str, Shown(label=N_("Households done"), kind=Text(width=9))]
    why: Annotated[str, Shown(label=N_("Why it is not done"), kind=Text(width=22))]


class AccountMember(ShownRow):
    """One member of the resident team on an account."""

    name: Annotated[str, Shown(label=N_("Name"), kind=Text(width=10))]
    role: Annotated[str, Shown(label=N_("Duty in the team"), kind=Text(width=12))]
    unit: Annotated[str, Shown(label=N_("Unit"), kind=Text(width=16))]
    since: Annotated[str, Shown(label=N_("In the village since"), kind=Text(width=12))]
    days: Annotated[str, Shown(label=N_("Days in the village"), kind=Text(width=8))]


class HandOverLine(ShownRow):
    """One household on a hand-over sheet."""

    place: Annotated[int, Shown(label=N_("No."), kind=Count(width=5))]
    village: VillageName
    head: HeadName
    persons: Annotated[str, Shown(label=N_("Persons"), kind=Text(width=6))]
    visited: Annotated[str, Shown(label=N_("Last visit"), kind=Text(width=12))]
    things: Annotated[str, Shown(label=N_("Open things"), kind=Text(width=30))]


LINES = table_of("account_lines", N_("Account of a village"), AccountLine)
MEMBERS = table_of("account_members", N_("Members of resident teams"), AccountMember)
PLAN_LINES = table_of("account_plans", N_("Plans of villages"), AccountPlan)
HANDED = table_of("handed_households", N_("Hand-over of households"), HandOverLine)


def account_of_village(account: VillageAccount, language: str) -> Document:
    """The account of a village: its households, its team, and its plans beside their results."""
    with speaking(language):
        setter = sheet_setter(language, [row.name for row in account.team])
        place = f"{account.township}{account.village}" if language == "zh" else account.village
        title = setter.title([_("Account of {village}, {year}").format(village=place, year=account.year)])
        body = [
            *_rows(setter, LINES, _figures(account)),
            *setter.paragraph(_("Members of the resident team")),
            *_rows(
                setter,
                MEMBERS,
                [
                    tuple(TEAM_MEMBERS[key].shown(row) for key in ("name", "role", "unit", "since", "days"))
                    for row in account.team
                ],
            ),
            *setter.paragraph(_("Plans of the year")),
            *_rows(
                setter,
                PLAN_LINES,
                [
                    (
                        *(PLANS[key].shown(row) for key in ("kind", "households", "proposed", "done")),
                        PLAN_NOTES["why"].shown(row),
                    )
                    for row in account.plans
                ],
            ),
        ]
        items = [*title, setter.blank(0.3), *body]
        items = signed(setter, items, _("Filled in by:"), _("Checked by:"))
        name = f"{account.village} {account.year}"
        words = _("{head}, made on {day}").format(head=name, day=account.day.isoformat())
        return sheet_document(name, account.county, name, words, language, items)


def hand_over_sheet(facts: HandOverFacts, language: str) -> Document:
    """The list of the households that an official hands over, with room for three signed."""
    with speaking(language):
        setter = sheet_setter(language, [facts.official, *(each.head for each in facts.households)])
        title = setter.title([_("Hand-over of households of a contact official")])
        words = _("{official} ({unit}) hands over {count} households with the open things listed here.")
        told = words.format(official=facts.official, unit=facts.unit, count=len(facts.households))
        rows = [
            (
                str(place),
                each.village,
                each.head,
                str(each.persons),
                each.visited_on.isoformat() if each.visited_on else "",
                each.open_things,
            )
            for place, each in enumerate(facts.households, start=1)
        ]
        body = [*setter.paragraph(told), *_rows(setter, HANDED, rows)]
        titles = (_("Handed over by:"), _("Taken over by:"), _("Village committee:"), _("Day:"))
        foot_words = _("{head}, made on {day}").format(head=facts.official, day=facts.day.isoformat())
        items = signed(setter, [*title, setter.blank(0.3), *body], *titles)
        return sheet_document(facts.official, facts.county, facts.official, foot_words, language, items)


def _figures(account: VillageAccount) -> list[tuple[str, str]]:
    """The figures of the households; an unknown population is called unknown."""
    both = _("{households} households, {persons} persons")
    people, poor = account.people, account.registered[1]
    share = f"{poor * 100 / people:.2f}%" if people else _("unknown: the population of the year is missing")
    measures = _("{every}, of which delivered {delivered}")
    return [
        (_("Population"), str(people) if people else _("unknown")),
        (_("Registered now"), both.format(households=account.registered[0], persons=poor)),
        (_("Incidence of poverty"), share),
        (_("Exited"), both.format(households=account.exited[0], persons=account.exited[1])),
        (_("Monitored households"), str(account.monitored)),
        (_("Measures"), measures.format(every=account.measures[0], delivered=account.measures[1])),
        (_("Households without a contact official"), str(account.without_official)),
        (_("Visits of contact officials overdue"), str(account.overdue)),
    ]


def _rows[R](setter: Setter, table: Table[R], rows: Sequence[tuple[str, ...]]) -> Iterable[Item]:
    """The rows under their head; without rows a line that says so."""
    if not rows:
        return setter.paragraph(_("Nothing is on record yet."))
    grid = PaperGrid(table, setter.letters.households)
    head = grid.head()
    return [head, *(grid.row(row, head) for row in rows), setter.blank(0.4)]
