"""Notes of one's own: the words that a person keeps beside a row of a list."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.models.own_note import OwnNote
from county_desk.models.user import Permission
from county_desk.tables.all_lists import LISTS
from county_desk.tables.history.act_words import OF_NOTES, ActWords
from county_desk.tables.listing import Query, numbers
from county_desk.text import N_, _
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ANY_RECORD
from county_desk.workflow.rights import refusal


class NoteRow(Command):
    """Keep a note of one's own beside a record of a list. Blank words erase it.

    The note belongs to the person at the desk, so that an account writes its own notes alone.
    """

    permission: ClassVar = Permission.READ  # and the right to read the list
    act: ClassVar = ActWords(N_("Keep a note of one's own"), N_("Kept a note of one's own"), "own_note")
    back: ClassVar = OF_NOTES
    law: ClassVar = ANY_RECORD
    listed: ClassVar = False

    of_list: str
    record: int
    own_note: Annotated[str, asked(OwnNote.words)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        listing = LISTS.get(self.of_list)
        if listing is None:
            return {"": _("There is no list {name}").format(name=self.of_list)}
        if denied := refusal(work.actor, listing.needs):
            return {"": denied}
        seen = listing.seen_by(work.actor.name)
        if not numbers(work.session, seen, Query(where={"id": self.record})):
            return {"": _("The list has no such row any more.")}
        return {}

    def run(self, work: Work) -> Change:
        place = {"account_id": work.actor.id, "of_list": self.of_list, "record_id": self.record}
        note = work.session.scalar(select(OwnNote).filter_by(**place))
        if note is None:
            note = OwnNote(**place)
            work.session.add(note)
        note.words, note.withdrawn_on = self.own_note.strip(), None  # one that was taken back stands again
        work.session.flush()
        return Change(_(self.act.done), id=note.id)
