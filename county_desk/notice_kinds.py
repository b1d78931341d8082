"""The kinds of notice, each declared once, and the rows that their lists have.

A new kind is one member of `NoticeKind` and its wording in `reports`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from county_desk.fields import Term
from county_desk.text import N_, _

_DECIMALS = ("incidence", "income_per_head", "collective_income")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """The last characters of the head's identity number, or of the household's own number."""

    identity: str = ""
    household: str = ""

    def words(self) -> str:
        """The ending as a list shows it, in the language in force."""
        if self.identity:
            return _("ID ending {tail}").format(tail=self.identity)
        return _("household number ending {tail}").format(tail=self.household)


def _ending(plain: Mapping[str, str] | None) -> Ending | None:
    return Ending(**plain) if plain else None


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedHousehold:
    """One household on a list; `village` is set only on a list of several villages.

    `ending` is the end of an identity number, which distinguishes namesakes in one group; None without a
    namesake. `category` is the kind of monitoring, and `way` how a risk went; both only on lists of
    monitoring. `standing` is what a household becomes by a re-examination; "" on other lists.
    """

    number: int
    group: str
    name: str
    persons: int
    village: str = ""
    ending: Ending | None = None
    category: str = ""
    way: str = ""
    standing: str = ""
    subject: ClassVar = "household"

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "PostedHousehold":
        """The row that JSON carries."""
        return cls(**(dict(plain) | {"ending": _ending(plain.get("ending"))}))


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedVillage:
    """One village on a list. `incidence` is a share of one, incomes are yuan; None means unknown."""

    number: int
    township: str
    name: str
    households: int | None = None
    persons: int | None = None
    poor_households: int | None = None
    poor_persons: int | None = None
    incidence: Decimal | None = None
    income_per_head: Decimal | None = None
    collective_income: Decimal | None = None
    subject: ClassVar = "village"

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "PostedVillage":
        """The row that JSON carries; its decimals are text."""
        decimals = {key: None if plain[key] is None else Decimal(plain[key]) for key in _DECIMALS}
        return cls(**(dict(plain) | decimals))


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedProject:
    """One project on a list. `budget` is yuan; `term` names its first and last month."""

    number: int
    village: str
    title: str
    content: str
    unit: str
    term: str
    budget: Decimal
    subject: ClassVar = "project"

    @property
    def name(self) -> str:
        """The title, by which sentences name the first project of a list."""
        return self.title

    @property
    def persons(self) -> int:
        """Nobody is listed."""
        return 0

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "PostedProject":
        """The row that JSON carries; its budget is text."""
        return cls(**(dict(plain) | {"budget": Decimal(plain["budget"])}))


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedCounty:
    """The county on its own list; the rates are shares of one, None where no evaluation gave one."""

    number: int
    name: str
    incidence: Decimal | None = None
    wrong_exit: Decimal | None = None
    missed: Decimal | None = None
    approval: Decimal | None = None
    subject: ClassVar = "county"

    @property
    def persons(self) -> int:
        """Nobody is listed."""
        return 0

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "PostedCounty":
        """The row that JSON carries; its rates are text."""
        rates = ("incidence", "wrong_exit", "missed", "approval")
        decimals = {key: None if plain[key] is None else Decimal(str(plain[key])) for key in rates}
        return cls(number=int(str(plain["number"])), name=str(plain["name"]), **decimals)


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedAmount:
    """Yuan with a name: the level that gives the money, or an asset that was built."""

    name: str
    amount: Decimal

    @classmethod
    def from_plain(cls, plain: Mapping[str, str]) -> "NamedAmount":
        """The amount that JSON carries as text."""
        return cls(name=plain["name"], amount=Decimal(plain["amount"]))


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedFunding:
    """One project on a notice of funds and projects; amounts are yuan, None means unknown.

    `purpose` is the class of the project, `sources` the released money by the level that gives it. Content
    and term stand on a plan; what was done, paid and built stands on a notice of results.
    """

    number: int
    village: str
    title: str
    purpose: str
    unit: str
    budget: Decimal
    content: str = ""
    term: str = ""
    contractor: str = ""
    benefit: str = ""
    sources: tuple[NamedAmount, ...] = ()
    helped_households: int | None = None
    helped_persons: int | None = None
    standing: str = ""
    done_on: str = ""
    paid: Decimal | None = None
    assets: tuple[NamedAmount, ...] = ()
    subject: ClassVar = "funding"

    @property
    def helped(self) -> tuple[int | None, int | None] | None:
        """The households and the persons whom it helps; None where neither is known."""
        both = (self.helped_households, self.helped_persons)
        return None if both == (None, None) else both

    @property
    def name(self) -> str:
        """The title, by which sentences name the first project of a list."""
        return self.title

    @property
    def persons(self) -> int:
        """Nobody is listed."""
        return 0

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "PostedFunding":
        """The row that JSON carries; its amounts are text."""
        given = dict(plain) | {"budget": Decimal(plain["budget"])}
        given["paid"] = None if plain["paid"] is None else Decimal(plain["paid"])
        for key in ("sources", "assets"):
            given[key] = tuple(NamedAmount.from_plain(each) for each in plain[key])
        return cls(**given)


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedHolder:
    """One person proposed for a post. `head` is that of the household, `programme` the key of the post.

    `ending` distinguishes namesakes, as on lists of households.
    """

    number: int
    group: str
    name: str
    head: str
    programme: str
    ending: Ending | None = None
    subject: ClassVar = "holder"

    @property
    def persons(self) -> int:
        """The person."""
        return 1

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "PostedHolder":
        """The row that JSON carries."""
        return cls(**(dict(plain) | {"ending": _ending(plain.get("ending"))}))


type NoticeRow = PostedHousehold | PostedVillage | PostedProject | PostedCounty | PostedFunding | PostedHolder
type RowClass = type[NoticeRow]


class NoticeKind(Term):
    """A kind of notice: the class of its rows, and whether it announces a result."""

    row: RowClass
    announces: bool

    def __new__(
        cls,
        value: str,
        label: str,
        row: RowClass,
        announces: bool = False,
    ) -> "NoticeKind":
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        member.row, member.announces = row, announces
        return member

    HOUSEHOLD_FIRST_DISCLOSURE = (
        "household_first_disclosure",
        N_("First disclosure of households"),
        PostedHousehold,
    )
    HOUSEHOLD_SECOND_DISCLOSURE = (
        "household_second_disclosure",
        N_("Second disclosure of households"),
        PostedHousehold,
    )
    HOUSEHOLD_ANNOUNCEMENT = (
        "household_announcement",
        N_("Announcement of registered households"),
        PostedHousehold,
        True,
    )
    VILLAGE_DISCLOSURE = "village_disclosure", N_("Disclosure of villages"), PostedVillage
    VILLAGE_ANNOUNCEMENT = (
        "village_announcement",
        N_("Announcement of registered villages"),
        PostedVillage,
        True,
    )
    HOUSEHOLD_EXIT_DISCLOSURE = (
        "household_exit_disclosure",
        N_("Disclosure of households leaving"),
        PostedHousehold,
    )
    HOUSEHOLD_EXIT_ANNOUNCEMENT = (
        "household_exit_announcement",
        N_("Announcement of households that left"),
        PostedHousehold,
        True,
    )
    VILLAGE_EXIT_DISCLOSURE = "village_exit_disclosure", N_("Disclosure of villages leaving"), PostedVillage
    VILLAGE_EXIT_ANNOUNCEMENT = (
        "village_exit_announcement",
        N_("Announcement of villages that left"),
        PostedVillage,
        True,
    )
    HOUSEHOLD_REMOVAL_DISCLOSURE = (
        "household_removal_disclosure",
        N_("Disclosure of removals"),
        PostedHousehold,
    )
    HOUSEHOLD_REMOVAL_ANNOUNCEMENT = (
        "household_removal_announcement",
        N_("Announcement of removals"),
        PostedHousehold,
        True,
    )
    HOUSEHOLD_MISSED_DISCLOSURE = (
        "household_missed_disclosure",
        N_("Disclosure of missed households"),
        PostedHousehold,
    )
    HOUSEHOLD_MISSED_ANNOUNCEMENT = (
        "household_missed_announcement",
        N_("Announcement of missed households added"),
        PostedHousehold,
        True,
    )
    HOUSEHOLD_RELAPSE_DISCLOSURE = (
        "household_relapse_disclosure",
        N_("Disclosure of households back in poverty"),
        PostedHousehold,
    )
    HOUSEHOLD_RELAPSE_ANNOUNCEMENT = (
        "household_relapse_announcement",
        N_("Announcement of households back in poverty"),
        PostedHousehold,
        True,
    )
    HOUSEHOLD_RESTORATION_DISCLOSURE = (
        "household_restoration_disclosure",
        N_("Disclosure of wrong exits"),
        PostedHousehold,
    )
    HOUSEHOLD_RESTORATION_ANNOUNCEMENT = (
        "household_restoration_announcement",
        N_("Announcement of restored households"),
        PostedHousehold,
        True,
    )
    HOUSEHOLD_REEXAMINATION_DISCLOSURE = (
        "household_reexamination_disclosure",
        N_("Disclosure of re-examined results"),
        PostedHousehold,
    )
    HOUSEHOLD_REEXAMINATION_ANNOUNCEMENT = (
        "household_reexamination_announcement",
        N_("Announcement of re-examined results"),
        PostedHousehold,
        True,
    )

    MONITORING_DISCLOSURE = (
        "monitoring_disclosure",
        N_("Disclosure of households to be monitored"),
        PostedHousehold,
    )
    MONITORING_ANNOUNCEMENT = (
        "monitoring_announcement",
        N_("Announcement of monitored households"),
        PostedHousehold,
        True,
    )
    MONITORING_RELEASE_DISCLOSURE = (
        "monitoring_release_disclosure",
        N_("Disclosure of households to be released from monitoring"),
        PostedHousehold,
    )
    MONITORING_RELEASE_ANNOUNCEMENT = (
        "monitoring_release_announcement",
        N_("Announcement of households released from monitoring"),
        PostedHousehold,
        True,
    )
    PROJECT_DISCLOSURE = "project_disclosure", N_("Disclosure of projects"), PostedProject
    PROJECT_ANNOUNCEMENT = (
        "project_announcement",
        N_("Announcement of approved projects"),
        PostedProject,
        True,
    )
    FUNDING_PLAN = "funding_plan", N_("Notice of funds and projects: plan"), PostedFunding
    FUNDING_RESULT = "funding_result", N_("Notice of funds and projects: results"), PostedFunding, True
    POST_DISCLOSURE = "post_disclosure", N_("Disclosure of proposed holders of posts"), PostedHolder
    COUNTY_EXIT_DISCLOSURE = "county_exit_disclosure", N_("Disclosure of the county leaving"), PostedCounty
    COUNTY_EXIT_ANNOUNCEMENT = (
        "county_exit_announcement",
        N_("Announcement that the county left"),
        PostedCounty,
        True,
    )
    HOUSEHOLD_ANSWER = "household_answer", N_("Answer to a household"), PostedHousehold, True
    VILLAGE_ANSWER = "village_answer", N_("Answer to a village"), PostedVillage, True

    @property
    def subject(self) -> str:
        """The subject of its procedure, such as “household”."""
        return self.row.subject
