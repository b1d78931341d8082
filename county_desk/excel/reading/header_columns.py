"""Putting a header together: what each of its titles means, by itself, by those over it, or as told."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from county_desk.excel.reading.header import Header
from county_desk.excel.reading.header_meaning import meaning, under_others
from county_desk.excel.reading.header_rows import Block
from county_desk.excel.reading.lists import NO_LIST, ListKind, fitting, list_of
from county_desk.excel.reading.titles import known_title, seeming_title, unit_in
from county_desk.excel.reading.vocabulary import Title, Unit, bare, standard_title

_GUESSED = 100  # columns for which a meaning is guessed: a guess takes its time
_RELATION = "与户主关系"  # with it, each row is a person
BLANK = re.compile(r"\(([A-Z]{1,3})\)")  # the text of a column that has none: its letter


@dataclass
class Finder:
    """Puts a header together from its rows; `meanings` are what a person decided about its titles."""

    block: Block
    meanings: Mapping[str, str]
    key: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, Title] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    open: dict[int, str] = field(default_factory=dict)
    passed: list[int] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)

    def header(self) -> Header:
        """The finished header."""
        doubtful: list[tuple[int, str]] = []
        ours = self.block.grid.ours
        for column, path in self.block.paths():
            if column not in ours:
                self._column(column, path, doubtful)
        self._told_blank()
        for number, (column, text) in enumerate(doubtful):
            seeming = seeming_title(text) if number < _GUESSED else None
            self.open[column] = seeming.title if seeming and seeming.title not in self.titles else ""
            if self.open[column] and seeming:
                self._put(column, text, seeming)
        self._stand_in()
        found = fitting(self.titles)
        found = found if found is not NO_LIST else list_of(self.key)
        self._settle(found)
        return Header(
            found,
            self.block.first,
            self.block.last,
            self.columns,
            self.titles,
            self.texts,
            dict(sorted(self.open.items())),
            tuple(self.passed),
            tuple(self.twice),
            self.units,
            tuple(name for name in found.needs if name not in self.columns),
            tuple(sorted(ours)),
        )

    def _told_blank(self) -> None:
        """Columns without a title, of which a person said what they hold."""
        for text, meant in self.meanings.items():
            if (blank := BLANK.fullmatch(text)) is None:
                continue
            column = sum(26**place * (ord(sign) - 64) for place, sign in enumerate(reversed(blank[1])))
            title = standard_title(meant)
            if title is None:
                self.passed.append(column)
            elif column not in self.texts and title.title not in self.titles:
                self.texts[column] = text
                self._put(column, "", title)

    def _column(self, column: int, path: tuple[str, ...], doubtful: list[tuple[int, str]]) -> None:
        text = self._text(path)
        self.texts[column] = text
        if text in self.meanings:
            meant = standard_title(self.meanings[text])
            if meant is None or meant.title in self.titles:
                self.passed.append(column)
            else:
                self._put(column, path[-1], meant)
            return
        title = meaning(path)
        if title is None:
            doubtful.append((column, "".join(path[-2:]) if under_others(path) else path[-1]))
        elif title.title not in self.titles:
            self._put(column, path[-1], title, "".join(path[-2:]))
        elif len(path) > 1 and not known_title(path[-2]):
            self.open[column] = ""
        else:
            self.twice.append((column, path[-1]))

    def _text(self, path: tuple[str, ...]) -> str:
        text = "/".join(bare(part) for part in path)
        self.times[text] += 1
        return text if self.times[text] == 1 else f"{text}#{self.times[text]}"

    def _put(self, column: int, text: str, title: Title, whole: str = "") -> None:
        self.columns[title.title], self.titles[title.title] = column, title
        if unit := unit_in(text, title) or unit_in(whole, title):
            self.units[title.title] = unit

    def _stand_in(self) -> None:
        """Take columns for others that are lacking; where each row is a person, not the head's for theirs."""
        for title in list(self.titles.values()):
            meant = standard_title(title.instead)
            if meant is None or meant.title in self.titles:
                continue
            if title.of == meant.of or _RELATION not in self.titles:
                self._rename(title.title, meant)

    def _settle(self, found: ListKind) -> None:
        """Give columns the title that they have in this list: names, groups that have lines."""
        other = {"户主姓名": "姓名", "姓名": "户主姓名"}.get(found.name, "")
        if other in self.titles and found.name not in self.titles:
            self._rename(other, standard_title(found.name))
        lines = {title.group for title in self.titles.values() if title.kind == "money"}
        for name, title in self.titles.items():
            if title.kind == "group":
                self.titles[name] = replace(
                    title, kind="money", group="" if title.group in lines else title.group
                )

    def _rename(self, name: str, title: Title | None) -> None:
        if title is not None:
            self.columns[title.title], self.titles[title.title] = self.columns.pop(name), title
            self.titles.pop(name)
            if name in self.units:
                self.units[title.title] = self.units.pop(name)
