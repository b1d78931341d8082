"""Fields of commands for declared facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from county_desk.facts import FACTS
from county_desk.facts.fact import Fact
from county_desk.fields import Invalid, Kind
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Command

_KEPT = N_("Leave it blank to keep what is on record")


class FactCommand(Command):
    """A command with a field for each of its `facts`, None for one that is left blank.

    The fields come last, or before the one that is named.
    """

    def __init_subclass__(cls, facts: Iterable[Fact] = (), before: str = "") -> None:
        asked = {fact.key: Annotated[fact.type | None, _ask(fact)] for fact in facts}
        own = dict(cls.__annotations__)
        place = list(own).index(before) if before else len(own)
        names = (*list(own)[:place], *asked, *list(own)[place:])
        cls.__annotations__ = {name: asked.get(name, own.get(name)) for name in names}
        for key in asked:
            setattr(cls, key, None)
        super().__init_subclass__()


def _ask(fact: Fact) -> Ask:
    """The field of a form for a fact; a personal number is covered, and so its field opens blank."""
    return Ask(fact.kind, fact.label, _KEPT if fact.kind.personal else "", law=fact.law)


def given_facts(command: Command, facts: Iterable[Fact]) -> dict[str, object]:
    """The facts that were filled in, by key; texts without blanks around them."""
    found: dict[str, object] = {}
    for fact in facts:
        value: object = getattr(command, fact.key)
        value = value.strip() if isinstance(value, str) and fact.type is str else value
        if value not in (None, ""):
            found[fact.key] = value
    return found


@dataclass(frozen=True)
class FactChoice(Kind):
    """One of some facts, by its key; chosen by its label or its Chinese title, too."""

    keys: tuple[str, ...] = ()

    def show(self, value: str | None) -> str:
        return _(FACTS[value].label) if value else ""

    def options(self) -> Sequence[tuple[str, str]]:
        return [(key, _(FACTS[key].label)) for key in self.keys]

    def parse(self, raw: object) -> str:
        wanted = str(raw).strip()
        for key, label in self.options():
            if wanted in (key, label, FACTS[key].title):
                return key
        raise Invalid(_("“{raw}” is no fact that can be cleared").format(raw=wanted))


def changes_in_words(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Each change as “label: before → after”; of a personal number before, only its ends."""
    words = _("{fact}: {before} → {after}")
    nothing = _("blank")
    return [
        words.format(
            fact=_(FACTS[key].label),
            before=FACTS[key].kind.mask(before[key]) or nothing,
            after=FACTS[key].kind.show(value) or nothing,
        )
        for key, value in after.items()
    ]
