"""The answers of Ctrl+K: actions by their words, and records of the register by name, number and sound."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from county_desk.fields import Numbers
from county_desk.models.record_kind import record_kinds
from county_desk.sound.search_text import INSIDE, rank
from county_desk.tables.all_lists import LISTS
from county_desk.tables.area import Area, area_of, within
from county_desk.tables.listing import Listing, Query, best
from county_desk.text import N_, _, in_every_language
from county_desk.views.navigation import icon_of
from county_desk.views.page import Page
from county_desk.views.place_ways import OF_LIST
from county_desk.views.types import Desk
from county_desk.views.widgets.blank_fields import optional_fields
from county_desk.views.widgets.icons import Icon
from county_desk.workflow.command import Command

MOST = 5  # answers of each kind
ON_PAGE, ACTS, PAGES, MENU = N_("On this page"), N_("Acts"), N_("Pages"), N_("Menu")
LAST = N_("Last used")


@dataclass(frozen=True)
class Sought:
    """Words that a page looks for in its list, in place of one record."""

    words: str

    def begin_on(self, page: Page, _before: Page | None) -> None:
        """Narrow the list."""
        page.search_for(self.words)


@dataclass(frozen=True)
class Narrowed:
    """For `go`: the list of a page under a query, which the person sees as filters and can clear."""

    query: Query

    def begin_on(self, page: Page, _before: Page | None) -> None:
        """Narrow the list."""
        page.narrow_to(self.query)


@dataclass(frozen=True)
class ActOpening:
    """For `go`: the form of an act on its page, with the values that it begins with."""

    command: type[Command]
    values: Mapping[str, object] = field(default_factory=dict)

    def begin_on(self, page: Page, before: Page | None) -> None:
        """Open the form on a page; the current row of the page before it is what the act is about."""
        page.begin(self.command, {**_about_row(self.command, before), **self.values})


@dataclass(frozen=True)
class InPlace:
    """A township or village to which the registry narrows itself, as `scope` gives it; {} for the county."""

    scope: Mapping[str, object]


def _about_row(command: type[Command], page: Page | None) -> Mapping[str, object]:
    """The needed first record of an act, where the chosen row of a page is that record or belongs to it."""
    row = page.chosen_row() if page is not None else None
    listing = getattr(page, "listing", None)
    first = next(((name, ask) for name, ask in command.asks().items() if ask.of), None)
    if row is None or listing is None or first is None or first[0] in optional_fields(command):
        return {}
    name, ask = first
    number = getattr(row, "id" if ask.of == listing.table.key else "household_id", None)
    if number is None or ask.of not in (listing.table.key, "households"):
        return {}
    return {name: (number,) if isinstance(ask.kind, Numbers) else number}


@dataclass(frozen=True)
class FinderAnswer:
    """One answer: its words and picture, and what choosing it does.

    It is an `act`, or leads to the record `reach` as a page and its subject. `names` are the texts that find
    it, by default its words; `keys` is its shortcut. One with a `reason` cannot be chosen now. One that is
    `later` stands behind those that are found as well as it.
    """

    words: str
    picture: Icon
    act: Callable[[], object] | None = None
    reach: tuple[str, object] | None = None
    keys: str = ""
    names: tuple[str, ...] = ()
    reason: str = ""
    later: bool = False


@dataclass(frozen=True)
class FinderGroup:
    """Answers of one kind under its name; `rank` is how well the best of them is found."""

    title: str
    answers: Sequence[FinderAnswer]
    rank: int = INSIDE


@dataclass(frozen=True)
class _Kind:
    """One kind of record: its list, its page, and the columns in which a single word is looked for."""

    title: str
    list: str
    page: str
    picture: Icon
    columns: tuple[str, ...]
    subject: str = ""  # for a page that shows no single record
    listed: bool = False  # whether the page has a list that the words can narrow

    @property
    def opens(self) -> str:
        """The page that shows one record: its place of work, where it has one."""
        return OF_LIST.get(self.list, self.page)


# the kinds that are sought most, in this order
KINDS = (
    _Kind(N_("Villages"), "villages", "registry", Icon.HOME, ("name", "code")),
    _Kind(N_("Household roster"), "households", "registry", Icon.REGISTRY, ("head", "number"), listed=True),
    _Kind(N_("Members of households"), "members", "registry", Icon.PERSON, ("name", "id_number")),
    _Kind(N_("Cases"), "cases", "applications", Icon.APPLICATION, ("subject", "number"), listed=True),
    _Kind(N_("Disclosures"), "disclosures", "disclosures", Icon.DISCLOSURE, ("place", "notice")),
    _Kind(N_("Notices"), "notices", "notices", Icon.PRINT, ("number", "place"), listed=True),
    _Kind(
        *(N_("Returns"), "returns", "returns", Icon.EXCHANGE, ("name", "period")),
        subject="returns",
    ),
)


@cache
def kinds_of(pages: tuple[type[Page], ...]) -> tuple[_Kind, ...]:
    """The kinds of record on some pages: the usual ones, then all others that have a name of their own.

    A record without one, such as a visit, is found by the household or the village that it belongs to.
    """
    known = {page.key for page in pages}
    usual = {record_table(LISTS[kind.list]) for kind in KINDS}
    listed = [(page, listing) for page in pages if (listing := getattr(page, "listing", None))]
    others = [_kind_on(page, listing) for page, listing in listed if record_table(listing) not in usual]
    return (*(kind for kind in KINDS if kind.page in known), *filter(None, others))


def record_table(listing: Listing[Any]) -> str:
    """The table with the records that are the rows of a list; "" where a row is not one record."""
    numbers = listing.select().selected_columns["id"].base_columns
    tables = (getattr(column, "table", None) for column in numbers)
    return next((table.name for table in tables if table is not None), "")


def _kind_on(page: type[Page], listing: Listing[Any]) -> _Kind | None:
    """The records on a page by the names that its list searches; None where it searches none of their own."""
    kind = record_kinds().get(record_table(listing))
    names = tuple(key for key in listing.search if kind and key in kind.own_names)
    table = listing.table
    return _Kind(table.title, table.key, page.key, icon_of(page.key), names, listed=True) if names else None


def names_of(title: str, synonyms: str = "") -> tuple[str, ...]:
    """The texts that find something of the program, in every language: its title, and each synonym."""
    titles, others = in_every_language(title), in_every_language(synonyms) if synonyms else ()
    return (*titles, *(word for words in others for word in words.split()))


def find(
    desk: Desk, offers: Mapping[str, Sequence[FinderAnswer]], words: str, pages: Iterable[type[Page]]
) -> list[FinderGroup]:
    """The answers to some words, by kind: kinds with an exact one first, then those with one that begins so.

    Reads the register; records of the person's own area stand before those of other places.
    """
    found = [_among(title, answers, words) for title, answers in offers.items()]
    area = desk.read(area_of, desk.actor.place_id)
    found += [_records(desk, kind, words, area) for kind in kinds_of(tuple(pages))]
    return sorted((group for group in found if group.answers), key=lambda group: group.rank)


def _among(title: str, answers: Sequence[FinderAnswer], words: str) -> FinderGroup:
    ranked = [(_rank(answer.names or (answer.words,), words), answer) for answer in answers]
    fits = sorted(
        ((found + answer.later, answer) for found, answer in ranked if found is not None),
        key=lambda each: (bool(each[1].reason), each[0]),
    )
    return FinderGroup(title, [answer for _found, answer in fits[: 2 * MOST]], fits[0][0] if fits else INSIDE)


def _records(desk: Desk, kind: _Kind, words: str, area: Area | None) -> FinderGroup:
    listing = LISTS[kind.list]
    if len(words.split()) == 1:
        listing = replace(listing, search=kind.columns)
    everywhere = Query(text=words)
    rows = desk.read(best, listing, within(listing, everywhere, area), MOST + 1)
    if area is not None and len(rows) <= MOST:
        others = desk.read(best, listing, everywhere, MOST + 1)
        rows = list({row.id: row for row in (*rows, *others)}.values())[: MOST + 1]
    answers = [
        FinderAnswer(listing.label(row), kind.picture, reach=(kind.opens, kind.subject or row.id))
        for row in rows[:MOST]
    ]
    if len(rows) > MOST:
        more = _("More: show them in the list") if kind.listed else _("There are more; type another letter")
        to_list = (kind.page, Sought(words)) if kind.listed else None
        answers.append(FinderAnswer(more, Icon.MORE, reach=to_list, reason="" if to_list else more))
    texts = [str(getattr(rows[0], key)) for key in listing.search] if rows else []
    found = _rank(texts, words)
    return FinderGroup(kind.title, answers, INSIDE if found is None else found)


def _rank(texts: Iterable[str], words: str) -> int | None:
    """The worst rank of the words, each by the text it finds best; None when one finds none."""
    texts, worst = list(texts), 0
    for word in words.split():
        ranks = [found for text in texts if (found := rank(text, word)) is not None]
        if not ranks:
            return None
        worst = max(worst, min(ranks))
    return worst
