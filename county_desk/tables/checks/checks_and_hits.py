"""The lists of the consistency checks: the checks themselves, and what they found."""

from typing import Annotated

from county_desk.fields import Choice, Code, Count, Record, Text
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.text import N_


class CheckRow(ShownRow):
    """One check as it holds for a year. `own` is the reason why the county takes it otherwise.

    `hits` is None where it did not run: it is off, or the register does not keep what it looks at.
    A `fixed` check always holds, and the county cannot set it. One to `watch` runs with the signals only.
    """

    id: Annotated[int, Shown(label=N_("Record"), kind=Record())]
    number: Annotated[str, Shown(label=N_("Check"), kind=Code(width=6))]
    title: Annotated[str, Shown(label=N_("Problem found"), kind=Text(width=26))]
    group: Annotated[str, Shown(label=N_("Of what"), kind=Text(width=8), hidden=True)]
    level: Annotated[CheckLevel, Shown(label=N_("Level"), kind=Choice(terms=CheckLevel, width=11))]
    hits: Annotated[int | None, Shown(label=N_("Hits"), kind=Count(width=7))]
    usual: Annotated[
        CheckLevel, Shown(label=N_("Usual level"), kind=Choice(terms=CheckLevel, width=8), hidden=True)
    ]
    at_import: Annotated[
        CheckLevel,
        Shown(label=N_("Level when a list is read"), kind=Choice(terms=CheckLevel, width=11), hidden=True),
    ]
    own: Annotated[str, Shown(label=N_("Set by the county"), kind=Text(width=14))]
    where: Annotated[str, Shown(label=N_("Looks at"), kind=Text(width=14))]
    fix: Annotated[str, Shown(label=N_("What to do"), kind=Text(width=30))]
    reference: Annotated[str, Shown(label=N_("Source"), kind=Text(width=30), hidden=True)]
    note: Annotated[str, Shown(label=N_("Remark"), kind=Text(width=30), hidden=True)]
    fixed: bool = False
    watch: bool = False


CHECKS = table_of("checks", N_("Consistency checks"), CheckRow)


class HitRow(ShownRow):
    """One thing that a check found, with the household, village or case that it is about."""

    id: Annotated[int, Shown(label=N_("No."), kind=Count(width=6))]
    township: Annotated[str, Shown(label=N_("Township"), kind=Text(width=9))]
    village: Annotated[str, Shown(label=N_("Village"), kind=Text(width=10))]
    household: Annotated[str, Shown(label=N_("Household number"), kind=Code(width=19))]
    head: Annotated[str, Shown(label=N_("Head or subject"), kind=Text(width=9))]
    person: Annotated[str, Shown(label=N_("Member concerned"), kind=Text(width=9))]
    number: Annotated[str, Shown(label=N_("Check"), kind=Code(width=6))]
    level: Annotated[CheckLevel, Shown(label=N_("Level"), kind=Choice(terms=CheckLevel, width=11))]
    title: Annotated[str, Shown(label=N_("Problem found"), kind=Text(width=20))]
    field: Annotated[str, Shown(label=N_("Column looked at"), kind=Text(width=11))]
    value: Annotated[str, Shown(label=N_("Value on record"), kind=Text(width=14))]
    sentence: Annotated[str, Shown(label=N_("In words"), kind=Text(width=40))]
    fix: Annotated[str, Shown(label=N_("What to do"), kind=Text(width=30))]
    household_id: Annotated[int | None, Shown(label=N_("Household"), kind=Record())]
    case_id: Annotated[int | None, Shown(label=N_("Case"), kind=Record())]
    village_id: Annotated[int | None, Shown(label=N_("Village record"), kind=Record())]


HITS = table_of("check_hits", N_("Register of data problems to put right"), HitRow)
