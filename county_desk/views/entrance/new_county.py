"""Setting up a new county: four steps to the founding."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from county_desk.text import _
from county_desk.views.entrance.founding_steps import (
    CountyStep,
    FoundingStep,
    KeepStep,
    Problems,
    StepDraft,
    VillagesStep,
    path_of,
)
from county_desk.views.entrance.opener import NewCounty, Opener
from county_desk.views.entrance.people_step import PeopleStep
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.focus import put_in_order
from county_desk.views.widgets.footed_card import FootedCard
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import heading
from county_desk.views.widgets.style import em
from county_desk.workflow.divisions import find_counties
from county_desk.workflow.place_list import VillageList


class NewCountyPage(FootedCard):
    """Emits `asked(NewCounty)` or `left()`; problems come back by `show_problems`.

    `changed()` is emitted when something was typed, `cleared()` when the person wants an empty form.
    """

    asked = Signal(object)
    left, changed, cleared = Signal(), Signal(), Signal()

    def __init__(self, opener: Opener, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opener, self.jobs, self.founded = opener, jobs, False
        self.scrolled.setMaximumWidth(em(58))
        self.summary = Banner("bad", "", self)
        self.summary.hide()
        self.county, self.villages = CountyStep(self), VillagesStep(self)
        self.people, self.keep = PeopleStep(self), KeepStep(self, lambda: self.county.text("name"))
        self.steps: tuple[FoundingStep, ...] = (self.county, self.villages, self.people, self.keep)
        self.stack = QStackedWidget(self)
        self._read: object = None  # the file and county of the list that is shown
        self.button, self.before = PrimaryButton("", self, self._go_on), Button(_("Back"), self)
        self.leave, self.clear = Button(_("Start page"), self), Button(_("Empty the form"), self)
        self._lay_out()
        for step in self.steps:
            self.stack.addWidget(step)
            step.finished.connect(self.button.click)
            step.changed.connect(self.changed)
        self.villages.file_chosen.connect(self._read_villages)
        self.villages.form_wanted.connect(self._write_form)
        self.before.clicked.connect(lambda _checked: self.show_step(self.place - 1))
        self.leave.clicked.connect(self.left)
        self.clear.clicked.connect(self.cleared)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.button.click)
        self.show_step(0)
        jobs.start(
            lambda _progress: find_counties("a"), then=lambda _found: None, otherwise=self._fail, lane="look"
        )  # learns sounds

    @property
    def place(self) -> int:
        """The step that is shown, from 0."""
        return self.stack.currentIndex()

    def show_step(self, place: int) -> None:
        """Show a step, with its first field ready for typing."""
        step = self.steps[place]
        self.stack.setCurrentWidget(step)
        for each in self.steps:  # the height is that of the step alone
            policy = QSizePolicy.Policy.Preferred if each is step else QSizePolicy.Policy.Ignored
            each.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        for number, button in enumerate(self._marks):
            button.setChecked(number == place)
            button.setEnabled(number <= place)
        last = step is self.keep
        self.button.setText(_("Found the register") if last else _("Next"))
        self.before.setVisible(place > 0)
        self.summary.hide()
        if step in (self.villages, self.people):
            self._read_villages()
        if last:
            self.keep.say(self.county.county(), self.villages.list, len(self.people.people()))
        put_in_order(self)
        self.setFocusProxy(step)
        step.setFocus()
        self.changed.emit()

    def draft(self) -> dict[str, object]:
        """The content as far as it is filled in, by step; empty while nothing is typed."""
        kept = {type(step).__name__: step.draft() for step in self.steps}
        typed = any(field.text() for step in self.steps for field in step.fields.values())
        if self.founded or not (typed or self.people.people()):
            return {}
        fields = self.steps[self.place].fields.items()
        at = next((name for name, field in fields if field.hasFocus()), "")
        return {"step": self.place, "at": at, "name": self.county.text("name"), **kept}

    def restore(self, draft: StepDraft) -> None:
        """Fill in a draft and show its step, with the cursor where it was."""
        for step in self.steps:
            step.restore(draft.get(type(step).__name__, {}))
        self.show_step(int(draft.get("step", 0)))
        if field := self.steps[self.place].fields.get(str(draft.get("at", ""))):
            field.setFocus()

    def show_problems(self, problems: Problems) -> None:
        """Go to the step of the first problem; problems without a field stand on top."""
        self.button.setEnabled(True)
        owner = next((step for step in self.steps if any(name in problems for name in step.owns)), None)
        if owner is not None and owner is not self.steps[self.place]:
            self.show_step(self.steps.index(owner))
        if owner is self.keep and "database" in problems:
            problems = {**problems, "file": problems["database"]}
        shown = self.steps[self.place]
        shown.show_problems(problems)
        others = [words for name, words in problems.items() if owner is None or name not in owner.owns]
        unshown = [
            words for words in others if not any(note.problem == words for note in shown.notes.values())
        ]
        self.summary.words.setText("\n".join(f"■ {words}" for words in unshown))
        self.summary.setVisible(bool(unshown) and owner is None)
        if self.summary.isVisibleTo(self):
            self.scrolled.ensureWidgetVisible(self.summary)

    def _go_on(self) -> None:
        step = self.steps[self.place]
        problems = step.problems()
        step.show_problems(problems)
        if problems:
            return
        if step is not self.keep:
            self.show_step(self.place + 1)
            return
        self.button.setEnabled(False)
        county, server = self.county.county(), self.keep.server
        on_server = bool(self.keep.where.value())
        self.asked.emit(
            NewCounty(
                place=self.keep.place(),
                name=county.name,
                code=county.code,
                places=self.villages.list.lines,
                people=self.people.people(),
                region=self.county.region.value() or "",
                rehearsal=self.keep.rehearsal.isChecked(),
                password=server.password.text() if on_server else "",
                keep_password=on_server and server.keep.isChecked(),
            )
        )

    def _read_villages(self) -> None:
        """Read the list of villages again when its file or the county has changed."""
        path, county = path_of(self.villages), self.county.county()
        if self._read == (path, county):
            return
        self._read = (path, county)
        if path is None:
            self._take(VillageList())
            return
        self.button.setEnabled(False)
        self.jobs.start(
            lambda _progress: self.opener.read_villages(path, county),
            then=self._take,
            otherwise=self._fail,
            name=_("Reading the list of villages"),
        )

    def _take(self, found: VillageList) -> None:
        self.button.setEnabled(True)
        self.villages.show_list(found)
        self.people.offer_places(found)
        if path_of(self.villages) is None:
            self.villages.preview.hide()

    def _fail(self, error: Exception) -> None:
        self._read = None
        self.show_problems({"places": str(error)})

    def _write_form(self, path: Path) -> None:
        county = self.county.county()
        self.jobs.start(
            lambda _progress: self.opener.write_place_form(path, county),
            then=lambda _done: self.villages.say_saved(path),
            otherwise=self._fail,
        )

    def _lay_out(self) -> None:
        marks = FlowLayout()
        titles = [_(step.title) for step in self.steps]
        self._marks = [Button(f"{number} {title}", self) for number, title in enumerate(titles, start=1)]
        for number, button in enumerate(self._marks):
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, number=number: self.show_step(number))
            marks.addWidget(button)
        self.box.addWidget(heading(_("Set up a new county"), self, 1.6))
        self.box.addLayout(marks)
        self.box.addWidget(self.summary)
        self.box.addWidget(self.stack)
        self.box.addStretch()
        for button in (self.button, self.before, self.leave, self.clear):
            self.foot.addWidget(button)
