"""Many acts of one kind as one act: the rows of a pasted block, or those typed into in a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import ClassVar

from county_desk.models.user import Permission
from county_desk.rules.policy import Policy
from county_desk.tables.history.act_words import OF_ROWS, ActWords, BackWords
from county_desk.text import N_, _, _n
from county_desk.workflow.command import KINDS, Change, Command, Refused, Work, plain
from county_desk.workflow.gate.gate import marked_effect, problems_of, second_person
from county_desk.workflow.gate.law import ANY_RECORD, OF_ACCOUNTS, SecondPerson
from county_desk.workflow.gate.second_persons import posts_with
from county_desk.workflow.rights import refusal

WHOLE = -1  # the place of words about all rows


class PasteRows(Command):
    """Carry out an act for each row of a pasted block: all of them, or none.

    It needs the right of each act. A problem stands under the place of its row, from 0, and its field, as
    "3 net_income". The inverse takes all of them back.
    """

    permission: ClassVar = Permission.READ  # each act asks for its own right
    act: ClassVar = ActWords(
        N_("Record several rows"),
        N_("Recorded several rows"),
        "member",
        "household",
        "member_year",
        "household_year",
    )
    back: ClassVar[BackWords | None] = OF_ROWS
    law: ClassVar = ANY_RECORD  # each act has its own law
    listed: ClassVar = False

    acts: tuple[Command, ...]

    @property
    def undoable(self) -> bool:
        return self.back is not None and all(act.undoable for act in self.acts)

    @classmethod
    def performed(cls, request: Mapping[str, object]) -> type[Command] | None:
        return KINDS.get(str(request["act"]))

    @classmethod
    def words_of_taking_back(cls, request: Mapping[str, object]) -> str:
        acts = request["acts"]
        count = len(acts) if isinstance(acts, list) else 0
        words = _n("{count} row was taken back", "{count} rows were taken back", count)
        return words.format(count=f"{count:,}")

    def problems(self, work: Work) -> Mapping[str, str]:
        for kind in {type(act) for act in self.acts}:
            if trouble := refusal(work.actor, kind.permission):
                return {"": trouble}
        found = [(place, problems_of(work, act)) for place, act in enumerate(self.acts)]
        if not found:
            return {"": _("No row was pasted")}
        return {f"{place} {name}": words for place, each in found for name, words in each.items()}

    def acts_within(self) -> Sequence[Command]:
        return self.acts

    def second_person(self, work: Work) -> SecondPerson | None:
        return next(filter(None, (second_person(work, act) for act in self.acts)), None)

    def effects(self, work: Work, problems: Mapping[str, str]) -> dict[int, str]:
        """The effects to confirm first, by the places of the acts that `problems` found nothing against.

        Under `WHOLE` stand the words of a block that waits for a second person.
        """
        wrong, whole = by_row(problems)
        fit = [(place, act) for place, act in enumerate(self.acts) if place not in wrong and not whole]
        waits = next(filter(None, (_waiting_words(work, act) for _place, act in fit)), "")
        said = {WHOLE: waits, **{place: marked_effect(work, act) for place, act in fit}}
        return {place: words for place, words in said.items() if words}

    def policy_after(self, policy: Policy) -> Policy | None:
        after = policy
        for act in self.acts:
            after = act.policy_after(after) or after
        return after if after is not policy else None

    def run(self, work: Work) -> Change:
        """Do each act after a new check: an act before it may have changed the records that it rests on.

        Raises `Refused` with the problems of every row that cannot follow those before it.
        """
        changes = list(self._changes(work))
        undos = [change.undo for change in reversed(changes) if change.undo]
        return Change(
            self._summary(),
            undo=self._inverse(tuple(undos)) if len(undos) == len(changes) and not self.undoable else None,
            secrets=tuple((each.owner, each.secret) for each in changes if each.secret),
        )

    def _changes(self, work: Work) -> Iterator[Change]:
        refused: dict[str, str] = {}
        for place, act in enumerate(self.acts):
            if place and (found := problems_of(work, act)):
                refused |= {f"{place} {name}": words for name, words in found.items()}
            else:
                yield act.run(work)
            work.progress(place + 1, len(self.acts))
        if refused:
            raise Refused(refused)

    def _summary(self) -> str:
        words = _n("{act}: {count} row", "{act}: {count} rows", len(self.acts))
        return words.format(act=_(self.acts[0].act.title), count=f"{len(self.acts):,}")

    def _inverse(self, undos: tuple[Command, ...]) -> Command | None:
        return TakeBackRows(acts=undos)

    def asked(self) -> dict[str, object]:
        """The acts, without the fields that were left blank."""
        acts = [
            {f.name: plain(value) for f in fields(act) if (value := getattr(act, f.name)) not in (None, "")}
            for act in self.acts
        ]
        return {"act": type(self.acts[0]).__name__, "acts": acts}


class TakeBackRows(PasteRows):
    """Take back pasted rows; `acts` are the inverse acts, the last first."""

    act: ClassVar[ActWords] = OF_ROWS
    back: ClassVar = None

    def _summary(self) -> str:
        return self.words_of_taking_back({"acts": list(self.acts)})

    def _inverse(self, undos: tuple[Command, ...]) -> Command | None:
        return None


class AddPeople(PasteRows):
    """Give each person of a pasted list an account; each with a one-time password of the own."""

    act: ClassVar = ActWords(N_("Add people from a list"), N_("Added people from a list"), "user")
    back: ClassVar = None
    law: ClassVar = OF_ACCOUNTS

    def _inverse(self, undos: tuple[Command, ...]) -> Command | None:
        return CloseAccounts(acts=undos)


class CloseAccounts(TakeBackRows):
    """Close the accounts that a list brought; `acts` close one each."""

    act: ClassVar = ActWords(N_("Close the accounts of a list"), N_("Closed the accounts of a list"), "user")
    law: ClassVar = OF_ACCOUNTS


def _waiting_words(work: Work, act: Command) -> str:
    """The words for a block with this act, which waits for a second person; "" for any other."""
    second = second_person(work, act)
    if second is None:
        return ""
    words = _("{reason}. All rows wait until another person puts them in force: {posts}.")
    return words.format(reason=_(second.reason), posts=posts_with(second.may))


def by_row(problems: Mapping[str, str]) -> tuple[dict[int, dict[str, str]], list[str]]:
    """The problems of pasted rows by place and field, and those of all rows together."""
    rows: dict[int, dict[str, str]] = {}
    whole: list[str] = []
    for name, words in problems.items():
        at, _sign, key = name.partition(" ")
        if at.isdigit():
            rows.setdefault(int(at), {})[key] = words
        else:
            whole.append(words)
    return rows, whole
