"""The years of a household or a person side by side: all facts, the income by component, and the house."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout

from county_desk.facts import FACTS, facts_of
from county_desk.facts.fact import Fact, FactSection, FactSubject
from county_desk.fields import Money
from county_desk.rules.shares import COMPONENTS, sum_of_components
from county_desk.tables.household_detail import YearFacts, household_detail, person_years
from county_desk.text import _
from county_desk.views.places.place_tabs import AnyPlace, TabView
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import bare, drop, line
from county_desk.views.widgets.text_format import titled, tooltip


@dataclass(frozen=True)
class YearLine:
    """One line over the years: its title, the words of each year, and the source of each in words."""

    title: str
    words: Sequence[str]
    sources: Sequence[str] = ()

    @property
    def source(self) -> str:
        """The source of the newest value."""
        found = zip(self.words, self.sources, strict=False)
        return next((source for words, source in found if words), "")


type Lines = Callable[[Sequence[YearFacts]], Iterable[YearLine]]


class YearsTable(FactsTable):
    """Lines over the years, newest year first; a value that differs from the year before is bold.

    With `sourced` a last column names the act that the newest value comes from.
    """

    def __init__(
        self, years: Sequence[int], lines: Sequence[YearLine], parent: TabView, *, sourced: bool
    ) -> None:
        last = [_("Where it comes from")] if sourced else []
        super().__init__((_("What"), *map(str, years), *last), parent, fills=True)
        self.lines, self.years = lines, years
        self.show_rows([(each.title, *each.words, *([each.source] if sourced else [])) for each in lines])
        for row, each in enumerate(lines):
            for column, (now, before) in enumerate(pairwise((*each.words, ""))):
                self._explain(row, column, now, before)

    def changed(self, row: int, year: int) -> bool:
        """Whether the value of a line in a year is marked as changed."""
        item = self.item(row, 1 + self.years.index(year))
        return item is not None and item.font().bold()

    def _explain(self, row: int, column: int, now: str, before: str) -> None:
        """Mark a changed value, and say in its tip what stood before and where it comes from."""
        item, line = self.item(row, 1 + column), self.lines[row]
        if item is None:
            return
        said = [now]
        if now and before and now != before:
            bold = QFont(item.font())
            bold.setBold(True)
            item.setFont(bold)
            said.append(_("{year}: {value}").format(year=self.years[column + 1], value=before))
        said += line.sources[column : column + 1]
        item.setToolTip(tooltip("\n".join(filter(None, said))))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _("; ").join(filter(None, said)))


class YearsView(TabView):
    """A table of lines over years, read for the record of the page."""

    sourced = False

    def __init__(self, page: AnyPlace, read: Callable[[], Sequence[YearFacts]], lines: Lines) -> None:
        super().__init__(page)
        self.page, self._read, self._lines = page, read, lines
        self.table: YearsTable | None = None
        self.said = line("", self, muted=True)
        self.box = bare(QVBoxLayout(self), 0.3)
        self.box.addWidget(self.said)

    def refresh(self) -> None:
        """Read the years again."""
        self.page.look(self._read, self._show, f"years {id(self)}")

    def _show(self, years: Sequence[YearFacts]) -> None:
        if self.table is not None:
            self.box.removeWidget(self.table)
            drop(self.table)
            self.table = None
        lines = list(self._lines(years))
        if not lines:
            self.said.setText(_("Nothing is on record yet."))
            return
        self.said.setText(_("Bold: it differs from the year before."))
        self.table = YearsTable([each.year for each in years], lines, self, sourced=self.sourced)
        self.table.setAccessibleName(self.page.heading.text())
        self.box.insertWidget(0, self.table, 1)
        self.setFocusProxy(self.table)


class HouseView(YearsView):
    """The living conditions and guarantees of a household, with the act that gave each its newest value."""

    sourced = True

    def __init__(self, page: AnyPlace) -> None:
        super().__init__(page, partial(_household_years, page), partial(_lines_of, _of(FactSection.LIVING)))


class IncomeView(YearsView):
    """The components of the income with their sum, beside the income on record and that of a head."""

    def __init__(self, page: AnyPlace) -> None:
        super().__init__(page, partial(_household_years, page), _income_lines)


class HouseholdYears(YearsView):
    """All other facts of a household and of its people."""

    def __init__(self, page: AnyPlace) -> None:
        super().__init__(page, partial(_household_years, page), _household_lines)


class PersonYears(YearsView):
    """All facts of a person."""

    def __init__(self, page: AnyPlace) -> None:
        facts = facts_of(FactSubject.PERSON_YEAR)
        super().__init__(page, lambda: page.desk.read(person_years, page.number), partial(_lines_of, facts))


def _household_years(page: AnyPlace) -> Sequence[YearFacts]:
    found = page.desk.read(household_detail, page.number)
    return found.years if found else ()


def _of(section: FactSection) -> list[Fact]:
    return [fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR) if fact.section is section]


def _lines_of(facts: Iterable[Fact], years: Sequence[YearFacts], name: str = "") -> Iterator[YearLine]:
    """A line for each fact that is usual, or known of any year."""
    for fact in facts:
        if any(fact.key in each.facts for each in years) or (fact.usual and years and not name):
            words = [fact.kind.show(each.facts.get(fact.key)) for each in years]
            sources = [each.source(fact.key) if fact.key in each.facts else "" for each in years]
            yield YearLine(titled(name, _(fact.label)) if name else _(fact.label), words, sources)


def _household_lines(years: Sequence[YearFacts]) -> Iterator[YearLine]:
    yield from _lines_of(_of(FactSection.NONE), years)
    for name in dict.fromkeys(one.name for each in years for one in each.people):
        own = [YearFacts(each.year, _facts_of_person(each, name)) for each in years]
        yield from _lines_of(facts_of(FactSubject.PERSON_YEAR), own, name)


def _facts_of_person(year: YearFacts, name: str) -> Mapping[str, object]:
    return next((one.facts for one in year.people if one.name == name), {})


def _income_lines(years: Sequence[YearFacts]) -> Iterator[YearLine]:
    """Each component, their sum, and the income on record of the household and of a head."""
    components = [FACTS[key] for key in COMPONENTS]
    total = [FACTS[key] for key in ("net_income", "income_per_head")]
    yield from _lines_of(components, years)
    sums = [sum_of_components(each.facts) for each in years]
    if any(each is not None for each in sums):
        yield YearLine(_("Sum of the components"), [_yuan(each) for each in sums])
        words = [_yuan(_apart(each, year.facts)) for each, year in zip(sums, years, strict=True)]
        yield YearLine(_("The sum differs from the income on record by"), words)
    yield from _lines_of(total, years)


def _apart(found: Decimal | None, facts: Mapping[str, object]) -> Decimal | None:
    """The difference between the sum and the income on record; None without one, or without a difference."""
    stated = facts.get("net_income")
    if found is None or not isinstance(stated, Decimal) or found == stated:
        return None
    return found - stated


def _yuan(amount: Decimal | None) -> str:
    return Money().show(amount) if amount is not None else ""
