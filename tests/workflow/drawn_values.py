"""Values that the kinds of the fields cannot tell: names of rules, next stages, sums that add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from county_desk.models.confirmation import PolicyConfirmation
from county_desk.models.disclosure import Disclosure, Entry
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, Member
from county_desk.models.household_change import COMING, ENDING, LEAVING, ChangeKind
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.register import OwnParameter
from county_desk.models.tie import TieKind
from county_desk.models.user import User
from county_desk.rules.programmes import ProgrammeStage, programmes
from county_desk.tables.assistance.measure_life import done_stages
from county_desk.tables.assistance.programme_words import stage_key
from tests.build import ELSEWHERE, INSPECTOR, TOWNSHIP, VILLAGE, an_id_number
from tests.workflow.drawn_story import CHILD, STUDENT

if TYPE_CHECKING:
    from tests.workflow.drawn_acts import Drawing

# acts that are drawn otherwise, or that would close the office: with the reason
WITHOUT = {
    **dict.fromkeys(("PutInForce", "DeclineProposal", "TakeBackProposal"), "a rule settles proposals"),
    "SetPassword": "a password is hashed for half a second",
    "WithdrawAnswer": "no file was read",
}
FIGURES = {
    "post_contract_months": "12",
    "official_visit_days": "90",
    "posting_places": "2",
    "rain_dew_most": "4000",
}
HEAD = "户主"
FOR_WHOM = {"rain_dew": Member.name == STUDENT[0], "back_to_school": Member.name == CHILD[0]}

type Values = dict[str, Any] | None  # None where a record is missing


def _record(drawing: Drawing, mapped: Any, *where: Any) -> Any:
    """One of the records that count; None without one."""
    wanted = select(mapped).where(mapped.withdrawn_on.is_(None), *where).order_by(mapped.id.desc()).limit(8)
    return drawing.one_of(drawing.office.read(lambda session: list(session.scalars(wanted))))


def _new_number(drawing: Drawing, born: str = "19650312") -> str:
    return an_id_number(drawing.random.randrange(40, 900), born)


def _someone_else(drawing: Drawing) -> Values:
    """An account on which the office does not depend: that of the inspector, or a later one."""
    person = _record(drawing, User, (User.name == INSPECTOR) | (User.id > 8))
    return {"user": person.id} if person else None


def _tie(drawing: Drawing) -> Values:
    kind = drawing.random.choice((TieKind.HOUSEHOLD, TieKind.RELATIVE, TieKind.SAME_PERSON, TieKind.NAMESAKE))
    names = (ELSEWHERE, INSPECTOR) if kind is TieKind.SAME_PERSON else (TOWNSHIP, VILLAGE)
    user, other = (_record(drawing, User, User.name == name) for name in drawing.random.sample(names, 2))
    about: dict[str, Any] = {"user": user and user.id, "kind": kind, "other": None, "household": None}
    if kind is TieKind.SAME_PERSON:
        return about | {"other": other and other.id, "person": "", "relation": ""}
    if kind is TieKind.RELATIVE:
        return about | {"person": "张大有", "relation": "兄弟"}
    household = _record(drawing, Household)
    return about | {"household": household and household.id, "person": "", "relation": ""}


def _figure(drawing: Drawing) -> Values:
    name = drawing.random.choice(sorted(FIGURES))
    return {"name": name, "value": FIGURES[name]}


def _own_figure(drawing: Drawing) -> Values:
    found = _record(drawing, OwnParameter)
    return {"name": found.name, "since": found.since} if found else None


def _confirmed(drawing: Drawing) -> Values:
    found = _record(drawing, PolicyConfirmation)
    return {"what": found.what, "since": found.since} if found else None


def _holidays(drawing: Drawing) -> Values:
    return {"holidays": "元旦 1月1日至3日", "workdays": "", "year": drawing.day.year + 1}


def _period(drawing: Drawing) -> Values:
    year = drawing.day.year - 1
    return {
        "period": drawing.random.choice((f"{year}", f"{year}", f"{year}-06", f"{year}Q2")),
        "reason": "更正",
    }


def _village(drawing: Drawing) -> Values:
    figures = {"persons": 1046, "poor_persons": 372, "income_per_head": Decimal(2400)}
    return figures | {"year": None, "collective_income": Decimal(0), "source": None}


def _project(drawing: Drawing) -> Values:
    begins = drawing.day + timedelta(days=20)
    return {"begins_on": begins, "ends_on": begins + timedelta(days=90), "year": drawing.day.year}


def _week(drawing: Drawing) -> Values:
    day = drawing.day - timedelta(days=drawing.random.choice((0, 7, 14)))
    return {"week_of": day - timedelta(days=day.weekday()), "days": drawing.random.choice((1, 5))}


def _income(drawing: Drawing) -> Values:
    shares = {"village_share": Decimal(4000), "household_share": Decimal(5000), "households": 2}
    return {"income": Decimal(9000), "year": drawing.day.year - drawing.random.choice((0, 1))} | shares


def _arrival(drawing: Drawing) -> Values:
    kind = drawing.random.choice(COMING)
    day = drawing.a_day(None)
    born = f"{day:%Y%m%d}" if kind is ChangeKind.BIRTH else "19900312"
    return {"kind": kind, "happened_on": day, "relation": "其他", "id_number": _new_number(drawing, born)}


def _departure(drawing: Drawing) -> Values:
    member = _record(drawing, Member)
    if member is None:
        return None
    other = _record(drawing, Member, Member.household_id == member.household_id, Member.id != member.id)
    new_head = other.id if other and member.relation == HEAD else None
    return {"member": member.id, "kind": drawing.random.choice(LEAVING), "new_head": new_head}


def _split(drawing: Drawing) -> Values:
    member = _record(drawing, Member, Member.relation != HEAD)
    return {"household": member.household_id, "members": (member.id,), "head": member.id} if member else None


def _twins(drawing: Drawing) -> Values:
    one, other = (_record(drawing, Member) for _each in (1, 2))
    same = drawing.random.random() < 0.3
    return (
        {"one": one.id, "other": other.id, "same": same, "survives": one.id if same else None}
        if one
        else None
    )


def _measure(drawing: Drawing) -> Values:
    """A measure of a programme for one of the household, or help of another kind."""
    programme = drawing.random.choice(list(programmes().values()))
    member = _record(drawing, Member, FOR_WHOM.get(programme.key, Member.relation == HEAD))
    if member is None or drawing.random.random() < 0.3:
        return {"programme": ""}
    terms = {"amount": Decimal(3000), "months": 12, "member": member.id}
    needed = {name: value for name, value in terms.items() if name in programme.needs}
    kind = MeasureClass.named(programme.kind)
    about = {"household": member.household_id, "programme": programme.key, "kind": kind, "risk": ""}
    return about | {"need": None, "until": None, "departure": "", "member": None} | needed


def next_stage(drawing: Drawing) -> Values:
    """A stage that can follow the stages of a measure, with the fields that it asks for."""
    fixed = drawing.fixed.get("measure")
    own = AssistanceMeasure.id == fixed if fixed else AssistanceMeasure.programme != ""
    measure = _record(drawing, AssistanceMeasure, AssistanceMeasure.programme.is_not(None), own)
    if measure is None:
        return None
    done = drawing.office.read(lambda session: done_stages(session.get_one(AssistanceMeasure, measure.id)))
    programme = programmes()[measure.programme]
    stage = drawing.one_of(programme.open_stages(done))
    if stage is None:
        return None
    return {"measure": measure.id, "stage": stage_key(programme, stage)} | _asked(drawing, stage)


def _asked(drawing: Drawing, stage: ProgrammeStage) -> Mapping[str, Any]:
    values = {
        "amount": Decimal(3000) if stage.rate == "" else Decimal(100),
        "until": drawing.day + timedelta(days=drawing.random.choice((90, 300))),
        "document": drawing.text(),
        "agreed": drawing.random.random() < 0.8,
        "persons": 1,
        "area": Decimal(20),
        "place": "大河村三组",
        "words": "按规定办理",
    }
    return {name: values[name] if name in stage.asks else _BLANK.get(name) for name in values}


_BLANK = {"document": "", "place": "", "words": ""}


def _holders(drawing: Drawing) -> Values:
    programme = drawing.random.choice([each.key for each in programmes().values() if each.posting])
    return {"programme": programme, "village": drawing.office.place("大河村"), "measures": ()}


def _objection(drawing: Drawing) -> Values:
    listed = _record(drawing, Disclosure)
    entry = _record(drawing, Entry, Entry.disclosure_id == listed.id) if listed else None
    if listed is None:
        return None
    case = entry.case_id if entry and drawing.random.random() < 0.7 else None
    return {"disclosure": listed.id, "omitted_head": "", "omitted_group": "", "case": case}


def _request(drawing: Drawing) -> Values:
    town = _record(drawing, Place, Place.level == PlaceLevel.TOWNSHIP)
    return {"place": town.id, "case": None, "only_new": False}


def _end(drawing: Drawing) -> Values:
    return {"kind": drawing.random.choice(ENDING)}


def _merge(drawing: Drawing) -> Values:
    one, into = (_record(drawing, Household) for _each in (1, 2))
    return {"household": one.id, "into": into.id, "relation": "其他"} if one else None


def _ruling(drawing: Drawing) -> Values:
    found = _record(drawing, DuplicateRuling)
    return {"ruling": found.id} if found else None


OWN_VALUES: Mapping[str, Callable[[Drawing], Values]] = {
    **dict.fromkeys(("CloseAccount", "ResetPassword", "ChangePost"), _someone_else),
    "AddUser": lambda drawing: {"name": f"王{'一二三四五六七八'[drawing.random.randrange(8)]}"},
    "DeclareTie": _tie,
    "SetParameter": _figure,
    "WithdrawParameter": _own_figure,
    "WithdrawConfirmation": _confirmed,
    "EnterHolidays": _holidays,
    "WithdrawHolidays": lambda drawing: {"year": drawing.day.year + 1},
    "FreezeReturn": _period,
    "SetCheck": lambda _drawing: {"check": "P01"},
    "WithdrawCheck": lambda _drawing: {"check": "P01"},
    "FileVillage": _village,
    "FileHousehold": lambda drawing: {"id_number": _new_number(drawing), "persons": 1, "year": None},
    "OpenCase": lambda _drawing: {"year": None},
    "OpenCountyExit": lambda _drawing: {"year": None},
    "ProposeProject": _project,
    "RecordTeamWeek": _week,
    "RecordAssetIncome": _income,
    "JoinMember": _arrival,
    "LeaveMember": _departure,
    "SplitHousehold": _split,
    "MergeHouseholds": _merge,
    "EndHousehold": _end,
    "SettleDuplicate": _twins,
    "ReopenDuplicate": _ruling,
    "RecordMeasure": _measure,
    "RecordStage": next_stage,
    "PostHolders": _holders,
    "RecordObjection": _objection,
    "AskDepartments": _request,
}
