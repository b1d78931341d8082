"""Changes in households of the year: births, deaths, marriages, a split, a move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from county_desk.demo.homes import Home
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, DemoVillage
from county_desk.fields import Sex
from county_desk.models.household_change import ChangeKind
from county_desk.workflow.command import Command
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.life.moving import MoveHousehold
from county_desk.workflow.life.splitting import SplitHousehold

type Act = Callable[[Office, Home], Command]


@dataclass(frozen=True)
class Happening:
    """One change in a household on a day; `at_the_county` when it needs the county's approval."""

    place: DemoVillage
    home: Home
    day: date
    act: Act
    at_the_county: bool = False


def happen(office: Office, going: Happening) -> Thread:
    """Record the change on its day."""
    yield going.day
    who = CLERK if going.at_the_county else office.clerk(going.place)
    office.do(who, going.act(office, going.home))


def born(name: str, relation: str, sex: Sex) -> Act:
    """A child is born, which has no identity number yet."""

    def act(office: Office, home: Home) -> Command:
        return JoinMember(
            household=office.household(home),
            kind=ChangeKind.BIRTH,
            happened_on=office.today,
            name=name,
            relation=relation,
            sex=sex,
            evidence="出生医学证明",
        )

    return act


def married_in(name: str, relation: str, id_number: str) -> Act:
    """Somebody marries into the household."""

    def act(office: Office, home: Home) -> Command:
        return JoinMember(
            household=office.household(home),
            kind=ChangeKind.MARRIED_IN,
            happened_on=office.today,
            name=name,
            relation=relation,
            id_number=id_number,
            ethnicity="汉族",
            evidence="结婚证、户口迁移证",
        )

    return act


def left(number: int, kind: ChangeKind, evidence: str) -> Act:
    """A member leaves the household; `number` is its place on the roster, from 0."""

    def act(office: Office, home: Home) -> Command:
        member = office.member(home.people[number])
        return LeaveMember(member=member, kind=kind, happened_on=office.today, evidence=evidence)

    return act


def split(*numbers: int) -> Act:
    """Some members make a household of their own; the first of them is its head."""

    def act(office: Office, home: Home) -> Command:
        members = tuple(office.member(home.people[number]) for number in numbers)
        return SplitHousehold(
            household=office.household(home),
            members=members,
            head=members[0],
            happened_on=office.today,
            evidence="青农领办批〔2026〕4号",
        )

    return act


def moved(to: DemoVillage) -> Act:
    """The household moves to another village of the county, with its file."""

    def act(office: Office, home: Home) -> Command:
        return MoveHousehold(
            household=office.household(home),
            village=office.place(to.code),
            happened_on=office.today,
            evidence="青农领办批〔2026〕7号",
        )

    return act
