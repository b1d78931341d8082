"""What a file has otherwise than the register: told as a change, or asked where the county put it right."""

from collections.abc import Collection, Iterable, Mapping

from county_desk.intake.comparing.assessing_days import KEPT
from county_desk.intake.comparing.assessing_notes import Notes
from county_desk.intake.comparing.assessing_people import (
    NAME_CHANGED,
    ON_RECORD,
    another_name,
    words_of_name,
)
from county_desk.intake.comparing.assessing_words import (
    CHANGED,
    HEAD_CHANGED,
    OWN,
    ours,
    words_of_change,
    words_of_conflict,
    words_of_kept,
)
from county_desk.intake.comparing.facts import without, without_person
from county_desk.intake.comparing.known import HEAD, KnownHousehold, count_follows, head_of, member_of
from county_desk.intake.comparing.own import REMOVED, Authors, Conflict, Difference
from county_desk.intake.delivery import HouseholdIn, Level
from county_desk.text import _


class ListChanges:
    """Says of each difference what there is to say. `new` gets the keys of households that change.

    `keeps` and `takes` are the answers about conflicts. `kept` are the households of which some facts stay
    as they are on record, without these.
    """

    def __init__(
        self,
        notes: Notes,
        met: Mapping[str, KnownHousehold],
        new: set[str],
        keeps: Collection[str],
        takes: Collection[str],
    ) -> None:
        self._notes, self._met, self._new, self._keeps, self._takes = notes, met, new, keeps, takes
        self.kept: dict[str, HouseholdIn] = {}
        self.conflicts: list[Conflict] = []
        self._called_back: set[str] = set()  # households with somebody whom the office took off

    def tell(self, differences: Iterable[Difference], put_right: Authors) -> None:
        """Say what would change; ask where the county had put it right itself."""
        for difference in sorted(differences, key=_removals_first):
            self._tell(difference, put_right)

    def _tell(self, each: Difference, put_right: Authors) -> None:
        key = each.household.key
        if each.name == "persons" and not self.kept.get(key, each.household).persons:
            return  # it counted somebody who stays off the register
        if each.name == REMOVED:
            self._called_back.add(key)
        # the count follows from the answer about those who were taken off, and from who comes and goes
        counted = key in self._called_back or count_follows(self._met[key], each.household)
        follows = each.name == "persons" and counted
        if follows or (author := put_right.get(each.place)) is None:
            self._change(each)
            return
        if each.name == "persons":  # one question about a number is enough
            self._notes.unsay(each.line, ("member_count",))
        cell = self._notes.cell(each.line, each.title)
        about = (each.line.sheet, each.line.row, cell, key, each.title, ours(each, author), each.new)
        self.conflicts.append(Conflict(each.key, *about, author.name, author.on))
        if each.key in self._keeps:
            self._keep(each)
            self._notes.say(each.line, each.title, KEPT, words_of_kept(each, author), Level.NOTE)
            return
        level = Level.WARN if each.key in self._takes else Level.ASK
        self._notes.say(each.line, each.title, OWN, words_of_conflict(each, author), level)
        self._new.add(key)

    def _change(self, each: Difference) -> None:
        self._new.add(each.household.key)
        if each.name == "head" and not self._same_head(each.household):
            words = _("{old} was the head of this household; the file has {new}.")
            message = words.format(old=each.old, new=each.new)
            self._notes.say(each.line, each.title, HEAD_CHANGED, message, Level.ASK)
        elif another_name(each):
            self._notes.say(each.line, each.title, NAME_CHANGED, words_of_name(each.old, each.new), Level.ASK)
        else:
            self._notes.say(each.line, each.title, CHANGED, words_of_change(each), Level.NOTE)

    def _keep(self, each: Difference) -> None:
        """Let the register's value stay, or a person off it, about whom nothing else is to be asked then."""
        household = self.kept.get(each.household.key, each.household)
        if each.name == REMOVED and each.member is not None:
            self._notes.unsay(each.line, ON_RECORD)
            self.kept[each.household.key] = without_person(household, each.member)
            return
        self._notes.stay(each.line, each.title, each.old)
        bare = without(household, each.name, each.title, each.member, each.before)
        self.kept[each.household.key] = bare

    def _same_head(self, household: HouseholdIn) -> bool:
        """Whether the head is the same person under another name."""
        head = head_of(household)
        found = member_of(self._met[household.key].members, head) if head else None
        return found is not None and found.relation == HEAD


def _removals_first(difference: Difference) -> bool:
    """What was decided of a person comes before what the household says of how many they are."""
    return difference.name != REMOVED
