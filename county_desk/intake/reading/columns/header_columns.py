"""Builds a header: the meaning of each title, alone, under the titles above it, or by an answer."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from county_desk.intake.reading.columns.answers import BLANK, Answer, answer_of
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.header_doubts import Doubtful, TableContext, bare_under, is_of_a_part
from county_desk.intake.reading.columns.header_meaning import (
    TELEPHONE,
    in_year,
    meaning,
    names_household,
    question_of_doubt,
)
from county_desk.intake.reading.columns.header_rows import Block
from county_desk.intake.reading.columns.list_kinds import (
    NO_LIST,
    ListKind,
    SheetKind,
    fitting,
    list_of,
    meant_in,
)
from county_desk.intake.reading.columns.title_remarks import Doubt, Remarks, is_several, remarks_on
from county_desk.intake.reading.columns.titles import known_title, seeming_title
from county_desk.intake.vocabulary import Title, Unit, bare, standard_title

GUESSED = 100  # columns for which a meaning is guessed: a guess takes its time
_RELATION = "与户主关系"  # with it, each row is a person
_OF_OFFICIAL = ("帮扶单位", "帮扶责任人", "帮扶责任人职务")


@dataclass(frozen=True)
class KnownColumn:
    """A column with a known meaning and, if it has one, a known unit.

    `over` is the title above one that does not name the subject of its figures ("" for none).
    """

    column: int
    title: Title
    unit: Unit | None = None
    over: str | None = None


@dataclass
class ColumnFinder:
    """Puts a header together from its rows; `meanings` are what a person decided about its titles."""

    block: Block
    meanings: Mapping[str, str]
    key: str = ""
    around: TableContext = field(default_factory=TableContext)
    known: dict[str, KnownColumn] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    open: dict[int, str] = field(default_factory=dict)
    passed: list[int] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)
    partial: list[KnownColumn] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)
    likely: dict[int, Title] = field(default_factory=dict)
    unit_of: dict[int, str] = field(default_factory=dict)

    @property
    def titles(self) -> dict[str, Title]:
        """The known columns by the titles that they have so far."""
        return {name: each.title for name, each in self.known.items()}

    def header(self) -> Header:
        """The finished header."""
        unknown: list[tuple[int, str]] = []
        ours = self.block.grid.ours
        for column, path in self.block.paths():
            if column not in ours:
                self._column(column, path, unknown)
        self._add_decided_blanks()
        for part in self.partial:
            self._put_partial(part)
        for each in self.doubtful:  # after those about which there is no doubt
            self._ask(each.column, each.title, each.remarks, seems=each.seems)
        self._guess(unknown)
        self._stand_in()
        found = self._list()
        self._settle(found)
        awaited = self._awaited(found)
        return Header(
            found,
            self.block.first,
            self.block.last,
            {name: each.column for name, each in self.known.items()},
            self.titles,
            self.texts,
            dict(sorted(self.open.items())),
            tuple(self.passed),
            tuple(self.twice),
            {name: each.unit for name, each in self.known.items() if each.unit},
            tuple(name for name in found.needs if name not in self.known),
            tuple(sorted(ours)),
            awaited=awaited,
            why=self.why,
            unit_of=self.unit_of,
        )

    def _add_decided_blanks(self) -> None:
        """Add the columns without a title to which a person gave a meaning."""
        for text, meant in self.meanings.items():
            if (blank := BLANK.fullmatch(text)) is None:
                continue
            column = sum(26**place * (ord(sign) - 64) for place, sign in enumerate(reversed(blank[1])))
            answer = answer_of(meant)
            title = answer.known
            if title is None:
                self.passed.append(column)
            elif column not in self.texts and title.title not in self.known:
                self.texts[column] = text
                self._add(KnownColumn(column, title, answer.said_unit))

    def _column(self, column: int, path: tuple[str, ...], unknown: list[tuple[int, str]]) -> None:
        plain = in_year(path, self.around.year)
        title = meaning(plain)
        text = self._text(path, title)
        self.texts[column] = text
        if text in self.meanings and (told := answer_of(self.meanings[text])).holds_in(self.around.year):
            self._add_decided(column, plain, told)
            return
        if title is None:
            unknown.append((column, "".join(plain[-2:]) if known_title(plain[-1]) else plain[-1]))
            return
        remarks, over = remarks_on(plain, title, self.around.year, self.around.units), bare_under(plain)
        if beside := self._official_beside(column, plain, title):
            remarks = Remarks(doubt=Doubt.OTHER, said=beside)
        if remarks.doubt:
            self.doubtful.append(Doubtful(column, title, remarks))
        elif over and is_of_a_part(over):
            self.partial.append(KnownColumn(column, title, remarks.unit, over))
        elif title.title not in self.known:
            self._add(KnownColumn(column, title, remarks.unit, over))
        elif len(plain) > 1 and not known_title(plain[-2]):
            self.open[column] = ""
        else:
            self.twice.append((column, path[-1]))

    def _official_beside(self, column: int, path: tuple[str, ...], title: Title) -> str:
        """The title to the left of a bare telephone if it is of the household's official; "" for none."""
        beside = next((name for name, each in self.known.items() if each.column == column - 1), "")
        bare_one = len(path) == 1 and title.title == TELEPHONE and not names_household(path)
        return beside if bare_one and beside in _OF_OFFICIAL else ""

    def _add_decided(self, column: int, path: tuple[str, ...], told: Answer) -> None:
        """Add a column with a meaning that a person chose, in the chosen unit or in the one that it names."""
        meant = told.known
        if meant is None or meant.title in self.known:
            self.passed.append(column)
        else:
            named = remarks_on(path, meant, self.around.year, self.around.units).unit
            self._add(KnownColumn(column, meant, told.said_unit or named))

    def _text(self, path: tuple[str, ...], title: Title | None) -> str:
        """The titles over a column; where several units above the table may be its own, with those."""
        text = "/".join(bare(part) for part in path)
        if several := is_several(path, title, self.around.units):
            text = f"{text}({several})"
        self.times[text] += 1
        return text if self.times[text] == 1 else f"{text}#{self.times[text]}"

    def _add(self, known: KnownColumn) -> None:
        self.known[known.title.title] = known

    def _put_partial(self, part: KnownColumn) -> None:
        """Add a column under a title that names a part; a list of households has only that part."""
        if part.title.title in self.known:
            self._ask(part.column, part.title, Remarks(doubt=Doubt.OTHER, said=part.over or ""), seems=False)
        else:
            self._add(part)

    def _ask(self, column: int, title: Title, remarks: Remarks, *, seems: bool) -> None:
        self.open[column] = title.title if seems and title.title not in self.known else ""
        self.likely[column] = title
        if remarks.doubt:
            self.why[column] = question_of_doubt(self.texts[column], title, remarks)
        if remarks.doubt is Doubt.UNIT and standard_title(title.title) is not None:
            self.unit_of[column] = title.title
        if self.open[column]:
            self._add(KnownColumn(column, title, remarks.unit))

    def _guess(self, unknown: list[tuple[int, str]]) -> None:
        """Add the unknown columns, each with its likely meaning."""
        for number, (column, text) in enumerate(unknown):
            self.open[column] = ""
            if number < GUESSED and (seeming := seeming_title(text)) is not None:
                remarks = remarks_on((text,), seeming, self.around.year, self.around.units)
                self._ask(column, seeming, remarks, seems=remarks.doubt is not Doubt.UNIT)

    def _stand_in(self) -> None:
        """Take columns for others that are lacking; where each row is a person, not the head's for theirs."""
        for title in self.titles.values():
            meant = standard_title(title.instead)
            if meant is None or meant.title in self.known:
                continue
            if title.of == meant.of or _RELATION not in self.known:
                self._rename(title.title, meant)

    def _list(self) -> ListKind:
        """The list of this sheet; bare titles, and those with a doubtful unit, belong to it."""
        likely = {each.title.title: each.title for each in self.doubtful}
        vague = {name for name, each in self.known.items() if each.over is not None}
        found = fitting({**likely, **self.titles}, vague)
        found = found if found is not NO_LIST else list_of(self.key)
        meant = meant_in(found, self.titles, vague)
        for old, title in zip(self.titles, meant.values(), strict=True):
            if old != title.title:
                self._rename(old, title)
        self._ask_others(found)
        return found

    def _ask_others(self, found: ListKind) -> None:
        """Ask about columns with titles that have another meaning in this list than usual."""
        for name, each in list(self.known.items()):
            over = each.over or ""
            part = found.kind is SheetKind.VILLAGES and is_of_a_part(over)
            other = each.over is not None and name in found.means
            alien = each.title.only not in ("", found.key) and self.texts[each.column] not in self.meanings
            if part or other or alien:
                self.known.pop(name)
                remarks = Remarks(doubt=Doubt.OTHER, said=over) if part else Remarks()
                self._ask(each.column, each.title, remarks, seems=False)

    def _settle(self, found: ListKind) -> None:
        """Give columns the title that they have in this list: names, groups that have lines."""
        other = {"户主姓名": "姓名", "姓名": "户主姓名"}.get(found.name, "")
        if other in self.known and found.name not in self.known:
            self._rename(other, standard_title(found.name))
        lines = {title.group for title in self.titles.values() if title.kind == "money"}
        for name, each in self.known.items():
            if each.title.kind == "group":
                group = "" if each.title.group in lines else each.title.group
                self.known[name] = replace(each, title=replace(each.title, kind="money", group=group))

    def _awaited(self, found: ListKind) -> frozenset[int]:
        """The open columns for which rows wait.

        Any other one is not read under the title that it seems to mean; its cells are kept as they stand.
        """
        if found is NO_LIST:  # no row of it goes in
            return frozenset(self.open)
        sure = {name for name, each in self.known.items() if each.column not in self.open}
        awaited = set()
        for column, seeming in self.open.items():
            read = self.known.get(seeming)
            title = read.title if read else self.likely.get(column)
            says = any(word in self.texts[column] for word in found.awaits)
            if says or (title and title.title not in sure and found.waits_for(title, sure)):
                awaited.add(column)
            elif read:
                del self.known[seeming]
        return frozenset(awaited)

    def _rename(self, name: str, title: Title | None) -> None:
        if title is not None:
            known = self.known.pop(name)
            self._add(replace(known, title=title))
            if self.open.get(known.column) == name:
                self.open[known.column] = title.title
