"""The checker of policy files: what is wrong with some files, or what they would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from county_desk.rules.own_files import PolicyFile, recognised
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile, decoded
from county_desk.workflow.desk import Desk
from county_desk.workflow.policy_files import with_files
from county_desk.workflow.policy_preview import changes_of, running_cases


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one file found; `trouble` names file, line, reason and cure, or is empty.

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


def check_files(files: Sequence[tuple[str, bytes]], desk: Desk | None = None) -> list[Checked]:
    """Check files by name and content together, so that one may name a figure that another declares.

    They are held against the policy of a register, or without one against that of the program alone.
    """
    policy = desk.policy if desk else Policy.load("", "")
    running = desk.read(running_cases) if desk else {}
    read = [_read(name, raw) for name, raw in files]
    after = with_files(policy, (each for each in read if isinstance(each, PolicyFile)))
    wrong = {error.where: error for error in after.broken}
    return [_checked(each, wrong, policy, after, running) for each in read]


def _read(name: str, raw: bytes) -> PolicyFile | WrongFile:
    try:
        return recognised(name, decoded(raw, name))
    except WrongFile as error:
        return error


def _checked(
    file: PolicyFile | WrongFile,
    wrong: Mapping[str, WrongFile],
    before: Policy,
    after: Policy,
    running: Mapping[str, int],
) -> Checked:
    error = file if isinstance(file, WrongFile) else wrong.get(file.file)
    if error is not None:
        return Checked(trouble=str(error), line=error.line)
    assert isinstance(file, PolicyFile)
    changes = changes_of(before, after, file, running)
    return Checked(file.file, file.kind.value, changes=tuple(changes))
