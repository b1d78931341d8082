"""Names of offices and of the deciding group, each from a day on: papers of earlier days keep theirs."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Record
from county_desk.models.office_name import OfficeName
from county_desk.models.place import Place
from county_desk.models.register import Register
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.policy.office_names import names_on
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import OF_RULES
from county_desk.workflow.record_acts import MakingAct
from county_desk.workflow.registry import code_trouble


class NameOffice(MakingAct[OfficeName]):
    """Give the office of a place another name from a day on; the county also names the deciding group."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Name an office"), N_("Named an office"), "office_name")
    synonyms: ClassVar = N_("agency office")
    law: ClassVar = OF_RULES
    makes: ClassVar = OfficeName

    place: Annotated[int, asked(OfficeName.place_id)]
    since: Annotated[date, asked(OfficeName.since)]
    office: Annotated[str, asked(OfficeName.office)] = ""
    agency_code: Annotated[str, asked(OfficeName.agency_code, seldom=True)] = ""
    leading_group: Annotated[str, asked(OfficeName.leading_group)] = ""
    reference: Annotated[str, asked(OfficeName.reference)]
    dated_back: Annotated[str, asked(OfficeName.dated_back)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if not any(each.strip() for each in (self.office, self.agency_code, self.leading_group)):
            return {"office": _("Write at least one name")}
        county = work.session.get_one(Register, 1).county_id
        if self.leading_group.strip() and self.place != county:
            return {"leading_group": _("The deciding group is that of the county")}
        if code := self._code_trouble(work):
            return {"agency_code": code}
        taken = select(OfficeName.id).where(
            OfficeName.place_id == self.place,
            OfficeName.since == self.since,
            OfficeName.withdrawn_on.is_(None),
        )
        if work.session.scalar(taken):
            return {"since": _("A name from this day is entered already; withdraw it first")}
        return {}

    def _code_trouble(self, work: Work) -> str:
        """Check that the papers of the office can be numbered with the given code, or without one."""
        if code := self.agency_code.strip():
            return code_trouble(work, self.place, code)
        before = names_on(work.session, self.place, self.since)
        if not before.agency_code or self.office.strip() in ("", before.office):
            return ""
        words = _("{office} numbered its papers {code}; write the code of {new}")
        return words.format(office=before.office, code=before.agency_code, new=self.office.strip())

    def own(self, work: Work) -> Mapping[str, object]:
        return {"entered_by": work.actor.id}

    def told(self, work: Work, record: OfficeName) -> str:
        place = work.session.get_one(Place, self.place).name
        given = [each for each in (record.office, record.agency_code, record.leading_group) if each]
        return _("{place} from {since}: {names}").format(
            place=place, since=self.since, names=_(", ").join(given)
        )


class WithdrawOfficeName(Command):
    """Take back a name of an office; notices that were issued under it keep it."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(
        N_("Withdraw the name of an office"), N_("Withdrew the name of an office"), "office_name"
    )
    law: ClassVar = OF_RULES

    name: Annotated[int, Ask(Record(), N_("Name of the office"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        named = work.session.get(OfficeName, self.name)
        if named is None or named.withdrawn_on is not None:
            return {"name": _("There is no such name of an office")}
        return {}

    def run(self, work: Work) -> Change:
        named = work.session.get_one(OfficeName, self.name)
        named.withdrawn_on = work.today
        place = work.session.get_one(Place, named.place_id)
        summary = _("Name of {place} from {since} withdrawn").format(place=place.name, since=named.since)
        return Change(summary, id=named.id)
