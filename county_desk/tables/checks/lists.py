"""The lists of the consistency checks: the checks themselves, and what they found."""

from dataclasses import dataclass

from county_desk.fields import Choice, Code, Column, Count, Record, Table, Text
from county_desk.rules.checks.catalogue import CheckLevel
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check as it holds for a year. `own` is the reason why the county takes it otherwise.

    `hits` is None where it did not run: it is off, or the register does not keep what it looks at.
    A `fixed` check always holds, and the county cannot set it. One to `watch` runs with the signals only.
    """

    id: int
    number: str
    title: str
    group: str
    level: CheckLevel
    hits: int | None
    usual: CheckLevel
    at_import: CheckLevel
    own: str
    where: str
    fix: str
    reference: str
    note: str
    fixed: bool = False
    watch: bool = False


CHECKS = Table(
    key="checks",
    title=N_("Consistency checks"),
    row=CheckRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("number", N_("Check"), Code(width=6)),
        Column("title", N_("What is wrong"), Text(width=26)),
        Column("group", N_("Of what"), Text(width=8), hidden=True),
        Column("level", N_("Level"), Choice(terms=CheckLevel, width=11)),
        Column("hits", N_("Hits"), Count(width=7)),
        Column("usual", N_("Usual level"), Choice(terms=CheckLevel, width=8), hidden=True),
        Column("at_import", N_("Level when a list is read"), Choice(terms=CheckLevel, width=11), hidden=True),
        Column("own", N_("Set by the county"), Text(width=14)),
        Column("where", N_("Looks at"), Text(width=14)),
        Column("fix", N_("What to do"), Text(width=30)),
        Column("reference", N_("Source"), Text(width=30), hidden=True),
        Column("note", N_("Remark"), Text(width=30), hidden=True),
    ),
)


@dataclass(frozen=True, slots=True)
class HitRow:
    """One thing that a check found, with the household, village or case that it is about."""

    id: int
    number: str
    level: CheckLevel
    title: str
    township: str
    village: str
    household: str
    head: str
    person: str
    field: str
    value: str
    sentence: str
    fix: str
    household_id: int | None
    case_id: int | None
    village_id: int | None


HITS = Table(
    key="check_hits",
    title=N_("Register of data problems to put right"),
    row=HitRow,
    columns=(
        Column("id", N_("No."), Count(width=6)),
        Column("township", N_("Township"), Text(width=9)),
        Column("village", N_("Village"), Text(width=10)),
        Column("household", N_("Household number"), Code(width=19)),
        Column("head", N_("Head or subject"), Text(width=9)),
        Column("person", N_("Member concerned"), Text(width=9)),
        Column("number", N_("Check"), Code(width=6)),
        Column("level", N_("Level"), Choice(terms=CheckLevel, width=11)),
        Column("title", N_("What is wrong"), Text(width=20)),
        Column("field", N_("Column looked at"), Text(width=11)),
        Column("value", N_("Value on record"), Text(width=14)),
        Column("sentence", N_("In words"), Text(width=40)),
        Column("fix", N_("What to do"), Text(width=30)),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("case_id", N_("Case"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)
