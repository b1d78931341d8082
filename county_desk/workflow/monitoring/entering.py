"""Opening the case of a household that may enter monitoring, from its verified clue."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import IdNumber, Sex
from county_desk.identity import birth_of, is_male
from county_desk.models.clue import OPEN, Clue, ClueState
from county_desk.models.household import Household, Member, Standing
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.monitoring.monitoring_facts import watched_of
from county_desk.text import N_, _
from county_desk.workflow.cases.common import open_case, open_case_of
from county_desk.workflow.cases.filing import new_number, person_trouble
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS
from county_desk.workflow.monitoring.clues import CLUE, clue_trouble, same_household

MONITORING = "monitoring"  # the procedure of the entry


class OpenMonitoring(Command):
    """Open the case of monitoring from a verified clue; it takes all open clues of the household along.

    A household that is not on record gets a file of its own, as an ordinary household.
    """

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(
        N_("Open a case of monitoring"), N_("Opened a case of monitoring"), "household", "case"
    )
    synonyms: ClassVar = N_("monitored enter")
    law: ClassVar = OF_HELP_BY_OTHERS

    clue: Annotated[int, CLUE]
    id_number: Annotated[
        str,
        Ask(IdNumber(), N_("Identity number of the head"), N_("Of a household that is not on record")),
    ] = ""
    persons: Annotated[int | None, asked(Household.persons)] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := clue_trouble(work, self.clue, (ClueState.VERIFIED,)):
            return found
        clue = work.session.get_one(Clue, self.clue)
        if not clue.authorised:
            words = _(
                "The household has not signed the authorisation for the comparison of data; once it has, "
                "take back the verification and record it again"
            )
            return {"clue": words}
        if trouble := work.policy.why_not_received(MONITORING, clue.found_on, work.today):
            return {"clue": trouble}
        return self._file_trouble(work, clue) if clue.household_id is None else _household_trouble(work, clue)

    def _file_trouble(self, work: Work, clue: Clue) -> Mapping[str, str]:
        """Check that a file can be made for a household that is not on record."""
        if trouble := person_trouble(work, self.id_number):
            return {"id_number": trouble}
        if not self.persons or self.persons < 1:
            return {"persons": _("A household has at least one member")}
        return {}

    def run(self, work: Work) -> Change:
        clue = work.session.get_one(Clue, self.clue)
        together = [clue, *_other_clues(work, clue)]
        household = clue.household or self._file(work, clue)
        case = open_case(
            work,
            MONITORING,
            received_on=clue.found_on,
            household=household,
            reason=clue.finding or "",
            applied_on=clue.verified_on,
            facts={"clue": clue.id, "visitors": clue.visitors, "authorised": clue.authorised},
        )
        work.session.flush()
        for each in together:
            each.state, each.case_id, each.household_id = ClueState.CASE, case.id, household.id
        work.session.flush()
        words = _("Monitoring, {name}: case {number} opened from clue {clue}")
        summary = words.format(name=household.head, number=case.id, clue=clue.id)
        return Change(summary, id=case.id)

    def _file(self, work: Work, clue: Clue) -> Household:
        """The file of a household that was never registered, with its head."""
        number = IdNumber().parse(self.id_number)
        household = Household(
            number=new_number(work.session, clue.village_id, clue.found_on),
            village_id=clue.village_id,
            group_name=clue.group_name,
            head=clue.head,
            persons=self.persons or 1,
            standing=Standing.ORDINARY,
        )
        household.members.append(
            Member(
                position=1,
                name=clue.head,
                relation="户主",
                sex=Sex.MALE if is_male(number) else Sex.FEMALE,
                id_number=number,
                born_on=birth_of(number),
            )
        )
        work.session.add(household)
        work.session.flush()
        return household


def _household_trouble(work: Work, clue: Clue) -> Mapping[str, str]:
    """Check that a household on record can enter monitoring."""
    household = work.session.get_one(Household, clue.household_id)
    if household.withdrawn_on is not None:
        return {"clue": _("There is no household {number}").format(number=household.id)}
    if household.standing is Standing.REGISTERED:
        message = _("The household of {head} is registered as poor; monitoring is for others")
        return {"clue": message.format(head=household.head)}
    if watched_of(work.session, household.id) is not None:
        words = _("The household of {head} is monitored already; set its risks there, and dismiss the clue")
        return {"clue": words.format(head=household.head)}
    if case := open_case_of(work.session, household=household.id):
        return {"clue": _("Case {number} of this household is under way").format(number=case.id)}
    return {}


def _other_clues(work: Work, clue: Clue) -> Sequence[Clue]:
    """The other open clues of the same household."""
    others = select(Clue).where(
        same_household(clue.household_id, clue.village_id, clue.head),
        Clue.state.in_(OPEN),
        Clue.withdrawn_on.is_(None),
        Clue.id != clue.id,
    )
    return work.session.scalars(others).all()
