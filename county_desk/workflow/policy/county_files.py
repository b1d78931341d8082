"""The policy files of a county's own: imported by the administrator, kept in the register, withdrawn."""

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Text
from county_desk.models.policy_text import OwnPolicyFile, PolicyText
from county_desk.models.user import Permission
from county_desk.rules.own_files import PolicyFile, PolicyFileKind, recognised
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.rehearsal import days_of
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.policy.waiting_entries import in_force
from county_desk.text import N_, _
from county_desk.text_kinds import FilePath
from county_desk.workflow.command import Ask, Change, Command, Refused, Work
from county_desk.workflow.declared import added, asked, record_of
from county_desk.workflow.gate.days import dated_back_trouble
from county_desk.workflow.gate.law import OF_RULES
from county_desk.workflow.originals import keep_scan, scan_trouble
from county_desk.workflow.policy.own_figures import document_trouble
from county_desk.workflow.policy.preview import changes_of, running_cases
from county_desk.workflow.policy.texts import keep_text
from county_desk.workflow.rights import is_real

_SUFFIX = ".toml"
NAMED = N_("As procedures/own/household_exit-2020.toml")


class ImportPolicyFile(Command):
    """Import a policy file of the county; it takes the place of the one of that name, if there is one."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Import a policy file"), N_("Imported a policy file"))
    law: ClassVar = OF_RULES
    listed: ClassVar = False

    file_name: Annotated[str, Ask(Text(width=30), N_("File"))]
    reference: Annotated[str, asked(OwnPolicyFile.reference)]
    scan: Annotated[str, Ask(FilePath(), N_("Scan of the document"), N_("Path of the file"))] = ""
    dated_back: Annotated[str, asked(OwnPolicyFile.dated_back)] = ""
    text: str  # of the file, as `decoded` gives it

    def asked(self) -> dict[str, object]:
        """The request without the text, which is among the changes."""
        return {name: value for name, value in super().asked().items() if name != "text"}

    def problems(self, work: Work) -> Mapping[str, str]:
        try:
            file = recognised(self.file_name, self.text)
        except WrongFile as error:
            return {"file_name": str(error)}
        if not file.own:
            return {"file_name": _shipped_words(file)}
        if trouble := scan_trouble(work.session, self.scan):
            return {"scan": trouble}
        if is_real(work.session) and (lacking := document_trouble(self.reference, self.scan)):
            return lacking
        if file in work.policy.entered.files:
            return {"file_name": _("{file} is in force already, with this very text").format(file=file.file)}
        if trouble := _entered_by_form(work.policy, file) or trouble_with(work.policy, [file]):
            return {"file_name": trouble}
        first = min(days_of(with_files(work.policy, [file]), file), default=None)
        return dated_back_trouble(work, first, self.dated_back)

    def effect(self, work: Work) -> str:
        """The document behind the file, and the changes that it makes."""
        file = recognised(self.file_name, self.text)
        document = _("It rests on {reference}.").format(reference=self.reference.strip())
        lines = changes_of(work.policy, with_files(work.policy, [file]), file, running_cases(work.session))
        return "\n".join((document, *lines))

    def policy_after(self, policy: Policy) -> Policy:
        try:
            file = recognised(self.file_name, self.text)
        except WrongFile as error:
            raise Refused({"file_name": str(error)}) from error
        if not file.own or (trouble := trouble_with(policy, [file])):
            raise Refused({"file_name": _shipped_words(file) if not file.own else trouble})
        return with_files(policy, [file])

    def run(self, work: Work) -> Change:
        file = recognised(self.file_name, self.text)
        _withdraw(work, file)
        keep_text(work.session, file)
        imported = record_of(
            work,
            self,
            OwnPolicyFile,
            kind=file.kind.value,
            name=file.name,
            digest=file.digest,
            entered_on=work.today,
            entered_by=work.actor.id,
            scan=keep_scan(work.session, self.scan),
        )
        words = _("Policy file {file} imported (SHA-256 {digest})")
        summary = words.format(file=file.file, digest=file.digest[:16])
        return added(work, imported, summary)


class WithdrawPolicyFile(Command):
    """Take back a policy file of the county; cases under way keep the procedure they began under."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Withdraw a policy file"), N_("Withdrew a policy file"))
    law: ClassVar = OF_RULES

    file: Annotated[str, Ask(Text(width=40), N_("File"), NAMED)]

    def problems(self, work: Work) -> Mapping[str, str]:
        entered = _files(work.policy.entered.files)
        if (file := entered.get(_named(self.file))) is None:
            return {"file": _no_such(self.file, entered)}
        trouble = trouble_with(work.policy, [], without=file)
        return {"file": trouble} if trouble else {}

    def effect(self, work: Work) -> str:
        file = _files(work.policy.entered.files)[_named(self.file)]
        without, running = with_files(work.policy, [], without=file), running_cases(work.session)
        lines = changes_of(without, work.policy, file, running)
        return "\n".join((_("What the file changed no longer holds:"), *lines))

    def policy_after(self, policy: Policy) -> Policy:
        entered = _files(policy.entered.files)
        if (file := entered.get(_named(self.file))) is None:
            raise Refused({"file": _no_such(self.file, entered)})
        return with_files(policy, [], without=file)

    def run(self, work: Work) -> Change:
        file = _files(work.policy.entered.files)[_named(self.file)]
        _withdraw(work, file)
        summary = _("Policy file {file} withdrawn").format(file=file.file)
        return Change(summary)


def _shipped_words(file: PolicyFile) -> str:
    words = _("{file} is a file of the program; a county’s own file is for the place “own”")
    return words.format(file=file.file)


def _files(files: Iterable[PolicyFile]) -> dict[str, PolicyFile]:
    return {file.file: file for file in files}


def _named(name: str) -> str:
    return name.strip() if name.strip().endswith(_SUFFIX) else name.strip() + _SUFFIX


def with_files(policy: Policy, files: Iterable[PolicyFile], without: PolicyFile | None = None) -> Policy:
    """The same policy once files are imported, each in the place of the one of its name, or one withdrawn."""
    laid = {**_files(file for file in policy.entered.files if file != without), **_files(files)}
    return policy.with_own(policy.entered._replace(files=tuple(laid.values())))


def trouble_with(policy: Policy, files: Iterable[PolicyFile], without: PolicyFile | None = None) -> str:
    """Check that all files stay usable after an import or a withdrawal; return the first fault."""
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
    """Check that no form has entered the holidays of the year of a calendar."""
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


def import_of(session: Session, row: OwnPolicyFile) -> ImportPolicyFile:
    """The act that imports a kept file."""
    return ImportPolicyFile(
        file_name=row.name.split("/")[-1] + _SUFFIX,
        text=session.scalars(select(PolicyText.text).where(PolicyText.digest == row.digest)).one(),
        reference=row.reference,
        scan=row.scan or "",
        dated_back=row.dated_back or "",
    )


def _withdraw(work: Work, file: PolicyFile) -> None:
    """Withdraw the file of that name that is in force, if there is one."""
    named = OwnPolicyFile.kind == file.kind.value, OwnPolicyFile.name == file.name
    for row in work.session.scalars(select(OwnPolicyFile).where(*named, in_force(OwnPolicyFile))):
        row.withdrawn_on = work.today
