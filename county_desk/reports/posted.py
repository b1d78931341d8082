"""The lists that notices post: which columns of a household or a village the public sees."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from county_desk.facts.kinds import Word
from county_desk.fields import Column as Col
from county_desk.fields import Count, Money, Rate, Table, Text
from county_desk.models.household import Standing
from county_desk.models.monitored import RemovalWay
from county_desk.models.notice_facts import NoticeFacts
from county_desk.models.project import FundLevel, ProjectClass, ProjectStanding
from county_desk.posted_rows import (
    NamedAmount,
    PostedCounty,
    PostedFunding,
    PostedHolder,
    PostedHousehold,
    PostedProject,
    PostedVillage,
)
from county_desk.reports.phrases import yuan
from county_desk.text import N_, _, _n


class _Figure(Count):
    """A whole number with its thousands set off."""

    def show(self, value: int | None) -> str:
        return "" if value is None else f"{value:,}"


class _Yuan(Money):
    """Yuan; whole amounts without fen."""

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else yuan(value)


class _Way(Text):
    """How a risk went, by the word of the ledgers."""

    def show(self, value: str | None) -> str:
        return _(RemovalWay.named(value).label) if value else ""


class _Result(Text):
    """The result for a household, by the label of its standing."""

    def show(self, value: str | None) -> str:
        return _(Standing.named(value).label) if value else ""


class _Amounts(Text):
    """Amounts with their names; whole yuan without fen."""

    def show(self, value: tuple[NamedAmount, ...] | None) -> str:
        words = _("{name} {amount}")
        amounts = (words.format(name=self.named(each.name), amount=yuan(each.amount)) for each in value or ())
        return _("; ").join(amounts)

    def named(self, name: str) -> str:
        """A name as the list shows it."""
        return name


class _Helped(Text):
    """How many households and persons a project helps, as far as they are known."""

    def show(self, value: tuple[int | None, int | None] | None) -> str:
        households, persons = value or (None, None)
        parts = ["", ""]
        if households is not None:
            words = _n("{count} household", "{count} households", households)
            parts[0] = words.format(count=f"{households:,}")
        if persons is not None:
            parts[1] = _n("{count} person", "{count} persons", persons).format(count=f"{persons:,}")
        return _("{households} {persons}").format(households=parts[0], persons=parts[1]).strip()


class _Sources(_Amounts):
    """Amounts by the level that gives the money."""

    def named(self, name: str) -> str:
        return _(FundLevel.named(name).label)


def _middle(width: int) -> Text:
    return Text(width=width, align="center")


HOUSEHOLDS = Table(
    key="posted_households",
    title=N_("Posted households"),
    row=PostedHousehold,
    columns=(
        Col("number", N_("No."), _Figure(width=10, align="center")),
        Col("village", N_("Administrative village"), _middle(22)),
        Col("group", N_("Villager group"), _middle(22)),
        Col("name", N_("Head of the household"), _middle(30)),
        Col("persons", N_("Members"), _Figure(width=18, align="center")),
        Col("category", N_("Kind of monitoring"), Word(width=26, align="center", title="监测对象类别")),
        Col("way", N_("How the risk went"), _Way(width=22, align="center")),
        Col("standing", N_("Result"), _Result(width=22, align="center")),
    ),
)
# columns that stay away while blank: of every list, and of the list with this key
_IF_SAID = ("village", "category", "way", "standing")
_IF_SAID_OF = {"posted_funding": ("content", "term", "sources", "paid", "assets", "done_on", "helped")}
VILLAGES = Table(
    key="posted_villages",
    title=N_("Posted villages"),
    row=PostedVillage,
    columns=(
        Col("number", N_("No."), _Figure(width=8, align="center")),
        Col("township", N_("Town or|township"), _middle(14)),
        Col("name", N_("Adminis-|trative|village"), _middle(16)),
        Col("households", N_("House-|holds"), _Figure(width=11)),
        Col("persons", N_("Popu-|lation"), _Figure(width=12)),
        Col("poor_households", N_("Poor|house-|holds"), _Figure(width=11)),
        Col("poor_persons", N_("Poor|people"), _Figure(width=11)),
        Col("incidence", N_("Incidence|of poverty"), Rate(width=13, align="right")),
        Col("income_per_head", N_("Net income|a head|(yuan)"), _Yuan(width=14)),
        Col("collective_income", N_("Collective|income|(yuan)"), _Yuan(width=15)),
    ),
)
PROJECTS = Table(
    key="posted_projects",
    title=N_("Posted projects"),
    row=PostedProject,
    columns=(
        Col("number", N_("No."), _Figure(width=7, align="center")),
        Col("village", N_("Place"), _middle(14)),
        Col("title", N_("Project"), Text(width=22)),
        Col("content", N_("Content of the project"), Text(width=24)),
        Col("unit", N_("Responsible|unit"), _middle(16)),
        Col("term", N_("Term"), _middle(22)),
        Col("budget", N_("Budget|(yuan)"), _Yuan(width=16)),
    ),
)
HOLDERS = Table(
    key="posted_holders",
    title=N_("Posted holders of posts"),
    row=PostedHolder,
    columns=(
        Col("number", N_("No."), _Figure(width=10, align="center")),
        Col("group", N_("Villager group"), _middle(22)),
        Col("name", N_("Name"), _middle(30)),
        Col("head", N_("Head of the household"), _middle(26)),
    ),
)
FUNDING = Table(
    key="posted_funding",
    title=N_("Posted funds and projects"),
    row=PostedFunding,
    columns=(
        Col("number", N_("No."), _Figure(width=10, align="center")),
        Col("village", N_("Where"), _middle(14)),
        Col("title", N_("Project|and kind"), Text(width=22)),
        Col("content", N_("Content and|what it brings"), Text(width=26)),
        Col("unit", N_("Carried|out by"), Text(width=20)),
        Col("term", N_("Term"), _middle(14)),
        Col("sources", N_("Source and|amount (yuan)"), _Sources(width=20)),
        Col("budget", N_("Budget|(yuan)"), _Yuan(width=15)),
        Col("paid", N_("Paid|(yuan)"), _Yuan(width=15)),
        Col("assets", N_("Built, with|value (yuan)"), _Amounts(width=19)),
        Col("done_on", N_("Progress|and day"), _middle(18)),
        Col("helped", N_("Helped"), _Helped(width=16, align="center")),
    ),
)
COUNTIES = Table(
    key="posted_counties",
    title=N_("Posted counties"),
    row=PostedCounty,
    columns=(
        Col("number", N_("No."), _Figure(width=8, align="center")),
        Col("name", N_("County"), _middle(20)),
        Col("incidence", N_("Incidence|of poverty"), Rate(width=18, align="right")),
        Col("wrong_exit", N_("Wrong|exits"), Rate(width=18, align="right")),
        Col("missed", N_("The|missed"), Rate(width=18, align="right")),
        Col("approval", N_("Approval|of the people"), Rate(width=18, align="right")),
    ),
)
_EVERY = (HOUSEHOLDS, VILLAGES, PROJECTS, FUNDING, HOLDERS, COUNTIES)
_TABLES: Mapping[str, Table[Any]] = {table.row.subject: table for table in _EVERY}


@dataclass(frozen=True, slots=True)
class Posted:
    """The list of one notice: its columns, its rows, and the texts of its row of totals."""

    table: Table[object]
    rows: Sequence[object]
    totals: Sequence[str]


def posted(facts: NoticeFacts) -> Posted:
    """The list that the facts post, in the language in force. A column that says nothing new stays away."""
    table, totals = _TABLES[facts.kind.subject], _TOTALS[facts.kind.subject](facts)
    optional = (*_IF_SAID, *_IF_SAID_OF.get(table.key, ()))
    said = {column.key for column in table.columns if column.key in optional}
    away = {key for key in said if not any(getattr(row, key) for row in facts.rows)}
    away |= {"township"} if facts.township else set()
    table = table.only(*(column.key for column in table.columns if column.key not in away))
    rows = [_as_listed(row) for row in facts.rows]
    return Posted(table, rows, [totals.get(column.key, "") for column in table.columns])


def _as_listed(row: Any) -> object:
    """The row as the list shows it: a project in columns; other names with the ending of a namesake."""
    if isinstance(row, PostedFunding):
        return _in_columns(row)
    if getattr(row, "ending", None) is None:
        return row
    return replace(row, name=_("{name} ({ending})").format(name=row.name, ending=row.ending.words()))


def _in_columns(row: PostedFunding) -> PostedFunding:
    """A project as the list shows it: the kind behind the title, the contractor behind the unit."""
    content, unit, done = row.content, row.unit, row.done_on
    if row.benefit:
        content = _("{content}; it brings: {benefit}").format(content=content, benefit=row.benefit)
    if row.contractor:
        unit = _("{unit}; contractor: {contractor}").format(unit=unit, contractor=row.contractor)
    if row.standing:
        standing = _(ProjectStanding.named(row.standing).label)
        done = _("{standing} {day}").format(standing=standing, day=row.done_on)
    purpose = _(ProjectClass.named(row.purpose).label)
    title = _("{title} ({purpose})").format(title=row.title, purpose=purpose)
    return replace(row, title=title, content=content, unit=unit, done_on=done)


def _household_totals(facts: NoticeFacts) -> dict[str, str]:
    count = len(facts.rows)
    return {
        "number": _("Total"),
        "name": _n("{count} household in all", "{count} households in all", count).format(count=count),
        "persons": _n("{count} person in all", "{count} people in all", facts.persons).format(
            count=facts.persons
        ),
    }


def _village_totals(facts: NoticeFacts) -> dict[str, str]:
    """Sums of the countable figures; none where a part is unknown."""
    totals = {
        "number": _("Total"),
        "name": _n("{count} village in all", "{count} villages in all", len(facts.rows)).format(
            count=len(facts.rows)
        ),
    }
    for key in ("households", "persons", "poor_households", "poor_persons"):
        values = [getattr(row, key) for row in facts.rows]
        if None not in values:
            totals[key] = f"{sum(values):,}"
    return totals


def _project_totals(facts: NoticeFacts) -> dict[str, str]:
    count = len(facts.rows)
    budget = sum((row.budget for row in facts.rows if isinstance(row, PostedProject)), Decimal(0))
    return {
        "number": _("Total"),
        "title": _n("{count} project in all", "{count} projects in all", count).format(count=count),
        "budget": yuan(budget, facts.layout),
    }


def _holder_totals(facts: NoticeFacts) -> dict[str, str]:
    count = len(facts.rows)
    people = _n("{count} person in all", "{count} people in all", count).format(count=count)
    return {"number": _("Total"), "name": people}


def _funding_totals(facts: NoticeFacts) -> dict[str, str]:
    """Sums of the money and of those helped; none where a part is unknown."""
    rows = [row for row in facts.rows if isinstance(row, PostedFunding)]
    totals = {
        "number": _("Total"),
        "title": _n("{count} project in all", "{count} projects in all", len(rows)).format(count=len(rows)),
        "budget": yuan(sum((row.budget for row in rows), Decimal(0))),
    }
    if rows and None not in (paid := [row.paid for row in rows]):
        totals["paid"] = yuan(sum((each or Decimal(0) for each in paid), Decimal(0)))
    columns = ([row.helped_households for row in rows], [row.helped_persons for row in rows])
    sums = [None if None in column else sum(each or 0 for each in column) for column in columns]
    totals["helped"] = _Helped().show((sums[0], sums[1]))
    return totals


_TOTALS: Mapping[str, Callable[[NoticeFacts], dict[str, str]]] = {
    PostedHousehold.subject: _household_totals,
    PostedVillage.subject: _village_totals,
    PostedProject.subject: _project_totals,
    PostedFunding.subject: _funding_totals,
    PostedHolder.subject: _holder_totals,
    PostedCounty.subject: lambda _facts: {"number": _("Total"), "name": _("1 county in all")},
}
