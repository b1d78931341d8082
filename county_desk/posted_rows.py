"""The rows of notices: one class for each subject of a list, frozen as JSON with the notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from county_desk.text import _

type Plain = Mapping[str, Any]  # a row as JSON carries it


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


class _Posted:
    """The base of all rows; it names the fields that JSON carries as text, and those of named amounts."""

    __slots__ = ()
    decimals: ClassVar[tuple[str, ...]] = ()
    amounts: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def from_plain(cls, plain: Plain) -> Self:
        """The row that JSON carries."""
        given = dict(plain)
        for key in cls.decimals:
            given[key] = None if given[key] is None else Decimal(given[key])
        for key in cls.amounts:
            given[key] = tuple(map(NamedAmount.from_plain, given[key]))
        if given.get("ending"):
            given["ending"] = Ending(**given["ending"])
        return cls(**given)


class _PostedThing(_Posted):
    """The base of rows that list no person."""

    __slots__ = ()

    @property
    def persons(self) -> int:
        """Always 0."""
        return 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedHousehold(_Posted):
    """One household on a list; `village` is set only on a list of several villages.

    `ending` is the end of an identity number, which distinguishes namesakes in one group; None without a
    namesake. `category` is the kind of monitoring, and `way` how a risk went; both only on lists of
    monitoring. `standing` is the new standing of a household after a re-examination; "" on other lists.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedVillage(_Posted):
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
    decimals: ClassVar = ("incidence", "income_per_head", "collective_income")


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedProject(_PostedThing):
    """One project on a list. `budget` is yuan; `term` names its first and last month."""

    number: int
    village: str
    title: str
    content: str
    unit: str
    term: str
    budget: Decimal
    subject: ClassVar = "project"
    decimals: ClassVar = ("budget",)

    @property
    def name(self) -> str:
        """The title, by which sentences name the first project of a list."""
        return self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedCounty(_PostedThing):
    """The county on its own list; the rates are shares of one, None where no evaluation gave one."""

    number: int
    name: str
    incidence: Decimal | None = None
    wrong_exit: Decimal | None = None
    missed: Decimal | None = None
    approval: Decimal | None = None
    subject: ClassVar = "county"
    decimals: ClassVar = ("incidence", "wrong_exit", "missed", "approval")


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
class PostedFunding(_PostedThing):
    """One project on a notice of funds and projects; amounts are yuan, None means unknown.

    `purpose` is the class of the project, `sources` the released money by the level that gives it. A notice
    of the plan has content and term. A notice of the results has progress, payments and assets.
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
    decimals: ClassVar = ("budget", "paid")
    amounts: ClassVar = ("sources", "assets")

    @property
    def helped(self) -> tuple[int | None, int | None] | None:
        """The households and the persons whom it helps; None where neither is known."""
        both = (self.helped_households, self.helped_persons)
        return None if both == (None, None) else both

    @property
    def name(self) -> str:
        """The title, by which sentences name the first project of a list."""
        return self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedHolder(_Posted):
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


type NoticeRow = PostedHousehold | PostedVillage | PostedProject | PostedCounty | PostedFunding | PostedHolder
type RowClass = type[NoticeRow]
