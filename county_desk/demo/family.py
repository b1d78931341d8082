"""Families of the made-up county: the people of a household, their age, school and health."""

from dataclasses import dataclass
from datetime import date
from random import Random

from county_desk.demo.family_shapes import Kin, shape
from county_desk.demo.person_names import Namer
from county_desk.demo.person_numbers import Numberer

COUNTED_ON = date(2016, 10, 1)  # the day on which ages are counted
HAN = "汉族"


@dataclass(frozen=True)
class Someone:
    """One person of a household, in the words of a roster."""

    name: str
    relation: str
    male: bool
    id_number: str
    born_on: date
    ethnicity: str
    education: str
    schooling: str
    health: str
    labour: str
    work_months: int | None = None
    insured: bool = True

    @property
    def age(self) -> int:
        """Years that have been completed on the day of the count."""
        before = (COUNTED_ON.month, COUNTED_ON.day) < (self.born_on.month, self.born_on.day)
        return COUNTED_ON.year - self.born_on.year - before

    @property
    def able(self) -> bool:
        """Whether this person can work."""
        return self.labour.endswith("劳动力") and self.labour not in ("无劳动力", "丧失劳动力")


@dataclass
class Families:
    """Puts families together; every draw comes from one source of chance."""

    draw: Random
    namer: Namer
    numberer: Numberer
    group: str = HAN
    rare: bool = False

    def family(self, head: str = "", kin: tuple[Kin, ...] = ()) -> tuple[Someone, ...]:
        """One family, the head first; of a shape drawn by chance unless its people are given."""
        kin = kin or shape(self.draw)
        clan = self._clan(head)
        own = {"户主", "之子", "之女", "之孙子", "之孙女", "之兄弟姐妹"}
        people = []
        for place, (relation, male, age) in enumerate(kin):
            born = self.numberer.birth(age, COUNTED_ON)
            carries = relation in own or (relation == "之父" and kin[0][1])
            name = head if head and place == 0 else self._name(male, born.year, clan if carries else "")
            people.append(self._person(name, relation, male, born))
        return tuple(people)

    def _clan(self, head: str) -> str:
        if head:
            return head[:1]
        return self._surname()

    def _surname(self) -> str:
        return self.namer.surname() if self.group == HAN else self.namer.family(self.group)

    def _name(self, male: bool, year: int, clan: str) -> str:
        family = clan or self._surname()
        if self.group != HAN:
            return self.namer.dotted(self.group, male, family)
        return family + (self.namer.rare(male) if self.rare and year > 1975 else self.namer.given(male, year))

    def _person(self, name: str, relation: str, male: bool, born: date) -> Someone:
        age = COUNTED_ON.year - born.year - ((COUNTED_ON.month, COUNTED_ON.day) < (born.month, born.day))
        married_in = relation in ("配偶", "之儿媳") and self.draw.random() < 0.25
        prefix = self.draw.choice(("990102", "990103")) if married_in else "990101"
        education, schooling = learning(self.draw, age)
        health = self._health(age)
        return Someone(
            name,
            relation,
            male,
            self.numberer.identity(born, male, prefix),
            born,
            self.group,
            education,
            schooling,
            health,
            labour(self.draw, age, health, schooling),
        )

    def _health(self, age: int) -> str:
        kinds = ("健康", "长期慢性病", "患有大病", "残疾")
        weights = (58, 32, 5, 5) if age >= 60 else (86, 7, 3, 4) if age >= 16 else (97, 1, 0, 2)
        return self.draw.choices(kinds, weights)[0]


def learning(draw: Random, age: int) -> tuple[str, str]:
    """The level of education and the class at school of a person of an age."""
    if 13 <= age < 16 and draw.random() < 0.04:
        return "初中", "非在校生"
    for until, education, schooling in _LEARNING:
        if age < until:
            return education, schooling
    if age < 22 and draw.random() < 0.2:
        return "大专及以上", "大专及以上"
    old, middle, young = (50, 40, 9, 1), (8, 36, 48, 8), (1, 16, 62, 21)
    weights = young if age < 35 else middle if age < 58 else old
    levels = ("文盲或半文盲", "小学", "初中", "高中")
    return draw.choices(levels, weights)[0], "非在校生"


def labour(draw: Random, age: int, health: str, schooling: str) -> str:
    """The ability of a person to work, in the words of a roster."""
    if age < 16 or schooling != "非在校生" or age >= 70:
        return "无劳动力"
    if health in ("残疾", "患有大病"):
        return "丧失劳动力"
    if age >= 64:
        return draw.choice(("无劳动力", "普通劳动力"))
    return draw.choices(("普通劳动力", "技能劳动力"), (9, 1))[0]


# The age at which a level of school ends, with the level and the school.
_LEARNING = (
    (3, "学龄前儿童", "非在校生"),
    (6, "学龄前儿童", "学前教育"),
    (12, "小学", "小学"),
    (13, "初中", "七年级"),
    (14, "初中", "八年级"),
    (15, "初中", "九年级"),
    (16, "高中", "高中一年级"),
    (17, "高中", "高中二年级"),
    (18, "高中", "高中三年级"),
)
