"""Two papers of those who help: the account of a village, and the hand-over of households."""

from collections.abc import Iterable, Sequence

from county_desk.fields import Count, Text
from county_desk.reports.document import Document
from county_desk.reports.flow import Item
from county_desk.reports.hand_sheets import (
    SheetTable,
    sheet_document,
    sheet_rows,
    sheet_setter,
    sheet_table,
    signed,
)
from county_desk.reports.parts import Setter
from county_desk.tables.assistance.helper_sheets import HandOverFacts, VillageAccount
from county_desk.tables.assistance.plans import PLAN_NOTES, PLANS
from county_desk.tables.assistance.teams import TEAM_MEMBERS
from county_desk.text import N_, _
from county_desk.text import language as speaking

LINES = sheet_table(
    N_("Account of a village"),
    (N_("What"), Text(width=24)),
    (N_("Value"), Text(width=30)),
)
MEMBERS = sheet_table(
    N_("Members of resident teams"),
    (N_("Name"), Text(width=10)),
    (N_("Duty in the team"), Text(width=12)),
    (N_("Unit"), Text(width=16)),
    (N_("In the village since"), Text(width=12)),
    (N_("Days in the village"), Text(width=8)),
)
PLAN_LINES = sheet_table(
    N_("Plans of villages"),
    (N_("Kind of plan"), Text(width=16)),
    (N_("Planned households"), Text(width=9)),
    (N_("Proposed households"), Text(width=9)),
    (N_("Households done"), Text(width=9)),
    (N_("Why it is not done"), Text(width=22)),
)
HANDED = sheet_table(
    N_("Hand-over of households"),
    (N_("No."), Count(width=5)),
    (N_("Village"), Text(width=12)),
    (N_("Head of household"), Text(width=10)),
    (N_("Persons"), Text(width=6)),
    (N_("Last visit"), Text(width=12)),
    (N_("Open things"), Text(width=30)),
)


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


def _rows(setter: Setter, table: SheetTable, rows: Sequence[tuple[str, ...]]) -> Iterable[Item]:
    """The rows under their head; without rows a line that says so."""
    if not rows:
        return setter.paragraph(_("Nothing is on record yet."))
    return [*sheet_rows(setter, table, rows), setter.blank(0.4)]
