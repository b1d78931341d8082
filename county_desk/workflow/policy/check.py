"""The checker of policy files: the faults of some files, or their changes; and the texts behind an act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice

from county_desk.rules.own_files import PolicyFile, recognised
from county_desk.rules.policy import Policy, shipped_policy
from county_desk.rules.policy_file import WrongFile, decoded
from county_desk.text import _
from county_desk.workflow.command import Command
from county_desk.workflow.desk import Desk
from county_desk.workflow.policy.county_files import ImportPolicyFile, with_files
from county_desk.workflow.policy.preview import changes_of, running_cases


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking one file; `trouble` names file, line, reason and cure, or is "".

    `file` is the name that the register gives it, `changes` are sentences for a person.
    """

    file: str = ""
    kind: str = ""
    trouble: str = ""
    line: int = 0
    changes: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the file could be imported."""
        return not self.trouble


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A policy file of the county: its text, and its changes or the fault that keeps it out of use."""

    text: str
    changes: tuple[str, ...] = ()
    trouble: str = ""


def kept_file(desk: Desk, name: str) -> KeptFile | None:
    """A policy file in force by its name; None when there is none."""
    policy = desk.policy
    file = next((each for each in policy.entered.files if each.file == name), None)
    if file is None:
        return None
    if trouble := next((str(error) for error in policy.broken if error.where == name), ""):
        return KeptFile(file.text, trouble=trouble)
    without = with_files(policy, [], without=file)
    return KeptFile(file.text, tuple(changes_of(without, policy, file, desk.read(running_cases))))


@dataclass(frozen=True, slots=True)
class ProposedFile:
    """The text of a policy file that an act imports, and the lines that differ from the one in force.

    `differences` begin with “+” or “-”; there are none without a file of that name in force.
    """

    file: str
    text: str
    differences: tuple[str, ...] = ()


def proposed_file(desk: Desk, command: Command) -> ProposedFile | None:
    """The policy file that an act imports; None for another act."""
    if not isinstance(command, ImportPolicyFile):
        return None
    try:
        name = recognised(command.file_name, command.text).file
    except WrongFile:
        return ProposedFile(command.file_name, command.text)
    present = next((each.text for each in desk.policy.entered.files if each.file == name), "")
    if not present:
        return ProposedFile(name, command.text)
    lines = unified_diff(present.splitlines(), command.text.splitlines(), lineterm="", n=0)
    changed = (line for line in islice(lines, 2, None) if not line.startswith("@@"))
    return ProposedFile(name, command.text, tuple(changed))


def check_files(files: Sequence[tuple[str, bytes]], desk: Desk | None = None) -> list[Checked]:
    """Check files by name and content together, so that one may name a figure that another declares.

    They are held against the policy of a register, or without one against that of the program alone.
    """
    policy = desk.policy if desk else shipped_policy()
    running = desk.read(running_cases) if desk else {}
    read = [_read(name, raw) for name, raw in files]
    known = [each for each in read if isinstance(each, PolicyFile) and each.own]
    return [_checked(each, policy, known, running) for each in read]


def _read(name: str, raw: bytes) -> PolicyFile | WrongFile:
    try:
        return recognised(name, decoded(raw, name))
    except WrongFile as error:
        return error


def _checked(
    file: PolicyFile | WrongFile, before: Policy, others: Sequence[PolicyFile], running: Mapping[str, int]
) -> Checked:
    """The report on one file; of several with one name, each is compared with the rest."""
    if isinstance(file, WrongFile):
        return Checked(trouble=str(file), line=file.line)
    if not file.own:
        return _shipped(file, before)
    after = with_files(before, [*others, file])
    if error := next((error for error in after.broken if error.where == file.file), None):
        return Checked(trouble=str(error), line=error.line)
    changes = changes_of(before, after, file, running)
    return Checked(file.file, file.kind.value, changes=tuple(changes))


def _shipped(file: PolicyFile, policy: Policy) -> Checked:
    """The report on a file of the program, which no county imports."""
    try:
        policy.check_shipped(file)
    except WrongFile as error:
        return Checked(trouble=str(error), line=error.line)
    words = _("A file of the program, which no county imports; a county’s own file is for the place “own”.")
    return Checked(file.file, file.kind.value, changes=(words,))
