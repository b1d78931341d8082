"""The columns of a file to which a person has to give a meaning, with samples of their values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from county_desk.fields import IdNumber
from county_desk.intake.comparing.layouts import SettleLayout, WithdrawAnswer, form_change, settled_layouts
from county_desk.intake.comparing.layouts import list_of as key_of
from county_desk.intake.delivery import Delivery, Layout, Line, SheetIn, Verdict
from county_desk.intake.reading.columns.answers import Answer, answer_of, decided, own_layout
from county_desk.intake.reading.columns.list_kinds import list_of
from county_desk.intake.reading.columns.title_units import units_of
from county_desk.intake.vocabulary import declared, standard_title
from county_desk.privacy import holds_identity
from county_desk.text import _
from county_desk.views.types import Desk

SAMPLES, LOOKED = 3, 400  # values that are shown, and rows that are looked through for them
SORTS: Mapping[str, tuple[str, ...]] = {
    "villages": ("village",),
    "monitoring": ("monitoring", "household", "person"),
    "department": ("department", "person"),
    "ledger": ("income", "household"),
    "living": ("living", "household"),
}
ROSTER = ("person", "household", "income", "living")


@dataclass(frozen=True)
class OpenColumn:
    """One column with an unknown or doubtful meaning; `seeming` is its likely title.

    `settled` is an earlier decision: a title with its unit if one was given, "" to pass the column over.
    `why` holds the question. `unit_of` is its title once its unit is known. If `awaited`, no row goes in
    before the answer.
    """

    sheet: SheetIn
    letter: str
    text: str
    seeming: str
    samples: tuple[str, ...]
    settled: bool = False
    why: str = ""
    unit_of: str = ""
    awaited: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The sheet and the letter, which identify it."""
        return self.sheet.name, self.letter


def open_columns(delivery: Delivery) -> tuple[OpenColumn, ...]:
    """Return every column of a file that needs an answer, in the order of the file."""
    return tuple(
        OpenColumn(
            sheet,
            letter,
            text,
            seeming,
            _samples(delivery, sheet, letter, seeming),
            why=sheet.why.get(letter, ""),
            unit_of=sheet.unit_of.get(letter, ""),
            awaited=letter in sheet.awaited,
        )
        for sheet in delivery.sheets
        for letter, seeming in sheet.open.items()
        for text in (sheet.texts.get(letter, ""),)
    )


def settled_columns(desk: Desk, delivery: Delivery) -> tuple[OpenColumn, ...]:
    """The columns of a file with an earlier decision, which can be changed."""
    layouts = desk.read(settled_layouts)
    return tuple(
        _settled(delivery, sheet, letter, text, answer)
        for sheet in delivery.sheets
        for meanings in (answers_about(sheet, layouts, delivery.year),)
        for letter, text in sheet.texts.items()
        if text in meanings and letter not in sheet.open
        for answer in (answer_of(meanings[text]),)
        if answer.holds_in(delivery.year)
    )


def answers_about(sheet: SheetIn, layouts: Sequence[Layout], year: int) -> Mapping[str, str]:
    """Return the earlier decisions about the titles of a sheet, by title."""
    return decided(key_of(sheet), tuple(sheet.texts.values()), layouts, year)


def _kept_under(column: OpenColumn, layouts: Sequence[Layout]) -> str:
    """The list that the answer about a column is kept under, a guess when it was given."""
    sheet = column.sheet
    own = own_layout(key_of(sheet), tuple(sheet.texts.values()), layouts)
    return own.list if own and column.text in own.meanings else key_of(sheet)


def is_answered_otherwise(delivery: Delivery, before: Sequence[Layout], now: Sequence[Layout]) -> bool:
    """Whether a column of a file has another decision now."""
    return any(
        answers_about(sheet, before, delivery.year) != answers_about(sheet, now, delivery.year)
        for sheet in delivery.sheets
    )


def withdraw_commands(desk: Desk, column: OpenColumn) -> Iterator[WithdrawAnswer]:
    """Yield the command that forgets the answer about a column."""
    kept = _kept_under(column, desk.read(settled_layouts))
    yield WithdrawAnswer(column=column.text, list=kept)


def _settled(delivery: Delivery, sheet: SheetIn, letter: str, text: str, answer: Answer) -> OpenColumn:
    samples = _samples(delivery, sheet, letter, answer.title)
    meant, unit_of = replace(answer, year=0).remembered, answer.title if answer.unit else ""
    return OpenColumn(sheet, letter, text, meant, samples, settled=True, unit_of=unit_of)


def _samples(delivery: Delivery, sheet: SheetIn, letter: str, meant: str) -> tuple[str, ...]:
    names = (sheet.texts.get(letter, ""), meant)
    rows = (line for line in delivery.lines if line.sheet == sheet.name and line.verdict is not Verdict.SKIP)
    found: dict[str, None] = {}
    for line, _number in zip(rows, range(LOOKED), strict=False):
        if text := _cell(line, names):
            found[IdNumber().mask(text) if holds_identity(text) else text] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _cell(line: Line, names: Iterable[str]) -> str:
    for name in names:
        text = line.original.get(name) or line.values.get(name, "")
        if name and text != "":
            return str(text)
    return ""


def titles_for(column: OpenColumn) -> list[str]:
    """The standard titles that a column can mean, those of its list first."""
    sheet = column.sheet
    sorts = SORTS.get(sheet.kind, ROSTER)
    taken = sheet.columns.keys() - {answer_of(column.seeming).title, *sheet.open.values()}
    known = [(entry["title"], entry["of"]) for entry in declared("columns") if entry["title"] not in taken]
    return [title for title, _of in sorted(known, key=lambda each: _weight(each[1], sorts))]


def meanings_for(column: OpenColumn) -> list[tuple[str, str]]:
    """The answers that can be given about a column, each with its words.

    Where only the unit is unknown, the title in each unit comes first, one of those with the same meaning.
    The other titles follow.
    """
    title, units = standard_title(column.unit_of), dict[Decimal, str]()
    for name, unit in units_of(title).items() if title else ():
        units.setdefault(unit.factor, name)
    words = _("{title}, figures in {unit}")
    told = [
        (Answer(column.unit_of, name).remembered, words.format(title=column.unit_of, unit=name))
        for name in units.values()
    ]
    return [*told, *((each, each) for each in titles_for(column) if not told or each != column.unit_of)]


def _weight(sort: str, sorts: Sequence[str]) -> int:
    return sorts.index(sort) if sort in sorts else len(sorts)


def list_name(sheet: SheetIn) -> str:
    """Return the name of the list on a sheet, in the language in force."""
    return list_of(key_of(sheet)).title


def form_changes(desk: Desk, delivery: Delivery) -> tuple[str, ...]:
    """Return the changes in each sheet against the form that this sender used before, in words."""
    found = (desk.read(form_change, sheet, delivery.place_id) for sheet in delivery.sheets)
    return tuple(change.sentence() for change in found if change is not None)


def settle_commands(
    desk: Desk, delivery: Delivery, told: Mapping[tuple[str, str], str]
) -> Iterator[SettleLayout]:
    """Yield the commands that store answers about columns, by sheet and letter; earlier answers stay."""
    known = {(layout.list, layout.texts): layout.meanings for layout in desk.read(settled_layouts)}
    for sheet in delivery.sheets:
        fresh = {
            sheet.texts.get(letter, ""): meaning
            for (name, letter), meaning in told.items()
            if name == sheet.name and letter in sheet.texts
        }
        if fresh:
            key, texts = key_of(sheet), tuple(sheet.texts.values())
            meanings = {**known.get((key, texts), {}), **fresh}
            yield SettleLayout(
                list=key, texts=texts, meanings=meanings, place=delivery.place_id, year=delivery.year
            )
