"""Five jobs of the first week for each post, ticked by doing them."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from county_desk.models.user import Role
from county_desk.paths import resources
from county_desk.tables.history.acts_done import acts_done_by
from county_desk.text import _, said
from county_desk.views.guides import guide_for
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.footed_card import ScrolledBody
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.parts import STRETCH, drop_all, heading, in_column, in_row, line, link

if TYPE_CHECKING:
    from county_desk.views.frame import Frame


@dataclass(frozen=True)
class GuidedStep:
    """A step of a job: done once the person did its act, or opened its page where it has none."""

    title: Mapping[str, str]
    page: str
    act: str = ""

    def is_done(self, acts: Collection[str], pages: Collection[str]) -> bool:
        """Whether the person did it."""
        return self.act in acts if self.act else self.page in pages


@dataclass(frozen=True)
class GuidedJob:
    """A job with its steps in their order."""

    title: Mapping[str, str]
    steps: Sequence[GuidedStep]


def guided_jobs(role: Role) -> tuple[GuidedJob, ...]:
    """The jobs of a post."""
    path = resources() / "guided" / f"{guide_for(role)}.toml"
    read = tomllib.loads(path.read_text("utf8"))["job"]
    return tuple(GuidedJob(job["title"], [GuidedStep(**step) for step in job["step"]]) for job in read)


class FirstStepsDialog(Dialog):
    """Stays open beside the work; each step leads to its page, or to the form of its act."""

    def __init__(self, frame: "Frame", parent: QWidget) -> None:
        super().__init__(_("First steps"), parent, (26, 34))
        self.frame = frame
        self.jobs_of_post = guided_jobs(frame.desk.actor.role)
        self.body = ScrolledBody(self)
        close = PrimaryButton(_("Close"), self, self.accept)
        words = _("A step is ticked once you did it. Help brings this list back.")
        in_column(line(words, self, muted=True), (self.body, 1), in_row(close, STRETCH), on=self)
        frame.done.connect(self._look)
        frame.told.connect(self._look)
        frame.destroyed.connect(self.close)
        self._look()

    def _look(self, *_given: object) -> None:
        """Read again which acts the person did."""
        desk = self.frame.desk
        self.frame.jobs.start(
            lambda _progress: desk.read(acts_done_by, desk.actor.name),
            then=self._show,
            otherwise=self.frame.failed.emit,
            lane="look",
        )

    def _show(self, acts: Collection[str]) -> None:
        drop_all(self.body.box)
        pages = self.frame.memory.opened
        for job in self.jobs_of_post:
            done = [step.is_done(acts, pages) for step in job.steps]
            words = f"{said(job.title)}  {sum(done)}/{len(done)}"
            self.body.box.addWidget(heading(words, self, 1.0))
            for step, ticked in zip(job.steps, done, strict=True):
                mark = "✓" if ticked else "○"
                words = f"{mark} {said(step.title)}"
                self.body.box.addWidget(link(words, self, partial(self._lead, step)))
        self.body.box.addStretch()

    def _lead(self, step: GuidedStep) -> None:
        if step.act:
            self.frame.begin(step.page, step.act)
        else:
            self.frame.show_page(step.page)
