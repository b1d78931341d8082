"""The acts and pages as answers of the search; an act leads to its form on the page of its records."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from county_desk.commands import COMMANDS
from county_desk.fields import Choice, Term
from county_desk.text import _
from county_desk.views.actions import ACTS as MENU_ACTS
from county_desk.views.finder_answers import ACTS, PAGES, ActOpening, FinderAnswer, names_of, record_table
from county_desk.views.navigation import Navigation, row_keys
from county_desk.views.page import Page
from county_desk.views.page_offers import native_keys
from county_desk.views.types import Desk
from county_desk.views.widgets.icons import Icon
from county_desk.workflow.command import Command
from county_desk.workflow.rights import refusal

# lists of the persons and places that many acts name, whichever records they are about
SHARED = ("households", "members", "villages", "places", "cases", "users")


def answers_elsewhere(desk: Desk, navigation: Navigation) -> Mapping[str, Sequence[FinderAnswer]]:
    """The acts and the pages that a person has; each page imports its module."""
    pages = [entry.load() for entry in navigation.pages.values()]
    first = {row.parts[0]: native_keys(row_keys(place)) for place, row in enumerate(navigation.rows)}
    shown = [
        FinderAnswer(
            _(page.title),
            navigation.row_of(page.key).icon,
            reach=(page.key, None),
            keys=first.get(page.key, ""),
            names=names_of(page.title, page.synonyms),
        )
        for page in pages
        if navigation.listed(page.key) == page.key
    ]
    return {ACTS: act_answers(desk, pages), PAGES: shown}


def act_answers(desk: Desk, pages: Collection[type[Page]]) -> list[FinderAnswer]:
    """The acts that have their form on one of these pages, and those for each first choice of their form.

    An act that this person may not do has the reason.
    """
    homes, by_key = Homes(pages), {page.key: page for page in pages}
    elsewhere = {act.command for act in MENU_ACTS if act.command and not act.page}
    offered = [(command, page) for command in COMMANDS.values() if (page := homes.of(command))]
    return [
        answer
        for command, page in offered
        if command.__name__ not in elsewhere
        for answer in _answers(desk, command, by_key[page])
    ]


def _answers(desk: Desk, command: type[Command], page: type[Page]) -> Iterator[FinderAnswer]:
    title, key = _(command.act.title), page.key
    reason = refusal(desk.actor, command.permission) or page.begin_trouble(desk, command)
    reach = (key, ActOpening(command))
    names = names_of(command.act.title, vars(command).get("synonyms", ""))
    yield FinderAnswer(title, Icon.FORWARD, reach=reach, names=names, reason=reason)
    for name, term in _first_choices(command):
        words = _("{act}: {choice}").format(act=title, choice=_(term.label))
        reach = (key, ActOpening(command, {name: term}))
        names = names_of(term.label)
        yield FinderAnswer(words, Icon.FORWARD, reach=reach, names=names, reason=reason, later=True)


def _first_choices(command: type[Command]) -> Iterator[tuple[str, Term]]:
    """The choices of the first field that has a fixed list of them, which often say what happened."""
    for name, ask in command.asks().items():
        if isinstance(ask.kind, Choice):
            yield from ((name, term) for term in ask.kind.among or ask.kind.terms)
            return


class Homes:
    """The page of each act: where its button makes a record, or where the records that it is about stand."""

    def __init__(self, pages: Iterable[type[Page]]) -> None:
        self._made: dict[type[Command], str] = {}
        self._lists: dict[str, str] = {}
        self._tables: dict[str, str] = {}
        self._steps = ""  # the page of the cases that wait for a step
        for page in pages:
            own = (
                getattr(page, "made", None),
                *getattr(page, "also_made", ()),
                *getattr(page, "proposes", ()),
            )
            self._made |= dict.fromkeys(filter(None, own), page.key)
            if page.takes_steps:
                self._steps = page.key
            listing = getattr(page, "listing", None)
            if listing is not None:
                self._lists.setdefault(listing.table.key, page.key)
            for table in page.acts_about or ((record_table(listing),) if listing is not None else ()):
                self._tables.setdefault(table, page.key)

    def of(self, command: type[Command]) -> str:
        """The key of the page; "" where this person has none for the act."""
        named = next((ask.of for ask in command.asks().values() if ask.of), "")
        own = "" if named in SHARED else self._lists.get(named, "")
        tables = (self._tables[table] for table in command.act.about if table in self._tables)
        if command.takes:
            return self._steps
        return self._made.get(command, "") or own or next(tables, "")
