"""A village's application as a form, with a button that fills it in from the household records."""

from collections.abc import Mapping
from typing import Any

from county_desk.fields import Invalid
from county_desk.models.village import Source
from county_desk.rules.amounts import FLAG, SHARE, unit_words
from county_desk.rules.bilingual import spoken
from county_desk.rules.criteria import Criterion, stated
from county_desk.rules.register_outcomes import EXITED, VILLAGE
from county_desk.tables.rule_facts import figures_from_records
from county_desk.text import _, _n
from county_desk.views.case_openings import openable_procedures
from county_desk.views.page import IMPORTS, Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.village_offers import own_villages
from county_desk.workflow.cases.village_filing import FileVillage

FILLED = ("poor_households", "poor_persons", "income_per_head")


class VillagePanel(CommandPanel[FileVillage]):
    """The form, and where each figure that was filled in came from."""

    def __init__(self, page: Page, **how: Any) -> None:
        values = {"source": Source.FORM}
        offers = {"village": own_villages(page.desk), "kind": openable_procedures(page.desk, VILLAGE)}
        super().__init__(page, FileVillage, offers=offers, values=values, **how)
        self.fill_button = Button(_("Fill in from household records"), self)
        self.book_button = Button(_("Take in a workbook instead"), self)
        self.origin = Banner("info", "", self)
        self.origin.hide()
        self.add_under_heading(self.fill_button, self.book_button, self.origin)
        self.fill_button.clicked.connect(lambda _checked: self.fill_in())
        self.book_button.clicked.connect(lambda _checked: page.go.emit(*IMPORTS))
        self.form.editors["kind"].changed.connect(self._list_indicators)

    def fill_in(self) -> None:
        """Fill in the figures from the household records of the chosen village, for the year of the case."""
        desk, given = self.page.desk, self.form.editors
        try:
            village = given["village"].value()
            procedure = desk.policy.procedure(given["kind"].value(), day := given["received_on"].value())
        except (Invalid, LookupError):
            village = None
        if not village:
            self._show_origin("warn", [_("Choose the village, the procedure and the day of receipt first.")])
            return
        year = procedure.year_of(day)
        self.page.look(
            lambda: desk.read(figures_from_records, village, year), self._fill, "figures from records"
        )

    def _fill(self, figures: Mapping[str, Any]) -> None:
        if not figures["poor_households"]:
            self._show_origin("warn", [_("No household of this village is on record for that year.")])
            return
        self.form.put_in({name: figures[name] for name in FILLED if name in figures})
        count = figures["poor_households"]
        words = _n(
            "Poor households and persons: counted from {count} household on record.",
            "Poor households and persons: counted from {count} households on record.",
            count,
        )
        lines = [words.format(count=count), _income_words(figures)]
        lines.append(
            _("Population, households and collective income: the records do not hold them; fill them in.")
        )
        self._show_origin("info", lines)
        self.form.focus_on("persons")

    def _show_origin(self, tone: str, lines: list[str]) -> None:
        self.origin.tone = tone
        self.origin.words.setText("\n".join(lines))
        self.origin.words.setAccessibleName(" ".join(lines))
        self.origin.setVisible(True)
        self.origin.update()

    def _list_indicators(self) -> None:
        """An exit has indicators, which differ by province: give each of those in force a line."""
        desk, kind, field = self.page.desk, self.form.editors["kind"].value(), self.form.editors["indicators"]
        if kind not in desk.policy.procedures.keys(VILLAGE, EXITED) or field.value():
            return
        known = stated(desk.policy.terms(desk.today).criteria("village_exit"))
        if not known:
            self._show_origin("info", [_("No indicators are in force here.")])
        words = _("{title} ({answer})=")
        lines = (words.format(title=spoken(each.title), answer=_answer(each)) for each in known.values())
        self.form.put_in({"indicators": "\n".join(lines)})


def _answer(criterion: Criterion) -> str:
    """The answer that an indicator takes, in words."""
    if criterion.kind == FLAG:
        return _("yes or no")
    unit = "%" if criterion.kind == SHARE else unit_words(criterion.unit)
    return _("number ({unit})").format(unit=unit) if unit else _("number")


def _income_words(figures: Mapping[str, Any]) -> str:
    """From how many households the income comes, and that it is theirs alone."""
    known = figures.get("income_known_of", 0)
    if not known:
        return _("Net income a head: no household has its income on record for that year.")
    words = _n(
        "Net income a head: of the {count} household whose income is known, and of nobody else.",
        "Net income a head: of the {count} households whose income is known, and of nobody else.",
        known,
    )
    return words.format(count=known)
