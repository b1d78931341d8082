"""The policy files of a county's own: imported by the administrator, kept in the register, withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Text
from county_desk.models.policy_text import OwnPolicyFile, PolicyText
from county_desk.models.user import Permission
from county_desk.rules.own_files import PolicyFile, PolicyFileKind, recognised
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.policy.preview import changes_of, running_cases
from county_desk.workflow.policy.texts import keep_text

_SUFFIX = ".toml"


@dataclass(frozen=True, kw_only=True)
class ImportPolicyFile(Command):
    """Import a policy file of the county; it takes the place of the one of that name, if there is one."""

    permission: ClassVar = Permission.ADMINISTER
    title: ClassVar = N_("Import a policy file")

    file_name: Annotated[str, Ask(Text(width=30), N_("File"))]
    reference: Annotated[str, Ask(Text(width=40), N_("Document it rests on"))]
    text: str  # of the file, as `decoded` gives it

    def asked(self) -> dict[str, object]:
        """The request as plain data; the text itself is among the changes."""
        about = super().asked()
        del about["text"]
        return about

    def problems(self, work: Work) -> Mapping[str, str]:
        try:
            file = recognised(self.file_name, self.text)
        except WrongFile as error:
            return {"file_name": str(error)}
        if not file.own:
            words = _("{file} is a file of the program; a county’s own file is for the place “own”")
            return {"file_name": words.format(file=file.file)}
        if not self.reference.strip():
            return {"reference": _("Name the document that this file puts into force")}
        if file in work.policy.entered.files:
            return {"file_name": _("{file} is in force already, with this very text").format(file=file.file)}
        trouble = _entered_by_form(work.policy, file) or trouble_with(work.policy, [file])
        return {"file_name": trouble} if trouble else {}

    def effect(self, work: Work) -> str:
        file = recognised(self.file_name, self.text)
        lines = changes_of(work.policy, with_files(work.policy, [file]), file, running_cases(work.session))
        return "\n".join(lines)

    def run(self, work: Work) -> Change:
        file = recognised(self.file_name, self.text)
        undo = _withdrawn(work, file) or WithdrawPolicyFile(file=file.file)
        keep_text(work.session, file)
        imported = OwnPolicyFile(
            kind=file.kind.value,
            name=file.name,
            digest=file.digest,
            reference=self.reference.strip(),
            entered_on=work.today,
            entered_by=work.actor.id,
        )
        work.session.add(imported)
        work.session.flush()
        words = _("Policy file {file} imported (SHA-256 {digest})")
        summary = words.format(file=file.file, digest=file.digest[:16])
        return Change(frozenset({OwnPolicyFile}), summary, undo=undo, id=imported.id)


@dataclass(frozen=True, kw_only=True)
class WithdrawPolicyFile(Command):
    """Take back a policy file of the county; cases under way keep the procedure they began under."""

    permission: ClassVar = Permission.ADMINISTER
    title: ClassVar = N_("Withdraw a policy file")

    file: Annotated[str, Ask(Text(width=40), N_("File"), N_("As procedures/own/household_exit-2020.toml"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        entered = {file.file: file for file in work.policy.entered.files}
        if (file := entered.get(self._named())) is None:
            return {"file": _no_such(self.file, entered)}
        trouble = trouble_with(work.policy, [], without=file)
        return {"file": trouble} if trouble else {}

    def effect(self, work: Work) -> str:
        (file,) = (file for file in work.policy.entered.files if file.file == self._named())
        without, running = with_files(work.policy, [], without=file), running_cases(work.session)
        lines = changes_of(without, work.policy, file, running)
        return "\n".join((_("What the file changed no longer holds:"), *lines))

    def run(self, work: Work) -> Change:
        (file,) = (file for file in work.policy.entered.files if file.file == self._named())
        undo = _withdrawn(work, file)
        summary = _("Policy file {file} withdrawn").format(file=file.file)
        return Change(frozenset({OwnPolicyFile}), summary, undo=undo)

    def _named(self) -> str:
        name = self.file.strip()
        return name if name.endswith(_SUFFIX) else name + _SUFFIX


def with_files(policy: Policy, files: Iterable[PolicyFile], without: PolicyFile | None = None) -> Policy:
    """The same policy once files are imported, each in the place of the one of its name, or one withdrawn."""
    present = {file.file: file for file in policy.entered.files if file != without}
    laid = {**present, **{file.file: file for file in files}}
    return policy.with_own(policy.entered._replace(files=tuple(laid.values())))


def trouble_with(policy: Policy, files: Iterable[PolicyFile], without: PolicyFile | None = None) -> str:
    """Why files cannot be imported, or one not withdrawn: the first file that could no longer be used."""
    new = list(files)
    before = {str(error) for error in policy.broken}
    broken = [error for error in with_files(policy, new, without).broken if str(error) not in before]
    for error in broken:
        if any(error.where == file.file for file in new):
            return str(error)
    if broken:
        return _("Another file could then not be used: {error}").format(error=broken[0])
    return ""


def _entered_by_form(policy: Policy, file: PolicyFile) -> str:
    """Why a calendar stays without effect: a form has entered the holidays of that year."""
    years = {str(table.year) for table in policy.entered.years}
    if file.kind is not PolicyFileKind.CALENDAR or file.name not in years:
        return ""
    words = _("The holidays of {year} are entered already; withdraw them first")
    return words.format(year=file.name)


def _no_such(name: str, entered: Iterable[str]) -> str:
    known = _(", ").join(entered)
    if not known:
        return _("The county has imported no policy file")
    return _("The county has no policy file {name}; it has: {known}").format(name=name, known=known)


def _withdrawn(work: Work, file: PolicyFile) -> ImportPolicyFile | None:
    """Withdraw the file of that name that is in force; returns the act that imports it again."""
    row = _in_force(work.session, file)
    if row is None:
        return None
    row.withdrawn_on = work.today
    text = work.session.scalar(select(PolicyText.text).where(PolicyText.digest == row.digest)) or ""
    return ImportPolicyFile(file_name=file.name.split("/")[-1] + _SUFFIX, text=text, reference=row.reference)


def _in_force(session: Session, file: PolicyFile) -> OwnPolicyFile | None:
    wanted = select(OwnPolicyFile).where(
        OwnPolicyFile.kind == file.kind.value,
        OwnPolicyFile.name == file.name,
        OwnPolicyFile.withdrawn_on.is_(None),
    )
    return session.scalar(wanted)
