"""The content of one delivered file: every row with its verdict, and the households that it describes.

This module knows no database. A household goes in as a whole or not at all. When one row is refused or
waits, its other rows wait too: a household without a person or an income would be wrong.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSection, FactSubject
from county_desk.facts.fields_of import with_facts
from county_desk.fields import Sex
from county_desk.intake.text_table import TextTable
from county_desk.rules.checks.running import Switch
from county_desk.sheets.packing import Value

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """A dataclass that only mypy keeps frozen.

        A truly frozen one takes four times as long to make, and each row makes several.
        """
        return dataclass(slots=slots, unsafe_hash=frozen)


class Verdict(StrEnum):
    """The outcome of one row, in the words of the command line."""

    ACCEPT = "accept"
    WARN = "accept_warn"
    ASK = "ask"
    REJECT = "reject_row"
    SKIP = "skip"
    UNCHANGED = "unchanged"


class FileVerdict(StrEnum):
    """The outcome of a whole file."""

    ACCEPT = "accept"
    PARTIAL = "partial"
    ASK = "ask"
    REJECT = "reject"
    REJECT_FILE = "reject_file"


class Level(StrEnum):
    """The weight of a note: an error keeps the row out, a question waits for a person, others are remarks."""

    ERROR = "error"
    ASK = "ask"
    WARN = "warn"
    NOTE = "note"  # nothing odd: what a newer version of a file changes


STORED = frozenset({Verdict.ACCEPT, Verdict.WARN})


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A village that a file can belong to, as the register knows it, with its official codes."""

    id: int
    township: str
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """The decisions of a person about the columns of one form; the same form raises no question again.

    `texts` are the titles of the form in order, written as by `vocabulary.bare`; they identify the form.
    `meanings` maps a title to its meaning (see `reading.answers`); "" passes over the column.
    """

    list: str
    texts: tuple[str, ...]
    meanings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadingTerms:
    """The settings of a reader beside the file itself.

    `year` is the year of the figures. With `by_title`, a year that the file names wins over it. Nothing can
    have happened after `today`. `place_id` is the village that a person chose for the file. `layouts` are
    decisions about forms. `fixes` are texts that the county put into cells, by sheet and cell ("G6").
    `switches` are the checks with a level of the county's own.
    """

    places: tuple[KnownPlace, ...]
    year: int
    today: date | None = None
    place_id: int | None = None
    layouts: tuple[Layout, ...] = ()
    fixes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    switches: tuple[Switch, ...] = ()
    by_title: bool = False


@record(frozen=True, slots=True)
class Problem:
    """One thing wrong or odd, addressed as the sheet shows it ("" and "" for the whole file).

    `kind` is one of the stable codes of the command line; `message` is a sentence in the language in force.
    `sent` is the one for the sender where `message` names people of another village.
    """

    sheet: str
    cell: str
    kind: str
    message: str
    level: Level
    sent: str = ""


@record(frozen=True, slots=True)
class Line:
    """One row of one sheet. `values` are the values to store, by standard Chinese column title.

    Money is a decimal string with two places, a date ISO, a count an int, all else text; `original` keeps
    the text of each cell that differs from its stored value. `household` is the number of the household
    that the row belongs to, "" for none.
    """

    sheet: str
    row: int
    verdict: Verdict
    kinds: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    household: str = ""
    original: Mapping[str, str] = field(default_factory=dict)


@record(frozen=True, slots=True)
@with_facts((*facts_of(FactSubject.PERSON), *facts_of(FactSubject.PERSON_YEAR)))
class MemberIn:
    """One person as delivered, with every declared fact; None and "" mean that the file does not say.

    `erase` are the titles of cells that ask in so many words to clear the record.
    """

    sheet: str
    row: int
    name: str
    relation: str
    sex: Sex | None = None
    id_number: str = ""
    born_on: date | None = None
    erase: tuple[str, ...] = ()


@record(frozen=True, slots=True)
@with_facts(facts_of(FactSubject.HOUSEHOLD_YEAR, FactSection.INCOME))
class IncomeIn:
    """A household's income of the year in yuan; `ledger` holds its lines by their Chinese title."""

    wage: Decimal | None = None
    business: Decimal | None = None
    property: Decimal | None = None
    transfer: Decimal | None = None
    expense: Decimal | None = None
    net_income: Decimal | None = None
    income_per_head: Decimal | None = None
    ledger: Mapping[str, Decimal] = field(default_factory=dict)


@record(frozen=True, slots=True)
@with_facts(facts_of(FactSubject.HOUSEHOLD_YEAR, FactSection.LIVING))
class GuaranteesIn:
    """How a household lives: a field for each declared fact of its living; areas in m² and mu."""


@record(frozen=True, slots=True)
@with_facts(facts_of(FactSubject.HOUSEHOLD))
class HouseholdIn:
    """One household as delivered, with every declared fact.

    `verdict` is that of its heaviest row, and decides for all of them. `village` is its place where the
    list names one for each row; None means that of the file. `where` is its first row as "Sheet!6", which
    identifies a household without a number. `erase` are the titles of facts to clear on the record.
    """

    number: str
    head: str
    persons: int
    verdict: Verdict
    telephone: str = ""
    account: str = ""
    claimed: str = ""
    identified: str = ""
    exit_year: str | None = None
    kind: str = ""
    relapsed: str | None = None
    village: int | None = None
    filed_on: date | None = None
    where: str = ""
    members: tuple[MemberIn, ...] = ()
    income: IncomeIn | None = None
    guarantees: GuaranteesIn | None = None
    erase: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The value of `Line.household` in the rows of this household."""
        return self.number or self.where


@record(frozen=True, slots=True)
class VillageIn:
    """One village of a table of villages; `facts` are its figures by standard Chinese title."""

    sheet: str
    row: int
    village: int
    facts: Mapping[str, Value]


@record(frozen=True, slots=True)
class MonitoredIn:
    """One household of a monitoring ledger; `facts` are all its columns by standard Chinese title."""

    sheet: str
    row: int
    number: str
    head: str
    id_number: str
    village: int | None
    facts: Mapping[str, Value]


@record(frozen=True, slots=True)
class EntryIn:
    """One person of a list of another department: the name, and the kind or amount listed.

    `village` is the one that the row names. With `absent` a request's workbook says that there is nothing.
    """

    sheet: str
    row: int
    name: str
    id_number: str
    kind: str = ""
    amount: Decimal | None = None
    village: int | None = None
    absent: bool = False


@dataclass(frozen=True)
class SheetIn:
    """One sheet that was read: the kind of its rows, its header, and the column letter of each title.

    `kind` is the kind of a row, `list` the key of the list as in `Layout.list`. `columns` maps the titles
    of its lines to letters; `calls` maps standard titles to those titles. `texts` are the titles as
    written, by letter; a `Layout` stores them. `open` maps the letters of unclear columns to their likely
    title or "". `why` holds the question about an open column with a title that does not explain it.
    `unit_of` holds the standard title of columns with an unknown unit. Rows wait for the columns in
    `awaited`.
    """

    name: str
    kind: str
    header_row: int
    columns: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    open: Mapping[str, str] = field(default_factory=dict)
    list: str = ""
    calls: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    unit_of: Mapping[str, str] = field(default_factory=dict)
    awaited: tuple[str, ...] = ()

    @property
    def standard(self) -> dict[str, str]:
        """The column letter of each standard title."""
        meant = {called: title for title, called in self.calls.items()}
        return {meant.get(title, title): letter for title, letter in self.columns.items()}


@dataclass(frozen=True)
class Delivery:
    """One delivered file as understood. `digest` is its SHA-256, `layout` the roster layout found.

    `households` are those that could be put together; `problems` are those of the whole file, those of rows
    stand with their line. `seconds` is the time that reading took, `fault` says where the reader stumbled.
    `taken`: its right rows are in by now. `named` are the years that it names; `assumed`: none are known.
    `request` is the number of the request that its title says it answers. `copy_of` are the digests of
    the files that were sent before, the first one first, if it is a marked copy. `tables` are those of sheets
    that may be lists of acts.
    """

    file: str
    digest: str
    layout: str
    year: int
    place_id: int | None
    households: tuple[HouseholdIn, ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    read: bool = True
    sheets: tuple[SheetIn, ...] = ()
    villages: tuple[VillageIn, ...] = ()
    monitored: tuple[MonitoredIn, ...] = ()
    entries: tuple[EntryIn, ...] = ()
    fault: str = ""
    taken: bool = False
    named: tuple[int, ...] = ()
    assumed: bool = False
    request: int | None = None
    copy_of: tuple[str, ...] = ()
    tables: tuple[TextTable, ...] = ()

    @property
    def verdict(self) -> FileVerdict:
        """The verdict of the file, which follows from its rows and from the problems of the whole."""
        if not self.read:
            return FileVerdict.REJECT_FILE
        counts = self.counts
        stored = counts["accept"] + counts["accept_warn"] + counts["unchanged"]
        if not stored:
            return FileVerdict.ASK if counts["ask"] and not counts["reject_row"] else FileVerdict.REJECT
        left_out = counts["ask"] + counts["reject_row"]
        return FileVerdict.PARTIAL if left_out else FileVerdict.ACCEPT

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows got each verdict."""
        counted = Counter(line.verdict for line in self.lines)
        return {verdict.value: counted[verdict] for verdict in Verdict}

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of problem that the file has, in order of first appearance."""
        heads = (problem.kind for problem in self.problems)
        return tuple(dict.fromkeys((*heads, *(kind for line in self.lines for kind in line.kinds))))
