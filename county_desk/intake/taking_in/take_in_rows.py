"""Takes in a delivered list of acts as one batch."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from county_desk.intake.taking_in.undo_batch import UNDO, UndoBatch
from county_desk.models.batch import Batch
from county_desk.models.json_text import Json
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.text_kinds import FilePath
from county_desk.workflow.command import Ask, Change, Work
from county_desk.workflow.gate.stored import stored
from county_desk.workflow.journal import insert_row
from county_desk.workflow.originals import keep_scan, scan_trouble
from county_desk.workflow.pasting import PasteRows

NO_RECORDS: Mapping[str, Json] = {"many": {}, "made": {}, "changed": {}}  # the history holds those of acts


class TakeInRows(PasteRows):
    """Take in a delivered list as one batch: an act for each row that can go in, all of them or none.

    `file` is the path of the list, or its digest once it is kept. `name` is its name, `year` the year of its
    figures, `place` its one village. `counts` and `report` say what became of its rows, see `report_of`.
    """

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(N_("Take in a list"), N_("Took in a list"), "batch")

    file: Annotated[str, Ask(FilePath(), N_("File"))]
    name: str
    year: int
    counts: Mapping[str, int]
    report: Mapping[str, Json]
    place: int | None = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := scan_trouble(work.session, self.file):
            return {"file": trouble}
        return super().problems(work)

    def run(self, work: Work) -> Change:
        change = super().run(work)
        about = {"taken_at": work.now, "taken_by": work.actor.id, "file_name": self.name}
        about |= {"digest": keep_scan(work.session, self.file), "year": self.year, "place_id": self.place}
        about |= {"counts": self.counts, "opening": None}
        inverse = {UNDO: stored(change.undo)} if change.undo else {}
        about["report"] = {**self.report, "acts": len(self.acts), "records": NO_RECORDS, **inverse}
        batch = insert_row(work.session, Batch, about)
        words = _("{file} taken in. {acts}").format(file=self.name, acts=change.summary)
        return Change(words, undo=UndoBatch(batch=batch) if change.undo else None, id=batch)

    def asked(self) -> dict[str, object]:
        return {**super().asked(), "file": self.name, "year": self.year, "counts": dict(self.counts)}
