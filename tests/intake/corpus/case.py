"""What has to happen to a file of the corpus, and whether it did: unsafe is worse than not as expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from county_desk.intake.delivery import Delivery, FileVerdict
from tests.intake.corpus.people import TITLES, stored, the_list
from tests.intake.corpus.xlsx import Sheet, Workbook

OK, WARN, ASK, REJECT, SKIP = ("accept",), ("accept_warn",), ("ask",), ("reject_row",), ("skip",)
STORED = ("accept", "accept_warn")
HELD = ("ask", "reject_row")  # not stored, whoever has to settle it
ODD = ("accept_warn", "ask")  # stored with a word, or asked about
FREE = ("accept", "accept_warn", "ask")
LEFT = ("ask", "reject_row", "skip")
ANY = ("accept", "accept_warn", "ask", "reject_row")
DIED = "The file cannot be read safely"
_OTHER_LISTS = {"家庭人口数": "家庭人口", "人均纯收入": "年人均纯收入(元)"}


@dataclass(frozen=True)
class Row:
    """What may become of one row: its verdicts, the kinds to be named ("a|b": one of them), and its values.

    `values` gives for each title the values that may be stored; "" stands for none. None: not looked at.
    `part`: other titles may have values too.
    """

    verdicts: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    values: Mapping[str, tuple[object, ...]] | None = field(default_factory=dict)
    part: bool = False


@dataclass(frozen=True)
class Case:
    """One file: what it is, its name and bytes, and what has to happen to it.

    `refused` is "no", "must" or "may" be; `kinds` have to be named anywhere; `deadly` may end the child;
    `garbled`: what its rows are depends on how it is read, so that some may be missing when none is stored.
    """

    name: str
    says: str
    file: str
    content: bytes
    rows: Mapping[tuple[str, int], Row] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    refused: str = "no"
    deadly: bool = False
    garbled: bool = False
    owner: str = ""


@dataclass(frozen=True)
class Findings:
    """What was wrong with the treatment of a file."""

    unsafe: tuple[str, ...] = ()
    strict: tuple[str, ...] = ()


def judged(case: Case, delivery: Delivery) -> Findings:
    """Whether a file was treated as it has to be."""
    unsafe, strict = [], []
    named = set(delivery.kinds)
    message = " ".join(problem.message for problem in delivery.problems)
    if not delivery.read:
        if message.startswith(DIED) and not case.deadly:
            unsafe.append(f"crash: {message}")
        if case.refused == "no":
            strict.append(f"refused: {', '.join(delivery.kinds)}: {message}")
    else:
        if case.refused == "must":
            stored_rows = [line.row for line in delivery.lines if line.verdict.value in STORED]
            strict.append(f"not refused, verdict {delivery.verdict.value}, rows stored {stored_rows}")
            unsafe += ["stored rows of a file that must be refused"] if stored_rows else []
        _judge_rows(case, delivery, unsafe, strict)
    for wanted in case.kinds:
        if not named & set(wanted.split("|")):
            strict.append(f"kind {wanted} is not named, but {', '.join(sorted(named)) or 'nothing'}")
    if (delivery.verdict is FileVerdict.REJECT_FILE) == delivery.read:
        unsafe.append("the verdict of the file is not that of its reading")
    return Findings(tuple(unsafe), tuple(strict))


def _judge_rows(case, delivery, unsafe, strict):
    lines = {}
    for line in delivery.lines:
        if (line.sheet, line.row) in lines:
            unsafe.append(f"row {line.row} of {line.sheet} is reported twice")
        lines[line.sheet, line.row] = line
    for (sheet, number), wanted in case.rows.items():
        where = f"{sheet}!{number}"
        line = lines.pop((sheet, number), None)
        if line is None:
            if wanted.verdicts != SKIP and not (case.garbled and delivery.verdict.value == "reject"):
                unsafe.append(f"{where} is left out without a word")
            continue
        _judge_row(where, wanted, line, unsafe, strict)
    for (sheet, number), line in lines.items():
        if line.verdict.value in STORED and case.rows:
            unsafe.append(f"{sheet}!{number} is stored but nobody expects it: {dict(line.values)}")


def _judge_row(where, wanted, line, unsafe, strict):
    verdict = line.verdict.value
    said = f"{where} {verdict} ({', '.join(line.kinds)})"
    if verdict not in wanted.verdicts:
        told = f"{said}, not {' or '.join(wanted.verdicts)}"
        may_store = bool(set(STORED) & set(wanted.verdicts))
        bad = (verdict in STORED and not may_store) or (verdict == "skip" and "skip" not in wanted.verdicts)
        (unsafe if bad else strict).append(told)
    if verdict in STORED and set(STORED) & set(wanted.verdicts) and wanted.values is not None:
        _judge_values(where, wanted, line, unsafe, strict)
    if verdict != "accept":
        for kind in wanted.kinds:
            if not set(line.kinds) & set(kind.split("|")):
                strict.append(f"{said}: {kind} is not named")
    elif wanted.kinds and "accept" not in wanted.verdicts:
        strict.append(f"{said}: {', '.join(wanted.kinds)} not named")
    if verdict in STORED and wanted.verdicts == OK and "normalized" in line.kinds:
        strict.append(f"{said}: nothing was normalised")


def _judge_values(where, wanted, line, unsafe, strict):
    application = wanted.values.keys() & set(_OTHER_LISTS.values())
    given = {
        (_OTHER_LISTS.get(title, title) if application else title): value
        for title, value in line.values.items()
    }
    if application and (renamed := _OTHER_LISTS.keys() & line.values.keys()):
        strict.append(f"the values are keyed by titles of other lists: {', '.join(sorted(renamed))}")
    for title, allowed in wanted.values.items():
        found = given.get(title, "")
        if found not in allowed or isinstance(found, bool):
            unsafe.append(f"{where} {title}: stored {found!r}, not {' or '.join(map(repr, allowed))}")
    extra = {title: value for title, value in given.items() if title not in wanted.values and value != ""}
    if extra and not wanted.part:
        strict.append(f"{where} extra keys {extra}")


def exactly(values):
    """The values of a clean row, each the only one that may be stored."""
    return {title: (value,) for title, value in values.items()}


def like(cells, verdicts=OK, kinds=(), **others):
    """What is expected of a row with these cells; `others` replaces the allowed values of single titles."""
    return Row(verdicts, tuple(kinds), exactly(stored(cells)) | others)


def wanted_rows(rows=None, first=2, sheet="申请名单", verdicts=OK, kinds=()):
    """What is expected of a clean list: every row stored as it stands."""
    listed = the_list() if rows is None else rows
    return {(sheet, first + n): like(cells, verdicts, kinds) for n, cells in enumerate(listed)}


def cells_of(rows, titles=TITLES):
    """A list as rows of cells under its header."""
    return [list(titles), *[[row.get(title) for title in titles] for row in rows]]


def clean_sheet(**more):
    """The clean list as a sheet."""
    return Sheet(cells_of(the_list()), **more)


def clean_book(**more):
    """The clean list as a workbook."""
    return Workbook([clean_sheet()], **more)


LIST = "2016年申请名单.xlsx"
