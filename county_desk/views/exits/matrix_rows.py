"""The rows of the exit matrix, and its columns: one for each criterion that the rule gave reasons for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_desk.fields import Code, Column, Kind, Table, Text
from county_desk.models.case import UNDER_WAY
from county_desk.models.household import Standing
from county_desk.models.village import VillageStanding
from county_desk.progress import Progress, each
from county_desk.rules.amounts import written
from county_desk.rules.finding_sentences import distance, hides
from county_desk.rules.findings import Finding, Outcome
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.cases.case_list import CaseRow
from county_desk.tables.listing import Query, page
from county_desk.tables.places import VILLAGES_LISTING, VillageRow
from county_desk.text import N_, _, _n
from county_desk.views.types import Desk
from county_desk.workflow.checks import HOUSEHOLD, VILLAGE, RuleCheck, each_check, village_check

TICK, RESULT = "tick", "result"
ORDER = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}
WITH_UNIT = ("share", "fraction")  # units that are part of the figure; the others stand in the explanation


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One household or village with the rule's finding, and its exit case of the year if there is one.

    `failed` counts the criteria that are not met, `unknown` those without a result.
    """

    id: int
    subject: str
    number: str
    township: str
    village: str
    finding: Finding
    failed: int
    unknown: int
    case: CaseRow | None

    @property
    def can_begin(self) -> bool:
        """Whether no exit is under way, so that one can be opened."""
        return self.case is None or self.case.state not in UNDER_WAY

    @property
    def ready(self) -> bool:
        """Whether every criterion is met and no exit is under way."""
        return not self.failed and not self.unknown and self.can_begin

    def part(self, label: str) -> Finding | None:
        """The finding on one criterion; None where the rule does not ask for it."""
        return next((part for part in self.finding.parts if part.label == label), None)


@dataclass(frozen=True)
class TickColumn(Column[MatrixRow]):
    """Whether a household is ticked, which the model knows."""

    def value(self, row: MatrixRow) -> object:
        """Nothing: ticks are of the moment."""
        return 0

    def shown(self, row: MatrixRow, *, masked: bool = False) -> str:
        """No words."""
        return ""


@dataclass(frozen=True)
class PartColumn(Column[MatrixRow]):
    """One criterion: ordered by how it stands and how far from its line, shown in words."""

    def value(self, row: MatrixRow) -> tuple[int, Decimal] | None:
        """Return the value for sorting."""
        part = row.part(self.key)
        return None if part is None else (ORDER[part.outcome], distance(part) or Decimal(0))

    def shown(self, row: MatrixRow, *, masked: bool = False) -> str:
        """The answer and the figure, as a copy or a screen reader gives them."""
        part = row.part(self.key)
        if part is None:
            return ""
        return " ".join(words for words in (_(part.outcome.label), part.shown()) if words)


@dataclass(frozen=True)
class ResultColumn(Column[MatrixRow]):
    """The overall result of the criteria; sorted by the number that are not met."""

    def value(self, row: MatrixRow) -> tuple[int, int]:
        """Return the number of criteria that are not met, and the number that are unknown."""
        return row.failed, row.unknown

    def shown(self, row: MatrixRow, *, masked: bool = False) -> str:
        """The answer in words."""
        if row.failed:
            return _n("{count} not met", "{count} not met", row.failed).format(count=row.failed)
        if row.unknown:
            return _n("{count} cannot be told", "{count} cannot be told", row.unknown).format(
                count=row.unknown
            )
        return _("All met")


@dataclass(frozen=True)
class CaseColumn(Column[MatrixRow]):
    """The exit case of the year and the step it waits for."""

    def value(self, row: MatrixRow) -> int | None:
        """The number of the case."""
        return row.case.id if row.case else None

    def shown(self, row: MatrixRow, *, masked: bool = False) -> str:
        """The number and the step, or how it ended."""
        if row.case is None:
            return ""
        key = "step" if row.case.state.value == "open" else "state"
        return f"{row.case.id} · {CASES.table[key].shown(row.case)}"


def table_of(findings: Iterable[Finding], *, households: bool) -> Table[MatrixRow]:
    """The columns for these findings; a province's own criterion has a column by itself."""
    parts = {part.label: part for finding in findings for part in finding.parts}
    named: tuple[Column[MatrixRow], ...] = (Column("subject", N_("Village"), Text(width=10)),)
    if households:
        named = (
            TickColumn(TICK, "", Kind(width=3, align="center")),
            Column("subject", N_("Household"), Text(width=9)),
            Column("number", N_("Household number"), Code(width=18), hidden=True),
            Column("village", N_("Village"), Text(width=10)),
        )
    criteria = tuple(PartColumn(label, part.title(), Kind(width=7)) for label, part in parts.items())
    return Table(
        key="exit_matrix",
        title=N_("Exit checks"),
        row=MatrixRow,
        columns=(
            *named,
            ResultColumn(RESULT, N_("Result"), Kind(width=14)),
            *criteria,
            CaseColumn("case", N_("Exit case"), Kind(width=18)),
            Column("township", N_("Township"), Text(width=10), hidden=True),
        ),
    )


def cell_words(part: Finding) -> str:
    """Return the figure of a cell without its unit: the explanation gives it in full."""
    if part.found is None or isinstance(part.found, bool):
        return ""
    return written(part.found, part.unit if part.unit in WITH_UNIT else "", exact=hides(part))


def read_households(desk: Desk, year: int, progress: Progress) -> list[MatrixRow]:
    """Check every household in the register."""
    checks = list(each_check(desk, year, standing=Standing.REGISTERED, progress=progress))
    return _rows(checks, _villages(desk), _cases(desk, HOUSEHOLD, year, "household_id"))


def read_villages(desk: Desk, year: int, progress: Progress) -> list[MatrixRow]:
    """Check every village in the register."""
    villages = _villages(desk)
    poor = [number for number, row in villages.items() if row.standing is VillageStanding.POOR]
    checks = [village_check(desk, number, year) for number in each(poor, progress)]
    return _rows(checks, villages, _cases(desk, VILLAGE, year, "village_id"))


def _rows(
    checks: Sequence[RuleCheck], villages: Mapping[int, VillageRow], cases: Mapping[int, CaseRow]
) -> list[MatrixRow]:
    return [_row(check, villages[check.place_id], cases.get(check.id)) for check in checks]


def _row(check: RuleCheck, village: VillageRow, case: CaseRow | None) -> MatrixRow:
    blocking = check.finding.blockers()
    failed = sum(part.outcome is Outcome.NOT_MET for part in blocking)
    return MatrixRow(
        check.id,
        check.subject,
        check.number,
        village.township,
        village.name,
        check.finding,
        failed,
        len(blocking) - failed,
        case,
    )


def _villages(desk: Desk) -> dict[int, VillageRow]:
    return {row.id: row for row in desk.read(page, VILLAGES_LISTING)}


def _cases(desk: Desk, kind: str, year: int, subject: str) -> dict[int, CaseRow]:
    """The exit case under way, else the newest of the year, by its household or village."""
    wanted: tuple[dict[str, object], ...] = ({"year": year}, {"state": UNDER_WAY})
    found = (desk.read(page, CASES, Query(where={"kind": kind, **where})) for where in wanted)
    return {getattr(row, subject): row for rows in found for row in rows}
