"""One household in full: who it is, its people, what is known of each year, its cases."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.fields import YesNo
from county_desk.tables.cases import CASES
from county_desk.tables.detail import HouseholdDetail, YearFacts
from county_desk.tables.households import HOUSEHOLDS, MEMBERS, HouseholdRow
from county_desk.text import N_, _
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.style import em, sized

SHOWN = (
    "number",
    "village",
    "group_name",
    "persons",
    "standing",
    "kind",
    "cause",
    "registered_on",
    "exited_on",
)
PEOPLE = ("name", "relation", "sex", "born_on", "id_number", "ethnicity")
FACTS = (
    ("net_income", N_("Net income of the household (yuan a year)")),
    ("income_per_head", N_("Net income a head (yuan)")),
    ("housing_grade", N_("Housing grade (A to D)")),
    ("housing_area", N_("Housing area (m²)")),
    ("safe_water", N_("Safe drinking water")),
    ("all_insured", N_("Everyone has medical insurance")),
    ("dropouts", N_("School dropouts")),
    ("enough_food", N_("Enough food")),
    ("enough_clothing", N_("Enough clothing")),
    ("income_stable", N_("Income is stable")),
)


class HouseholdCard(QWidget):
    """A household as the records know it; personal numbers are masked until `masked` is False."""

    def __init__(self, row: HouseholdRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(em(0.5))
        heading = QLabel(_("Household of {head}").format(head=row.head), self, wordWrap=True)
        sized(heading, 1.25)
        self.box.addWidget(heading)
        facts = FactsTable((_("What"), _("Value")), self, heading.text())
        facts.show_rows([(_(HOUSEHOLDS[key].title), HOUSEHOLDS[key].shown(row)) for key in SHOWN])
        self.box.addWidget(facts)

    def show_detail(self, detail: HouseholdDetail, masked: bool, open_case: Callable[[int], object]) -> None:
        """Add what was read of the household."""
        self._section(_("People of the household"))
        people = FactsTable([_(MEMBERS[key].title) for key in PEOPLE], self, _("People of the household"))
        people.show_rows(
            [[MEMBERS[key].shown(member, masked=masked) for key in PEOPLE] for member in detail.members]
        )
        self.box.addWidget(people)
        for year in detail.years[:3]:
            self._section(_("Facts of {year}").format(year=year.year))
            known = FactsTable((_("What"), _("Value")), self, str(year.year))
            known.show_rows([(_(title), _shown(year, key)) for key, title in FACTS])
            self.box.addWidget(known)
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
        if detail.remark:
            self.box.addWidget(
                QLabel(_("Remark: {remark}").format(remark=detail.remark), self, wordWrap=True)
            )

    def _section(self, words: str) -> None:
        label = QLabel(words, self)
        sized(label, 1.1)
        self.box.addWidget(label)


def _shown(year: YearFacts, key: str) -> str:
    value: Any = getattr(year, key)
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return YesNo().show(value)
    return f"{value:,}" if key in ("net_income", "income_per_head") else str(value)
