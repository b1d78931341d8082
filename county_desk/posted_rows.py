"""The rows of notices: one class for each subject of a list, frozen as JSON with the notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from county_desk.text import _

type Plain = Mapping[str, Any]  # a row as JSON carries it


def _decimals(plain: Plain, *keys: str) -> dict[str, Decimal | None]:
    """The decimals that JSON carries as text, by key; None where one is unknown."""
    return {key: None if plain[key] is None else Decimal(plain[key]) for key in keys}


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
    def from_plain(cls, plain: Plain) -> "PostedHousehold":
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
    def from_plain(cls, plain: Plain) -> "PostedVillage":
        """The row that JSON carries; its decimals are text."""
        return cls(**(dict(plain) | _decimals(plain, "incidence", "income_per_head", "collective_income")))


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
    def from_plain(cls, plain: Plain) -> "PostedProject":
        """The row that JSON carries; its budget is text."""
        return cls(**(dict(plain) | _decimals(plain, "budget")))


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
    def from_plain(cls, plain: Plain) -> "PostedCounty":
        """The row that JSON carries; its rates are text."""
        return cls(**(dict(plain) | _decimals(plain, "incidence", "wrong_exit", "missed", "approval")))


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
    def from_plain(cls, plain: Plain) -> "PostedFunding":
        """The row that JSON carries; its amounts are text."""
        given = dict(plain) | _decimals(plain, "budget", "paid")
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
    def from_plain(cls, plain: Plain) -> "PostedHolder":
        """The row that JSON carries."""
        return cls(**(dict(plain) | {"ending": _ending(plain.get("ending"))}))


type NoticeRow = PostedHousehold | PostedVillage | PostedProject | PostedCounty | PostedFunding | PostedHolder
type RowClass = type[NoticeRow]
