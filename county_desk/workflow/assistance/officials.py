"""Contact officials: assigned to households, replaced with a list of open things, and ended."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Annotated, ClassVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from county_desk.day_laws import COUNTED
from county_desk.fields import Record
from county_desk.models.among import among
from county_desk.models.household import Household, Member, Standing
from county_desk.models.official import Affiliation, Official, Pairing
from county_desk.models.user import Permission
from county_desk.tables.assistance.helper_sheets import open_things
from county_desk.tables.history.act_words import OF_HELPERS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Given, Known, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.records import area_trouble
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS
from county_desk.workflow.monitoring.visit_plan import pairing_now, plan_pairing

OFFICIAL, UNIT, POST = asked(Official.name), asked(Official.unit), asked(Official.post, last=True)
PHONE = asked(Official.telephone, label=N_("Telephone of the contact official"), last=True)
ID = asked(
    Official.id_number,
    N_("Shows whether the official is poor"),
    label=N_("Identity number of the contact official"),
    last=True,
)
LEVEL = asked(Official.affiliation, last=True)
HELPED = (Standing.REGISTERED, Standing.EXITED, Standing.ORDINARY)


def on_roster(
    session: Session, given: Given, by: str, columns: Mapping[str, str]
) -> dict[str, Sequence[object]]:
    """Return values of the one official on the roster with a name, by field.

    The field `by` holds the name; `columns` has the column of each field.
    """
    name = str(given.get(by) or "").strip()
    named = select(Official).where(Official.name == name, Official.withdrawn_on.is_(None)).limit(2)
    found = session.scalars(named).all() if name else ()
    one = found[0] if len(found) == 1 else None
    return {field: (value,) if (value := getattr(one, name, None)) else () for field, name in columns.items()}


_DETAILS = {
    "official_unit": "unit",
    "official_post": "post",
    "official_phone": "telephone",
    "level": "affiliation",
}
ROSTER = Known(("official",), partial(on_roster, by="official", columns=_DETAILS))
UNIT_OF_RESPONSIBLE = Known(("responsible",), partial(on_roster, by="responsible", columns={"unit": "unit"}))


class _Naming(Command):
    """Names the official who answers for households from now on, with the details of an unknown one."""

    permission: ClassVar = Permission.RECORD
    back: ClassVar = OF_HELPERS
    known: ClassVar = ROSTER

    official_post: Annotated[str, POST] = ""
    official_phone: Annotated[str, PHONE] = ""
    id_number: Annotated[str, ID] = ""
    level: Annotated[Affiliation | None, LEVEL] = None


class AssignOfficial(_Naming):
    """Name the contact official of a household that has none; an unknown official gets a record."""

    act: ClassVar = ActWords(
        N_("Assign a contact official"), N_("Assigned a contact official"), "household", "official", "pairing"
    )
    synonyms: ClassVar = N_("pair helper cadre")
    law: ClassVar = OF_HELP_BY_OTHERS

    household: Annotated[int, asked(Pairing.household_id)]
    official: Annotated[str, OFFICIAL]
    official_unit: Annotated[str, UNIT]
    since: Annotated[date, asked(Pairing.since, after=("household.pairing.until",))]

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := _household_trouble(work, self.household):
            return trouble
        if (now := pairing_now(work, self.household)) is not None:
            words = _("{official} answers for this household since {day}; hand it over instead")
            return {"official": words.format(official=now.official.name, day=now.since)}
        return _successor_trouble(work, self, [self.household])

    def effect(self, work: Work) -> str:
        return _namesake(work, self)

    def run(self, work: Work) -> Change:
        pairing = assign(work, self)
        head = work.session.get_one(Household, self.household).head
        summary = _("{official} answers for the household of {head}").format(
            official=pairing.official.name, head=head
        )
        return Change(summary, id=pairing.id)


class HandOverHousehold(_Naming):
    """Give a household another contact official; open matters go over in writing."""

    act: ClassVar = ActWords(
        N_("Hand a household over to another official"),
        N_("Handed a household over to another official"),
        "household",
        "official",
        "pairing",
    )
    synonyms: ClassVar = N_("successor replace cadre")
    law: ClassVar = OF_HELP_BY_OTHERS

    household: Annotated[int, asked(Pairing.household_id)]
    official: Annotated[str, OFFICIAL]
    official_unit: Annotated[str, UNIT]
    since: Annotated[date, asked(Pairing.since, law=COUNTED, after=("household.pairing.since",))]
    reason: Annotated[str, asked(Pairing.reason)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := _household_trouble(work, self.household):
            return trouble
        now = pairing_now(work, self.household)
        if now is None:
            return {"household": _("No official answers for this household; assign one")}
        if _is_same(now.official, self):
            return {"official": _("This official answers for the household already")}
        return _successor_trouble(work, self, [self.household])

    def effect(self, work: Work) -> str:
        things = open_things(work.session, self.household)
        handed = _("Open things that go over: {things}").format(things=things) if things else ""
        return "\n".join(filter(None, (_namesake(work, self), handed)))

    def run(self, work: Work) -> Change:
        before = pairing_now(work, self.household)
        assert before is not None  # `problems` asked for it
        hand_over(work, before, self)
        head = before.household.head
        summary = _("{official} answers for the household of {head}").format(
            official=self.official.strip(), head=head
        )
        return Change(summary, id=before.household_id)


class HandOverAll(_Naming):
    """Give all households of an official to another one; open matters go over in writing."""

    act: ClassVar = ActWords(
        N_("Hand all households of an official over"),
        N_("Handed all households of an official over"),
        "official",
        "pairing",
    )
    synonyms: ClassVar = N_("successor handover cadre transfer")
    law: ClassVar = ONE_PERSON

    leaving: Annotated[int, Ask(Record(), N_("Official who leaves"), of="officials")]
    official: Annotated[str, OFFICIAL]
    official_unit: Annotated[str, UNIT]
    since: Annotated[date, asked(Pairing.since, law=COUNTED, after=("leaving.pairing.since",))]
    reason: Annotated[str, asked(Pairing.reason)]

    def problems(self, work: Work) -> Mapping[str, str]:
        leaving = work.session.get_one(Official, self.leaving)
        if not _pairs_of(work, self.leaving):
            words = _("{official} answers for no household of your area")
            return {"leaving": words.format(official=leaving.name)}
        if _is_same(leaving, self):
            return {"official": _("This official answers for the household already")}
        homes = [pair.household_id for pair in _pairs_of(work, self.leaving)]
        return _successor_trouble(work, self, homes)

    def effect(self, work: Work) -> str:
        pairs = _pairs_of(work, self.leaving)
        left = sum(bool(open_things(work.session, pair.household_id)) for pair in pairs)
        words = _("{count} households go over; {left} of them have open things.")
        return "\n".join(filter(None, (_namesake(work, self), words.format(count=len(pairs), left=left))))

    def run(self, work: Work) -> Change:
        pairs = _pairs_of(work, self.leaving)
        for pair in pairs:
            hand_over(work, pair, self)
        words = _("{count} households of {leaving} handed over to {official}")
        leaving = work.session.get_one(Official, self.leaving).name
        summary = words.format(count=len(pairs), leaving=leaving, official=self.official.strip())
        return Change(summary, id=self.leaving)


class EndPairing(Command):
    """Record that an official no longer answers for a household, without a successor yet."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("End the pairing of an official"), N_("Ended the pairing of an official"), "household", "pairing"
    )
    synonyms: ClassVar = N_("stop helper")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS

    household: Annotated[int, asked(Pairing.household_id)]
    until: Annotated[date, asked(Pairing.until, after=("household.pairing.since",))]
    reason: Annotated[str, asked(Pairing.reason)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if pairing_now(work, self.household) is None:
            return {"household": _("No official answers for this household; assign one")}
        return {}

    def run(self, work: Work) -> Change:
        now = pairing_now(work, self.household)
        assert now is not None  # `problems` asked for it
        now.until = self.until
        now.reason = self.reason.strip()
        words = _("{official} answers for the household of {head} no longer")
        summary = words.format(official=now.official.name, head=now.household.head)
        return Change(summary, id=now.household_id)


type Successor = AssignOfficial | HandOverHousehold | HandOverAll


def assign(work: Work, given: AssignOfficial) -> Pairing:
    """Begin the pairing of a household that has none."""
    return _pair(work, given.household, given, None)


def hand_over(work: Work, before: Pairing, given: Successor) -> Pairing:
    """End a pairing and begin the next, which keeps the open matters of that day in words."""
    things = open_things(work.session, before.household_id)
    before.until = given.since
    before.reason = getattr(given, "reason", "").strip()
    work.session.flush()
    return _pair(work, before.household_id, given, things or None)


def poor_names(session: Session, names: Collection[str]) -> frozenset[str]:
    """Those of some names that a member of a registered household bears."""
    wanted = _poor().where(among(Member.name, names))
    return frozenset(name for name, _head in session.execute(wanted))


def poor_trouble(session: Session, id_number: str) -> str:
    """Check that a person who helps belongs to no household registered as poor; return the problem."""
    if not id_number:
        return ""
    wanted = _poor().where(Member.id_number == id_number)
    found = session.execute(wanted.limit(1)).first()
    if found is None:
        return ""
    words = _("{name} belongs to the registered household of {head}; choose somebody who is not poor")
    return words.format(name=found.name, head=found.head)


def _poor() -> Select[str, str]:
    return (
        select(Member.name, Household.head)
        .join(Household, Household.id == Member.household_id)
        .where(
            Household.standing == Standing.REGISTERED,
            Household.withdrawn_on.is_(None),
            Member.withdrawn_on.is_(None),
        )
    )


def _household_trouble(work: Work, number: int) -> Mapping[str, str]:
    household = work.session.get_one(Household, number)
    if household.standing not in HELPED:
        words = _("The household of {head} is neither registered nor monitored: {standing}")
        return {"household": words.format(head=household.head, standing=_(household.standing.label))}
    return {}


def _successor_trouble(work: Work, given: Successor, households: Collection[int]) -> Mapping[str, str]:
    """Check that an official is no member of a registered household, nor of those that they answer for."""
    known = _known(work.session, given)
    number = given.id_number or (known.id_number if known else "")
    if poor := poor_trouble(work.session, number):
        return {"official": poor}
    same = Member.id_number == number if number else Member.name == given.official.strip()
    there = among(Member.household_id, households), Member.withdrawn_on.is_(None)
    head = work.session.scalar(select(Household.head).join(Household.members).where(same, *there).limit(1))
    words = _(
        "{name} is in the household of {head}, or has the name of a member; nobody helps their own "
        "household. Of another person with this name, give the identity number"
    )
    return {"official": words.format(name=given.official.strip(), head=head)} if head else {}


def _namesake(work: Work, given: Successor) -> str:
    """Warn that a registered person bears the name of an official without a known number; "" without one."""
    known = _known(work.session, given)
    if given.id_number or (known and known.id_number):
        return ""
    found = work.session.execute(_poor().where(Member.name == given.official.strip()).limit(1)).first()
    if found is None:
        return ""
    words = _("A member of the registered household of {head} is called {name}, too. Is it another person?")
    return words.format(head=found.head, name=found.name)


def _known(session: Session, given: Successor) -> Official | None:
    wanted = select(Official).where(
        Official.name == given.official.strip(),
        Official.unit == given.official_unit.strip(),
        Official.withdrawn_on.is_(None),
    )
    return session.scalars(wanted.order_by(Official.id)).first()


def _is_same(official: Official, given: Successor) -> bool:
    return (official.name, official.unit) == (given.official.strip(), given.official_unit.strip())


def _pair(work: Work, household: int, given: Successor, left_open: str | None) -> Pairing:
    """Add the pairing of a household with an official, and write new details into the official's record."""
    official = _known(work.session, given)
    if official is None:
        official = Official(name=given.official.strip(), unit=given.official_unit.strip())
        work.session.add(official)
        work.session.flush()
    told = (("post", given.official_post), ("telephone", given.official_phone))
    for name, value in (*told, ("id_number", given.id_number), ("affiliation", given.level)):
        if value and value != getattr(official, name):  # a blank never erases
            setattr(official, name, value)
    pairing = Pairing(
        household_id=household,
        official_id=official.id,
        since=given.since,
        left_open=left_open,
        recorded_by=work.actor.id,
    )
    work.session.add(pairing)
    work.session.flush()
    plan_pairing(work, pairing)
    return pairing


def _pairs_of(work: Work, official: int) -> list[Pairing]:
    """The households of an official that this person may act for."""
    wanted = select(Pairing).where(
        Pairing.official_id == official, Pairing.until.is_(None), Pairing.withdrawn_on.is_(None)
    )
    found: Iterable[Pairing] = work.session.scalars(wanted.order_by(Pairing.id))
    return [pair for pair in found if not area_trouble(work.session, work.actor, pair)]
