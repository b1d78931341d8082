"""The worked examples of the policy: made-up cases with their facts, and the answer of the program."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.rules.example_subjects import SUBJECTS
from county_desk.rules.examples import examples_of, said, title_of
from county_desk.rules.outcomes import Outcome
from county_desk.tables.policy.examples import ExampleRow, example_rows, examples_listing
from county_desk.text import _
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import Pairs, bare, heading, line

_TONES: Mapping[Outcome | None, str] = {
    Outcome.MET: "ok",
    Outcome.NOT_MET: "bad",
    Outcome.UNKNOWN: "warn",
    None: "info",
}


class ExamplesPage(AdministrationPart, RegisterPage):
    """The examples of one rule; beside them one example with its facts and the whole answer."""

    key: ClassVar = "examples"

    def _build(self) -> None:
        self.subject = next(iter(SUBJECTS))
        self.listing = examples_listing(lambda: example_rows(self.subject))
        super()._build()
        titles = [(subject, title_of(subject, self.desk.policy.book)) for subject in SUBJECTS]
        self.box = ChoicesBox(_("Rule"), titles, self)
        self.box.activated.connect(lambda _place: self.show_subject(self.box.value()))
        self.header.addWidget(self.box)

    def show_subject(self, subject: object) -> None:
        """Show the examples of a subject by its key."""
        self.subject = str(subject)
        self.box.set_value(subject)
        self.list.clear_filters()
        self.refresh()

    def show_row(self, row: ExampleRow) -> QWidget:
        """One example: its facts, and every sentence of the answer."""
        example = said(examples_of(self.subject)[row.id - 1])
        holder = QWidget(self)
        box = bare(QVBoxLayout(holder), 0.5)
        box.addWidget(heading(example.title, holder))
        box.addWidget(line(_("A made-up case. The program says:"), holder, muted=True))
        box.addWidget(Banner(_TONES[example.outcome], "\n".join(example.says), holder))
        box.addWidget(Pairs(example.given, holder))
        box.addWidget(line(_("Document: {document}").format(document=example.document), holder, muted=True))
        return holder


def examples_button(page: Page, subject: str) -> Button:
    """Return a button that leads from a page to the examples of a subject."""
    button = Button(_("Examples…"), page, lambda: page.go.emit("examples", subject))
    button.setToolTip(_("Made-up cases with the answer of the program"))
    return button
