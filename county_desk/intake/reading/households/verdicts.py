"""Derives the verdicts of households from the problems of their rows, also after a person has agreed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from string import ascii_uppercase

from county_desk.intake.delivery import STORED, Delivery, HouseholdIn, Level, Line, Problem, Verdict
from county_desk.intake.reading.rows.draft import verdict_of
from county_desk.sheets.formats.book import address
from county_desk.text import _

WAITS, HELD = "household_waits", "file_waits"
OPENING = "opening_balance"  # the answer with which households come in as they stand in an existing register
AGREEABLE = frozenset(
    {
        # hidden in the sheet; once a person has looked, it is like the rest
        *("hidden_row", "hidden_column", "hidden_sheet", "cell_hidden_value", "cell_struck", "merged_cell"),
        # the sheet shows the value otherwise than it is kept; a person can tell which of them is meant
        "number_format_suspect",
        # the row goes in without the value in question, which is kept with the row
        *("header_unknown", "id_missing", "cause_unknown", "ethnicity_unknown", "education_unknown"),
        # both sheets count, or this file does; what stands twice in them is asked about on its own
        *("several_sheets", "file_ambiguous"),
        # a life can be so, or the paper file explains it
        *("id_birth", "id_sex", "relation_odd", "member_count", "head_missing", "several_values"),
        # the figures are taken as they stand
        *("income_sum", "income_missing", "income_per_head", "income_negative"),
        # who it is about stays in the list all the same
        *("remark_gone", "remark_void"),
        # a name can be written so
        *("mojibake_suspect", "name_bad_char"),
        # the village of the file counts, and its year; so does the village above a blank cell
        *("village_mismatch", "village_above", "year_mismatch", "year_unknown"),
        # a check of the catalogue that the county takes as an error
        *("school_age", "education_age", "income_outlier", "id_placeholder", "id_region", "exit_income"),
        *("exit_housing", "exit_water", "exit_school", "exit_insurance"),
        # what the register has beside it is settled there, and stays on record until then
        *("member_left", "head_changed", "duplicate_person", "duplicate_id_other_name", "county_corrected"),
        # a department may tell of others besides
        *("not_asked_about", "payment_list"),
        OPENING,
        # many amounts can change in one way
        "changed_alike",
        # the paper file tells that it is the same person
        "identity_changed",
        # its record goes on, under the number that the file gives
        "household_renumbered",
    }
)
_WEIGHT = (Verdict.REJECT, Verdict.ASK, Verdict.WARN, Verdict.ACCEPT, Verdict.UNCHANGED)
_NO_LIST = "other"
_QUIET = (Verdict.ACCEPT, Verdict.UNCHANGED)
_SETTLED = (Verdict.SKIP, Verdict.UNCHANGED)


def agreeable(kind: str) -> bool:
    """Whether a person here can answer questions of a kind; those of the catalogue without a name can be."""
    return kind in AGREEABLE or kind.startswith("check_")


def agreed(delivery: Delivery, kinds: Collection[str]) -> Delivery:
    """Return the delivery after a person has accepted all rows with questions of some kinds.

    Refused rows stay refused. Questions that only the sender can answer are not `AGREEABLE` and stay open.
    Examples are an old identity number, one number for two households, or a repeated row. An amount in
    another unit stays open, too, as an unknown village does (see `ReadingTerms.place_id`).
    Rows of an unknown list cannot be accepted: nothing of them would go in yet.
    """
    settled = frozenset(filter(agreeable, kinds))
    none = {sheet.name for sheet in delivery.sheets if sheet.kind == _NO_LIST}
    lines = [line if line.sheet in none else _answered(line, settled) for line in delivery.lines]
    problems = tuple(_settled(each, settled) for each in delivery.problems)
    return judged(replace(delivery, problems=problems), lines)


def judged(delivery: Delivery, lines: Iterable[Line]) -> Delivery:
    """Return the delivery with these rows. A household goes in only when every row of it can.

    Other rows of a household with a refused or doubtful row wait for it (`household_waits`). So nothing is
    stored incomplete and nothing gets lost.
    """
    bare = [_rejudged(line) for line in lines]
    held: dict[str, Line] = {}
    verdicts: dict[str, set[Verdict]] = defaultdict(set)
    for line in bare:
        verdicts[line.household].add(line.verdict)
        if line.household and line.verdict in (Verdict.ASK, Verdict.REJECT):
            held.setdefault(line.household, line)
    households = (_household(household, verdicts[household.key]) for household in delivery.households)
    finished = (_waiting(line, held.get(line.household)) for line in bare)
    return replace(delivery, lines=tuple(finished), households=tuple(households))


def asked_of_all(delivery: Delivery, problems: Collection[Problem]) -> Delivery:
    """The delivery with further problems, those of single cells and those of the whole file.

    A question about the whole file is put to every row that could go in.
    """
    whole = [problem for problem in problems if not problem.cell]
    questions = [problem for problem in whole if problem.level is Level.ASK]
    rows: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.cell:
            rows[problem.sheet, problem.cell.lstrip(ascii_uppercase)].append(problem)
    lines: Iterable[Line] = delivery.lines
    if rows:
        lines = [_with(line, [*line.problems, *rows.get((line.sheet, str(line.row)), ())]) for line in lines]
    if questions:
        lines = [_asked(line, questions) if line.verdict in STORED else line for line in lines]
    shown = [replace(each, level=Level.WARN) if each.level is Level.ASK else each for each in whole]
    return judged(replace(delivery, problems=(*delivery.problems, *shown)), lines)


def _asked(line: Line, questions: Collection[Problem]) -> Line:
    cell = address(line.row, 1)
    return _with(line, [*line.problems, *(replace(each, sheet=line.sheet, cell=cell) for each in questions)])


def held_back(delivery: Delivery, reason: str) -> Delivery:
    """The delivery when none of it may go in for a reason that concerns the whole file, which comes first."""
    whole = Problem("", "", HELD, reason, Level.ASK)
    lines = (
        _with(line, [replace(whole, sheet=line.sheet, cell=address(line.row, 1)), *line.problems])
        if line.verdict in STORED
        else line
        for line in delivery.lines
    )
    return replace(delivery, lines=tuple(lines), problems=(whole, *delivery.problems))


def _household(household: HouseholdIn, verdicts: set[Verdict]) -> HouseholdIn:
    heaviest = next((verdict for verdict in _WEIGHT if verdict in verdicts), household.verdict)
    return household if household.verdict is heaviest else replace(household, verdict=heaviest)


def _waiting(line: Line, other: Line | None) -> Line:
    if other is None or line.verdict not in STORED:
        return line
    message = _("It waits for row {row} of {sheet}, which is of the same household.")
    words = message.format(row=other.row, sheet=other.sheet or "CSV")
    problem = Problem(line.sheet, address(line.row, 1), WAITS, words, Level.ASK)
    return replace(line, verdict=Verdict.ASK, kinds=(*line.kinds, WAITS), problems=(*line.problems, problem))


def _answered(line: Line, kinds: Collection[str]) -> Line:
    return _with(line, [_settled(each, kinds) for each in line.problems])


def _settled(problem: Problem, kinds: Collection[str]) -> Problem:
    if problem.kind in kinds and problem.level is Level.ASK:
        return replace(problem, level=Level.WARN)
    return problem


def _rejudged(line: Line) -> Line:
    if not line.problems and line.verdict in _QUIET:
        return line  # nearly all rows are such
    problems = [each for each in line.problems if each.kind != WAITS]
    same = len(problems) == len(line.problems) and verdict_of(problems) is line.verdict
    return line if same and set(line.kinds) == {each.kind for each in problems} else _with(line, problems)


def _with(line: Line, problems: list[Problem]) -> Line:
    verdict = line.verdict if line.verdict in _SETTLED else verdict_of(problems)
    kinds = tuple(dict.fromkeys(problem.kind for problem in problems))
    return replace(line, verdict=verdict, kinds=kinds, problems=tuple(problems))
