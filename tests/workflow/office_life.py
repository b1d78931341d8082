"""The life of one register: every act on it is looked at, and nothing may become of it but what was said."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from county_desk.facts import TITLES
from county_desk.intake.comparing.comparison import Answers
from county_desk.intake.comparing.county_corrections import OWN_ACTS
from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.delivery import STORED, Delivery, Level, ReadingTerms
from county_desk.intake.reading.report import read_delivery
from county_desk.intake.taking_in.arrivals import Arrival, foretold, look_at
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.intake.taking_in.undo_batch import UndoBatch, batch_blockers
from county_desk.models.batch import Batch
from county_desk.models.household import Standing
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Change, Command, Refused
from tests.build import CLERK, Office
from tests.workflow.standing_facts import (
    Facts,
    bearers,
    before_and_after,
    household_at,
    listed,
    of,
    standing,
    undone,
)
from tests.workflow.village_papers import File

_TOLD = re.compile(r"^([^:：]+): .*(?:becomes|the file has)")
TWICE = {"duplicate_person", "duplicate_id_other_name"}
OWN = "county_corrected"
FOLLOWS = {("household", "persons"), ("household_year", "persons"), ("case", "persons"), ("case", "subject")}


type Changes = dict[tuple[tuple[str, int], str], tuple[Any, Any]]


@dataclass
class Taken:
    """A file that was taken in: its batch, what it did, and how it was asked."""

    change: Change
    did: Facts
    file: File
    delivery: Delivery
    answers: Answers
    fixes: dict[str, dict[str, str]] = field(default_factory=dict)
    undone: bool = False


class Life:
    """An office with its register, the facts that stand in it, and what the county put right itself."""

    def __init__(self, fresh: Callable[[Path], tuple[Office, Any]]) -> None:
        self.folder = Path(mkdtemp())
        self.office, self._engine = fresh(self.folder / "青岚县.cdesk")
        self.day = date(2016, 10, 10)
        self.facts = standing(self.office)
        self.taken: list[Taken] = []
        self.own: dict[tuple[str, int, str], Any] = {}
        self.back: tuple[Command, Facts, Facts] | None = None
        self.places = self.office.read(villages)

    def close(self) -> None:
        """Leave nothing behind."""
        self._engine.dispose()
        shutil.rmtree(self.folder)

    def tomorrow(self, days: int = 1) -> None:
        """Let some days pass."""
        self.day += timedelta(days=days)

    # What becomes of every act

    def act(self, command: Command, by: str = CLERK, *, twice: bool = False) -> Change | None:
        """Do something if it is not refused; nothing is changed then. Whatever it is, these hold."""
        desk = self.office.at(self.day, by)
        before = self.facts
        try:
            change = desk.do(command)
        except Refused:
            change = None
        after = standing(self.office)
        proof = self.office.read(verify)
        assert proof.ok, f"{command}: {proof.sentence()}"
        did = before_and_after(before, after)
        if change is None:
            assert did == {}, f"{command} was refused and did something"
            return None
        self.facts = after
        self._counts_follow(command, before, after)
        self._nobody_lost(command, before, after)
        if not twice:
            self._nobody_twice(command, before, after)
        if type(command).__name__ in OWN_ACTS:
            self._put_right(did)
        self.back = (change.undo, before, after) if change.undo else None
        return change

    def _counts_follow(self, command: Command, before: Facts, after: Facts) -> None:
        """A count of persons that was that of those listed is so again, unless a file says otherwise."""
        then, now = listed(before), listed(after)
        for row in of(after, "household"):
            number = row["id"]
            was = before.get(("household", number))
            if (
                was is None
                or isinstance(command, UndoBatch)
                or was["persons"] != then[number]
                or not now[number]
            ):
                continue
            if row["persons"] != now[number] and not getattr(command, "count_stays", False):
                assert isinstance(command, TakeIn), f"{command}: {row} lists {now[number]}"
                assert self._says_persons(command.delivery, row), f"{row} lists {now[number]}"

    def _says_persons(self, delivery: Delivery, row: dict[str, Any]) -> bool:
        return any(
            each.persons == row["persons"] and each.persons != len(each.members)
            for each in delivery.households
            if each.head == row["head"] or each.number == row["number"]
        )

    def _nobody_lost(self, command: Command, before: Facts, after: Facts) -> None:
        """Nobody loses standing by anything that is done here, and no household its record but by an undo."""
        for row in of(before, "household"):
            now = after.get(("household", row["id"]))
            if now is None:
                assert isinstance(command, UndoBatch), f"{command}: {row} is gone"
            elif row["standing"] is Standing.REGISTERED:
                assert now["standing"] is Standing.REGISTERED, f"{command}: {row}"

    def _nobody_twice(self, command: Command, before: Facts, after: Facts) -> None:
        then, now = bearers(before), bearers(after)
        more = {number for number, count in now.items() if count > max(1, then[number])}
        assert not more, f"{command}: {more} stand twice now"

    def _put_right(self, did: Facts) -> None:
        for (table, number), columns in did.items():
            if "" in columns:
                was, is_ = columns[""]
                new = is_ or {}
                if is_ is None and table == "member":
                    self.own[table, number, "withdrawn_on"] = was["name"]
            else:
                new = {name: is_ for name, (_was, is_) in columns.items()}
            if table in ("household", "member", "household_year", "member_year"):
                for name, value in new.items():
                    if name in TITLES and value not in (None, ""):
                        self.own[table, number, name] = value

    # Files

    def read(self, file: File, fixes: dict[str, dict[str, str]]) -> Delivery:
        """A file as the desk reads it."""
        return read_delivery(file.path, ReadingTerms(self.places, file.year, self.day, fixes=fixes))

    def look(self, file: File, answers: Answers, fixes: dict[str, dict[str, str]]) -> Arrival:
        """A file held against the register, which changes nothing."""
        desk = self.office.at(self.day)
        arrival = look_at(desk, self.read(file, fixes), answers)
        assert standing(self.office) == self.facts
        return arrival

    def take_in(
        self, file: File, answers: Answers, fixes: dict[str, dict[str, str]], *, again: bool = False
    ) -> Taken | None:
        """Take in a file with some answers; what was foretold of it is what it does."""
        arrival = self.look(file, answers, fixes)
        told = not (answers.keep or answers.take)  # which the command line does not give
        found = foretold(self.office.at(self.day), arrival, answers.kinds) if told else arrival
        raw, before, batches = arrival.raw, self.facts, self._batches()
        command = TakeIn(
            delivery=raw,
            kinds=answers.kinds,
            keep=answers.keep,
            take=answers.take,
            fixes=fixes,
            found=None if again else arrival.found,
        )
        change = self.act(command, twice=True)
        news = any(found.delivery.counts[verdict] for verdict in STORED)
        assert (change is not None) == news, f"{found.delivery.counts} {found.delivery.problems}"
        assert self._batches() == batches + (change is not None)
        if change is None or change.id is None:
            return None
        did = before_and_after(before, self.facts)
        taken = Taken(change, did, file, found.delivery, answers, fixes)
        self.taken.append(taken)
        with self.office.sessions() as session:
            assert session.get_one(Batch, change.id).counts == arrival.delivery.counts
        self._look_at_what_it_did(taken, arrival, before)
        self._same_again(taken)
        return taken

    def _batches(self) -> int:
        with self.office.sessions() as session:
            return session.query(Batch).count()

    def _look_at_what_it_did(self, taken: Taken, arrival: Arrival, before: Facts) -> None:
        changes = {
            (at, name): told for at, columns in taken.did.items() for name, told in columns.items() if name
        }
        self._nobody_twice_unasked(taken, before)
        self._nothing_erased_by_a_blank(taken, changes)
        self._nothing_overwritten_unasked(taken, arrival, changes)
        self._nobody_moved_unasked(taken)
        self._only_what_was_told(taken, before, changes)

    def _nobody_twice_unasked(self, taken: Taken, before: Facts) -> None:
        then, now = bearers(before), bearers(self.facts)
        for number, count in now.items():
            if count > max(1, then[number]):
                kinds = {kind for line in taken.delivery.lines for kind in line.kinds}
                assert TWICE & kinds.intersection(taken.answers.kinds), f"{number} stands twice unasked"

    def _nothing_erased_by_a_blank(self, taken: Taken, changes: Changes) -> None:
        for (at, name), (was, is_) in changes.items():
            if is_ in (None, "") and at[0] not in ("case", "case_step"):
                marked = TITLES.get(name) in taken.file.marked or name == "ledger" or taken.fixes
                assert marked, f"{at} {name}: a blank cell erased {was}"

    def _nothing_overwritten_unasked(self, taken: Taken, arrival: Arrival, changes: Changes) -> None:
        """What the county put right itself stays, unless a person said that the file's value counts."""
        asked = {each.title for each in arrival.conflicts}
        over = {each.title for each in arrival.conflicts if each.key in taken.answers.take}
        over |= asked if OWN in taken.answers.kinds else set()
        for (at, name), (was, _is) in changes.items():
            if self.own.get((*at, name), self) == was and (at[0], name) not in FOLLOWS:
                assert TITLES[name] in over, f"{at} {name}: the county put {was} right; {arrival.conflicts}"

    def _nobody_moved_unasked(self, taken: Taken) -> None:
        """Who was taken off by the county comes back with an answer, and who goes was asked about."""
        kinds = {kind for line in taken.delivery.lines for kind in line.kinds}
        for at, columns in taken.did.items():
            was, is_ = columns.get("", (1, 1))
            if was is None and (*at, "withdrawn_on") in self.own:
                assert OWN in taken.answers.kinds or taken.answers.take, f"{is_} came back unasked"
            if is_ is None and at[0] == "member":
                assert "member_left" in kinds.intersection(taken.answers.kinds), f"{was} left unasked"

    def _only_what_was_told(self, taken: Taken, before: Facts, changes: Changes) -> None:
        """Only households that were to go in were changed, and in what was said of them."""
        stored = [each for each in taken.delivery.households if each.verdict in STORED]
        numbers, heads = {each.number for each in stored}, {each.head for each in stored}
        for at in taken.did:
            whose = household_at(self.facts if at in self.facts else before, at) or 0
            found = [facts.get(("household", whose)) for facts in (before, self.facts)]
            bear = [row["number"] in numbers or row["head"] in heads for row in found if row]
            assert any(bear), f"{at} was changed; those that were stored: {numbers} {heads}"
        keys = {each.key for each in stored}
        said = {
            (_TOLD.match(each.message) or ["", ""])[1]
            for line in taken.delivery.lines
            for each in line.problems
            if line.household in keys
        }
        told = {title for title in said if title}
        really = {
            TITLES[name]
            for (at, name), _values in changes.items()
            if name in TITLES and (at[0], name) != ("household_year", "persons")
        } - {"家庭人口数", "户主姓名", "姓名", "与户主关系"}
        assert really <= told, f"{really - told} were changed and not told: {said}"
        kept = {each for each in told if each not in really and each not in self._asked_and_kept(taken)}
        kept -= {"家庭人口数", "户主姓名", "姓名", "与户主关系", "务工收入", "申请日期"}
        assert not kept, f"{kept} were told and not changed: {taken.delivery.lines} {taken.did}"

    def _asked_and_kept(self, taken: Taken) -> set[str]:
        return {key.rsplit("!", 1)[1] for key in taken.answers.keep}

    def _same_again(self, taken: Taken) -> None:
        """The same file with the same answers says nothing new, and without them it cannot go in either."""
        for answers in (taken.answers, Answers()):
            again = self.look(taken.file, answers, taken.fixes)
            news = [line for line in again.delivery.lines if line.verdict in STORED]
            assert not news, f"{answers}: {news}"
        before, batches = self.facts, self._batches()
        self.act(TakeIn(delivery=self.read(taken.file, taken.fixes), kinds=taken.answers.kinds))
        assert (self.facts, self._batches()) == (before, batches)

    def undo(self, taken: Taken) -> bool:
        """Undo a batch: every fact is as before then, or it is refused and what blocks it is named."""
        number = taken.change.id
        assert number is not None
        blockers = self.office.read(lambda session: batch_blockers(session, number))
        expected, lost = undone(self.facts, taken.did)
        now = self.facts
        change = self.act(UndoBatch(batch=number), twice=True)
        if change is None:
            assert blockers, "refused, and nothing was named"
            assert all(each.sentence() and each.act for each in blockers), blockers
            return False
        assert not blockers, f"undone in spite of {blockers}"
        taken.undone = True
        assert not lost, f"batch {number} was undone over {lost}"
        wrong = before_and_after(expected, self.facts)
        gone = {at: told for at, told in wrong.items() if at[0] not in ("case_step",)}
        assert not gone, f"batch {number} undone: {gone}; it had done {taken.did}, then stood {now.keys()}"
        return True

    def questions(self, arrival: Arrival) -> tuple[str, ...]:
        """The kinds of all that is asked."""
        lines = arrival.delivery.lines
        asked = (each for line in lines for each in line.problems if each.level is Level.ASK)
        return tuple(dict.fromkeys(each.kind for each in asked))
