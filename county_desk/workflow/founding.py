"""Founding a register: its places, its people and its kind, as the first act of its history."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import select

from county_desk.fields import Choice, Text
from county_desk.models.place import Place, PlaceCode, PlaceLevel
from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Permission, Role, User
from county_desk.names import compared
from county_desk.rules.regimes import founded_under
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.accounts.passwords import hashed, one_time_password
from county_desk.workflow.command import Ask, Change, Command, Refused, Work
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.place_list import PlaceLine

FIRST_POSTS: Mapping[str, Role] = {
    "clerk": Role.COUNTY_CLERK,
    "township": Role.TOWNSHIP_CLERK,
    "reviewer": Role.REVIEWER,
    "second_reviewer": Role.REVIEWER,
    "administrator": Role.ADMINISTRATOR,
    "inspector": Role.INSPECTOR,
}
TOWNSHIP_PLACE = "township_place"  # the answer to the question for which township the clerk acts
NEEDED_POSTS = (Role.COUNTY_CLERK, Role.REVIEWER, Role.ADMINISTRATOR)  # no register begins without them


@dataclass(frozen=True)
class Person:
    """A person who gets an account; `place` is a code, and empty for the whole county.

    `one_time`: the password must be changed at the first sign-in.
    """

    name: str
    role: Role
    place: str = ""
    password: str = ""  # an argon2 hash, never the password itself
    one_time: bool = False


def with_one_time_passwords(
    people: Sequence[Person], chosen: Mapping[str, str] | None = None
) -> tuple[list[Person], dict[str, str]]:
    """The same people with a different one-time password each, and those passwords by name.

    `chosen` are passwords of some that were not left to chance.
    """
    passwords = {person.name: (chosen or {}).get(person.name) or one_time_password() for person in people}
    hashes = {name: hashed(password) for name, password in passwords.items()}
    return [replace(person, password=hashes[person.name], one_time=True) for person in people], passwords


def with_township(
    people: Sequence[Person], places: Sequence[PlaceLine], code: str, township: str
) -> list[Person]:
    """The same people, where a township clerk acts for a township by name or code, or for the only one.

    Raises `Refused` when the list of places does not say which township is meant.
    """
    towns = {line.town_code: line.town for line in places if line.county_code == code}
    meant = [each for each in towns if township.strip() in ("", each, towns[each])]
    clerks = [person for person in people if person.role is Role.TOWNSHIP_CLERK]
    if towns and clerks and len(meant) != 1:
        words = _("Name the township, by name or code, that {name} acts for; there are: {towns}")
        known = _(", ").join(f"{name} {each}" for each, name in towns.items())
        raise Refused({TOWNSHIP_PLACE: words.format(name=clerks[0].name, towns=known)})
    return [replace(person, place=meant[0]) if person in clerks and meant else person for person in people]


class FoundRegister(Command):
    """Found the register of a county. `recovery` is the digest of its first recovery code."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Found a register"), N_("Founded the register"), "register")
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    name: Annotated[str, Ask(Text(), N_("Name of the county"))]
    code: Annotated[str, Ask(Text(), N_("Code of the county (6 digits)"))]
    kind: Annotated[RegisterKind, Ask(Choice(terms=RegisterKind), N_("Kind"))]
    province: str
    region: str
    uid: str
    places: tuple[PlaceLine, ...]
    people: tuple[Person, ...]
    recovery: str = ""

    def asked(self) -> dict[str, object]:
        """The request without the passwords' hashes."""
        asked = super().asked()
        asked["places"] = len(self.places)
        asked["people"] = [{"name": person.name, "role": person.role.value} for person in self.people]
        if not self.recovery:
            del asked["recovery"]
        return asked

    def problems(self, work: Work) -> Mapping[str, str]:
        if work.session.get(Register, 1) is not None:
            return {"": _("This database already holds a register")}
        if not self._lines():
            return {
                "code": _("The list of places holds no village of the county {code}").format(code=self.code)
            }
        names = [person.name.strip() for person in self.people]
        if not all(names):
            return {"people": _("Give every person a name")}
        if len(set(map(compared, names))) < len(names):
            return {"people": _("Every person has an account of their own; two have the same name")}
        if unknown := [code for code in self._named_places() if code not in self._codes()]:
            return {"people": _("There is no place with the code {code}").format(code=unknown[0])}
        UUID(self.uid)
        return {}

    def _lines(self) -> list[PlaceLine]:
        return [line for line in self.places if line.county_code == self.code]

    def _named_places(self) -> list[str]:
        return [person.place for person in self.people if person.place]

    def _codes(self) -> set[str]:
        """The codes of the county and of all in it."""
        return {
            code for line in self._lines() for code in (line.county_code, line.town_code, line.village_code)
        }

    def run(self, work: Work) -> Change:
        lines = self._lines()
        county = Founder(work).found(lines, self.name)
        for person in self.people:
            work.session.add(
                User(
                    name=person.name.strip(),
                    role=person.role,
                    place_id=self._place(work, person),
                    password=person.password or None,
                    one_time=person.one_time or None,
                    created_at=work.now,
                )
            )
        work.session.add(
            Register(
                id=1,
                uid=self.uid,
                name=self.name,
                kind=self.kind,
                county_id=county.id,
                province=self.province,
                region=self.region,
                leading_group=f"{self.name}{founded_under(work.today).group}",
                created_at=work.now,
            )
        )
        work.session.flush()
        summary = _n(
            "Register of {name} founded with {count} village",
            "Register of {name} founded with {count} villages",
            len(lines),
        ).format(name=self.name, count=len(lines))
        return Change(summary, id=1)

    def _place(self, work: Work, person: Person) -> int | None:
        if not person.place:
            return None
        return work.session.scalar(select(PlaceCode.place_id).where(PlaceCode.code == person.place))


class Founder:
    """Makes the places of a county from its list of villages, each with its code of that year."""

    def __init__(self, work: Work) -> None:
        self._session = work.session
        self._office = founded_under(work.today).office
        self._known: dict[str, Place] = {}

    def found(self, lines: Sequence[PlaceLine], county_name: str) -> Place:
        """All places of these lines; returns the county."""
        first = lines[0]
        since = date(first.year, 1, 1)
        province = self._place(PlaceLevel.PROVINCE, first.province_code, first.province, None, since)
        parent = province
        if first.prefecture:
            code = first.prefecture_code
            parent = self._place(PlaceLevel.PREFECTURE, code, first.prefecture, province, since)
        county = self._place(PlaceLevel.COUNTY, first.county_code, county_name, parent, since)
        for line in lines:
            town = self._place(PlaceLevel.TOWNSHIP, line.town_code, line.town, county, since)
            self._place(PlaceLevel.VILLAGE, line.village_code, line.village, town, since, line.committee)
        return county

    def _place(
        self,
        level: PlaceLevel,
        code: str,
        name: str,
        parent: Place | None,
        since: date,
        committee: str = "",
    ) -> Place:
        if code in self._known:
            return self._known[code]
        shown, short, office = names_of(level, name, committee, self._office)
        if parent is not None and self._taken(parent, shown):
            shown = f"{shown}（{code[-3:]}）"  # two villages of one township can bear one name
        place = Place(level=level, name=shown, short=short, office=office, parent=parent)
        self._session.add(place)
        self._session.flush()
        self._session.add(PlaceCode(place_id=place.id, code=code, since=since))
        self._known[code] = place
        return place

    def _taken(self, parent: Place, name: str) -> bool:
        return any(place.parent_id == parent.id and place.name == name for place in self._known.values())


_COMMITTEE = re.compile(r"(村民委员会|村委会|居民委员会|居委会|委员会)$")


def names_of(
    level: PlaceLevel, official: str, committee: str = "", county_office: str = ""
) -> tuple[str, str, str]:
    """The name of a place, its short form on rosters, and the office that signs there.

    柳湾村委会 and 柳湾村民委员会 are both 柳湾村, 柳湾 and 柳湾村村民委员会. `committee` is the kind that the
    list of divisions gives; it decides where the official name does not show one. `county_office` ends the
    name of the county's office.
    """
    if level is PlaceLevel.TOWNSHIP:
        return (
            official,
            re.sub(r"(街道办事处|街道|民族乡|乡|镇)$", "", official) or official,
            f"{official}人民政府",
        )
    if level is PlaceLevel.COUNTY:
        return official, re.sub(r"(自治县|县|市|区)$", "", official) or official, f"{official}{county_office}"
    if level is not PlaceLevel.VILLAGE:
        return official, official, ""
    return _names_of_village(official, committee)


def _names_of_village(official: str, committee: str) -> tuple[str, str, str]:
    stem = _COMMITTEE.sub("", official)
    shown = stem != official
    if official.endswith(("居民委员会", "居委会")) or (not shown and _is_urban(official, committee)):
        kept = stem.endswith("社区") or (not shown and stem.endswith("村"))
        name, office = stem if kept else f"{stem}社区", "居民委员会"
    else:
        name, office = stem if stem.endswith(("村", "社区")) else f"{stem}村", "村民委员会"
    return name, re.sub(r"(社区|村)$", "", name) or name, f"{name}{office}"


def _is_urban(name: str, committee: str) -> bool:
    """Whether residents, not villagers, elect the committee; the name of the place decides without one."""
    return "居民" in committee if committee else name.endswith("社区")
