"""Cases with their steps, disclosures and notices, and what departments answer."""

from sqlalchemy import func, select

from county_desk.models.case import Case, CaseStep
from county_desk.models.department import (
    AskedPerson,
    DepartmentEntry,
    DepartmentList,
    DepartmentRequest,
    HitDecision,
)
from county_desk.models.disclosure import Disclosure, Entry, Objection
from county_desk.models.exit import Exit
from county_desk.models.notice import Notice
from county_desk.models.place import Place
from county_desk.tables.kinds.record_kind import Names, RecordKind


def _objected() -> Names:
    """The household that an objection is about, listed or omitted, or the village."""
    subject = func.coalesce(Entry.subject, Objection.omitted_head, Place.name)
    return (
        select(Objection.id, subject, Objection.received_on)
        .outerjoin(Entry, Entry.id == Objection.entry_id)
        .join(Disclosure, Disclosure.id == Objection.disclosure_id)
        .join(Place, Place.id == Disclosure.place_id)
    )


CASE = RecordKind(Case, (Case.subject,), about=(Case.household_id, Case.village_id))
CASE_STEP = RecordKind(CaseStep, (Case.subject,), about=(CaseStep.case_id,))
DISCLOSURE = RecordKind(Disclosure, (Place.name, Disclosure.opened_on), about=(Disclosure.place_id,))
ENTRY = RecordKind(Entry, (Entry.subject,), about=(Entry.case_id,))
OBJECTION = RecordKind(Objection, _objected, about=(Objection.case_id, Objection.entry_id))
EXIT = RecordKind(Exit, (Case.subject,), about=(Exit.case_id,))
NOTICE = RecordKind(Notice, (Notice.number,), about=(Notice.place_id,))
DEPARTMENT_REQUEST = RecordKind(DepartmentRequest, (DepartmentRequest.asked_on,))
ASKED_PERSON = RecordKind(
    AskedPerson, (AskedPerson.name,), about=(AskedPerson.household_id, AskedPerson.member_id)
)
DEPARTMENT_LIST = RecordKind(DepartmentList, (DepartmentList.name,))
DEPARTMENT_ENTRY = RecordKind(DepartmentEntry, (DepartmentEntry.name,))
HIT_DECISION = RecordKind(
    HitDecision, (HitDecision.explanation,), about=(HitDecision.household_id, HitDecision.member_id)
)
