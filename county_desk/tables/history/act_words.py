"""The words for each act of the history, its objects, and the answers of its request that are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from county_desk.fields import Kind, Tally, Text
from county_desk.late import LateRegister
from county_desk.reveal_ways import CopyWay, RevealWay
from county_desk.tables.return_names import return_named
from county_desk.text import N_, _

TAKING_BACK, PUTTING_IN_FORCE = "TakeBackAct", "PutInForce"
PROPOSING = "Propose"
DROPPING = ("DeclineProposal", "TakeBackProposal")  # acts after which a proposal does not count
CONFIDENTIAL = N_("Dealt with a confidential matter")


class ActWords:
    """The words of a kind of act: its title, its sentence in the history, and the tables that it is about.

    `about` begins with the nearest table.
    """

    __slots__ = ("about", "done", "title")

    def __init__(self, title: str, done: str, *about: str) -> None:
        self.title, self.done, self.about = title, done, about


type Answers = Mapping[str, tuple[str, Kind]]  # the label and the kind of value of each key of a request

ACTS = LateRegister[ActWords]()  # by the name of the command, which enters itself
ANSWERS = LateRegister[Callable[[], Answers]]()  # those that a command declares, by its name


def _former(name: str, done: str, *about: str) -> None:
    """Keep the words of an act that earlier versions had."""
    ACTS[name] = ActWords(done, done, *about)


_former("ConfirmParameter", N_("Confirmed a proposed figure"), "own_parameter")
_former("ConfirmPolicyFile", N_("Confirmed a policy file"))
_former("ProposeLateSteps", N_("Proposed waiting late entries"), "proposal")


class BackWords(ActWords):
    """The words of taking back acts of some kind: `done` in the history, `summary` when it happens.

    Older registers hold these words by the `name` of a former command.
    """

    __slots__ = ("name", "summary")

    def __init__(self, name: str, done: str, summary: str, *about: str) -> None:
        super().__init__(done, done, *about)
        self.name, self.summary = name, summary
        ACTS[name] = self


_OF_FACTS = ("member", "household", "member_year", "household_year")
BACKS = LateRegister[BackWords]()  # by the name of the act that is taken back; each enters itself
_ENTRY = N_("The entry was taken back")

OF_HELPERS = BackWords(
    "TakeBackHelpers", N_("Took back an entry of those who help"), _ENTRY, *("pairing", "official")
)
OF_HELP = BackWords(
    "TakeBackHelp", N_("Took back an entry of help"), _ENTRY, *("household", "need", "measure")
)
OF_PROJECTS = BackWords(
    "TakeBackProject", N_("Took back an entry of a project"), _ENTRY, *("project", "fund", "payment")
)
OF_MENDING = BackWords(
    "TakeBackMending", N_("Took back the mending of a finding"), _ENTRY, "inspection_finding"
)
OF_CHANGES = BackWords(
    "TakeBackChange", N_("Took back a change of a household"), N_("The change was taken back"), "household"
)
OF_CORRECTIONS = BackWords(
    "TakeBackCorrection",
    N_("Took back a correction"),
    N_("The correction was taken back"),
    *_OF_FACTS,
)
OF_ROWS = BackWords("TakeBackRows", N_("Took back several rows"), "", *_OF_FACTS)
OF_YEARS = BackWords(
    "TakeBackFacts", N_("Took back facts of a year"), N_("The facts were taken back"), *_OF_FACTS
)
OF_NOTES = BackWords(
    "TakeBackNote", N_("Took back a note of one's own"), N_("The note was taken back"), "own_note"
)


# readers of the history learn neither the kind nor the object of these; the first stands for all of them
SILENT = ("AssignReport", "ReceiveReport", "ReopenReport", "SettleReport", "WithdrawReport")


@dataclass(frozen=True)
class ActName(Kind):
    """An act by the name of its command, or a refused reading by the key of its list, shown in words."""

    width: int = 16

    def show(self, value: object) -> str:
        """The words for that act, or for one that this version does not know."""
        known = ACTS.get(str(value))
        return _(known.done) if known else (_ListName().show(value) or _("Another act")) if value else ""


@dataclass(frozen=True)
class ActTitle(Kind):
    """An act by the name of its command, shown by its title."""

    width: int = 16

    def show(self, value: object) -> str:
        """The title of that act, or words for one that this version does not know."""
        known = ACTS.get(str(value))
        return _(known.title) if known else _("Another act")


@dataclass(frozen=True)
class ActReason(Text):
    """The reason why an act needs a second person, in the language in force."""

    def show(self, value: object) -> str:
        """The reason in words."""
        return _(str(value)) if value else ""


@dataclass(frozen=True)
class _ListName(Kind):
    """A declared list by its key, or a return by its name, shown by its title."""

    def show(self, value: object) -> str:
        from county_desk.tables.all_lists import LISTS  # the history is one of the lists

        if name := return_named(str(value)):
            return _(name.label)
        known = LISTS.get(str(value))
        return _(known.table.title) if known else ""


@dataclass(frozen=True)
class _WayName(Kind):
    """A way by which numbers or papers left the program."""

    def show(self, value: object) -> str:
        ways = [*RevealWay, *CopyWay]
        return next((_(way.label) for way in ways if way.value == value), "")


# the answers of any request that no record holds
REQUESTED: Answers = {
    "act": (N_("Act"), ActName()),
    "list": (N_("List"), _ListName()),
    "rows": (N_("Rows"), Tally()),
    "way": (N_("Way"), _WayName()),
    "narrowed": (N_("Filter"), Text()),
    "purpose": (N_("Purpose"), Text()),
    "file": (N_("File"), Text()),
    "file_name": (N_("File"), Text()),
    "events": (N_("Acts of the backup"), Tally()),
    "evidence": (N_("Paper that proves it"), Text()),
    "reason": (N_("Reason"), Text()),
}


def requested(act: str) -> Answers:
    """The answers of an act that no record holds, those that its command declares last."""
    return {**REQUESTED, **(ANSWERS[act]() if act in ANSWERS else {})}
