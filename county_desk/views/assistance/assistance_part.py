"""The frame of the pages of assistance, its money and its helpers."""

from typing import ClassVar

from county_desk.views.acts_page import ActsPage
from county_desk.workflow.assistance.needs import HelpDraft


class AssistancePart[R](ActsPage[R]):
    """A page around one list of assistance: needs, measures, projects, money and helpers."""

    headed: ClassVar = False

    def show_subject(self, subject: object) -> None:
        """Bring a record into view by its number, or open a form for a household, or for many."""
        if isinstance(subject, HelpDraft):
            fixed = {"households": subject.many} if subject.many else {"household": subject.household}
            self.ask(subject.command, {}, **fixed)
        else:
            super().show_subject(subject)
