"""One household in full: its head, its people, its known facts of each year, its cases."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.facts import facts_of
from county_desk.facts.fact import Fact, FactSubject
from county_desk.models.household import Standing
from county_desk.tables.cases.case_list import CASES
from county_desk.tables.grace import grace_words
from county_desk.tables.household_detail import HouseholdDetail, PersonYear, YearFacts
from county_desk.tables.households import HOUSEHOLDS, MEMBERS, HouseholdRow, MemberRow
from county_desk.text import _
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.style import sized

_FIRST = ("number", "village")
_LAST = ("standing", "registered_on", "exited_on")
_YEARS = 3  # the newest, which an office decides by


class HouseholdCard(QWidget):
    """A household as the records know it; personal numbers are masked until `masked` is False."""

    def __init__(self, row: HouseholdRow, parent: QWidget | None = None, *, masked: bool = True) -> None:
        super().__init__(parent)
        self.row, self.masked = row, masked
        self.acts = ActsBox((), self)  # for what can be done for the household
        self.people_acts = FlowLayout()  # for what can be done for each person
        self.box = bare(QVBoxLayout(self), 0.5)
        heading = QLabel(_("Household of {head}").format(head=row.head), self, wordWrap=True)
        sized(heading, 1.25)
        self.box.addWidget(heading)
        self.box.addWidget(self.acts)
        facts = FactsTable((_("What"), _("Value")), self, heading.text())
        facts.show_rows(self._own_facts())
        self.box.addWidget(facts)

    def _own_facts(self) -> list[tuple[str, str]]:
        """The known facts of the household itself, with the usual facts that are unknown."""
        of = facts_of(FactSubject.HOUSEHOLD)
        usual = [fact.key for fact in of if fact.usual]
        others = [
            fact.key for fact in of if not fact.usual and fact.key != "head" and getattr(self.row, fact.key)
        ]
        columns = [HOUSEHOLDS[key] for key in (*_FIRST, *usual, *_LAST, *others)]
        return [(_(column.title), column.shown(self.row, masked=self.masked)) for column in columns]

    def show_detail(self, detail: HouseholdDetail, open_case: Callable[[int], object]) -> None:
        """Add the details of the household."""
        if self.row.standing is Standing.EXITED:
            words = grace_words(self.row.exited_on, detail.grace_until)
            self.box.addWidget(QLabel(words, self, wordWrap=True))
        self._section(_("People of the household"))
        self._show_people(detail.members)
        self.box.addLayout(self.people_acts)
        for year in detail.years[:_YEARS]:
            self._section(_("Facts of {year}").format(year=year.year))
            self._show_year(year)
        self._section(_("Cases"))
        if not detail.cases:
            self.box.addWidget(QLabel(_("No case was opened for this household."), self))
        for case in detail.cases:
            words = _("Case {number}: {kind}, {year}: {state}").format(
                number=case.id,
                kind=CASES["kind"].kind.show(case.kind),
                year=case.year,
                state=_(case.state.label),
            )
            button = Button(words, self)
            button.clicked.connect(lambda _checked, number=case.id: open_case(number))
            self.box.addWidget(button)

    def _show_people(self, members: Sequence[MemberRow]) -> None:
        """Show the people, with a column for each fact that is usual or known of one of them."""
        keys = [
            fact.key
            for fact in facts_of(FactSubject.PERSON)
            if fact.usual or any(getattr(member, fact.key) for member in members)
        ]
        people = FactsTable([_(MEMBERS[key].title) for key in keys], self, _("People of the household"))
        people.show_rows(
            [[MEMBERS[key].shown(member, masked=self.masked) for key in keys] for member in members]
        )
        self.box.addWidget(people)

    def _show_year(self, year: YearFacts) -> None:
        """The facts of a year: of the household, and of each person of whom any is known."""
        wanted = [
            fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR) if fact.usual or fact.key in year.facts
        ]
        known = FactsTable((_("What"), _("Value")), self, str(year.year))
        known.show_rows([(_(fact.label), _shown(fact, year.facts)) for fact in wanted])
        self.box.addWidget(known)
        if people := [one for one in year.people if one.facts]:
            self._show_people_in(year.year, people)

    def _show_people_in(self, year: int, people: Sequence[PersonYear]) -> None:
        """Show the known facts of people in a year, with a column for each fact that anyone has."""
        keys = {key for one in people for key in one.facts}
        known = [fact for fact in facts_of(FactSubject.PERSON_YEAR) if fact.key in keys]
        words = _("People in {year}").format(year=year)
        table = FactsTable([_("Name"), *(_(fact.label) for fact in known)], self, words)
        rows = [[fact.kind.show(one.facts.get(fact.key)) for fact in known] for one in people]
        table.show_rows([[one.name, *row] for one, row in zip(people, rows, strict=True)])
        self.box.addWidget(table)

    def _section(self, words: str) -> None:
        label = QLabel(words, self)
        sized(label, 1.1)
        self.box.addWidget(label)


def _shown(fact: Fact, known: Mapping[str, object]) -> str:
    return fact.kind.show(known.get(fact.key)) or _("not known")
