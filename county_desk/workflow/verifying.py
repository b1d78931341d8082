"""The act that a verification of the whole history leaves behind."""

from typing import ClassVar

from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON


class VerifyHistory(Command):
    """Record that the whole history was verified, and holds; otherwise the register takes no act."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Verify the whole history"), N_("Verified the whole history, and it holds"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    def run(self, work: Work) -> Change:
        return Change(_("Verified the whole history, and it holds"))
