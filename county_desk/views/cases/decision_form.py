"""The fields of a decision: its day, the opinion with ready phrases, and the document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from county_desk.text import N_, _, _n
from county_desk.views.page import Page
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.form_ways import FormWay
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_column
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.command import Refused

PHRASES = (
    N_("The conditions are met and every step was taken as prescribed."),
    N_("Checked against the roster, the visit and the disclosures; no difference."),
    N_("The conditions are not met; the reasons stand in the finding."),
    N_("The evidence does not bear out what is claimed."),
)


class DecisionForm(QWidget):
    """The form of a decision on one or several cases; buttons elsewhere choose between yes and no.

    `submitted` is the form's own signal for Ctrl+Enter. The phrases stand under the form.
    """

    def __init__(self, page: Page, cases: Sequence[int], name: str, again: FormWay) -> None:
        super().__init__(page)
        self.page, self.name, self.again = page, name, again
        # the decision is put in by `command`, so that none is chosen before the person chooses
        self.form = CommandForm(Decide, page.desk, self, cases=tuple(cases), decision=Decision.REFUSE)
        self.form.submission = page.submission()
        self.submitted = self.form.submitted
        self.phrases = Button(_("Phrases"), self)
        menu = QMenu(self.phrases)
        for phrase in PHRASES:
            menu.addAction(_(phrase), partial(self._put_in, _(phrase)))
        self.phrases.setMenu(menu)
        self.phrases.setAccessibleDescription(_("Puts a sentence into the opinion"))
        box = in_column((self.form, 1), on=self, gap=0.6, margins=0)
        box.addWidget(self.phrases, 0, Qt.AlignmentFlag.AlignRight)
        page.drafts.attend(self)

    def settle(self) -> None:
        """Throw the draft away: the decision was signed, or the cases were settled in another way."""
        self.page.drafts.done(self)
        self.form.settle()

    def ask(self, decision: Decision, then: Callable[[Decide], None]) -> bool:
        """Check a decision with the desk without taking it; `then` gets it when nothing is in the way.

        Problems are shown in the form; returns whether the form could be read at all.
        """
        try:
            command = replace(self.form.command(), decision=decision)
        except Refused as refusal:
            self.form.show_problems(refusal.problems)
            return False
        desk = self.page.desk

        def answer(problems: Mapping[str, str]) -> None:
            self.form.show_problems(problems)
            if not problems:
                then(command)

        self.page.look(lambda: desk.problems(command), answer, "decision", self)
        return True

    def _put_in(self, phrase: str) -> None:
        opinion: QPlainTextEdit = self.form.editors["opinion"]
        before = opinion.toPlainText().strip()
        opinion.setPlainText(f"{before}\n{phrase}" if before else phrase)
        opinion.setFocus()


def pairs_of(page: Page, command: Decide, subject: str, procedure: str) -> list[tuple[str, str]]:
    """Return the titles and values that will be signed."""
    actor = page.desk.actor
    person = _("{name} ({role})").format(name=actor.name, role=_(actor.role.label))
    pairs = [
        (_("Decision"), _(command.decision.label)),
        (_("Subject"), subject),
        (_("Procedure"), procedure),
        (_("Decided on"), command.decided_on.isoformat()),
        (_("Opinion"), command.opinion),
        (_("Visited again on the spot"), str(command.checked or "")),
        (_("Document number"), command.document),
        (_("Why it is recorded late"), command.late_reason),
        (_("Signed by"), person),
    ]
    return [(title, value) for title, value in pairs if value]


def effect_of(command: Decide, following: str) -> str:
    """Return the consequence of a decision in words."""
    if command.decision is Decision.APPROVE:
        words = _("Afterwards it waits for: {step}. The register changes only when that is done.")
        return words.format(step=following)
    count = len(command.cases)
    return _n(
        "Afterwards the case has ended; nothing changes in the register.",
        "Afterwards the cases have ended; nothing changes in the register.",
        count,
    )
