"""The policy files of a county's own: imported by the administrator, kept in the register, withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from county_desk.fields import Text
from county_desk.models.policy_text import OwnPolicyFile, PolicyText
from county_desk.models.user import Permission
from county_desk.rules.own_files import PolicyFile, PolicyFileKind, recognised
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.text_kinds import FilePath
from county_desk.workflow.command import Ask, Change, Command, Refused, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.originals import keep_scan, scan_trouble
from county_desk.workflow.policy.own_figures import document_trouble
from county_desk.workflow.policy.preview import changes_of, running_cases
from county_desk.workflow.policy.texts import WAITS, keep_text, proposed_files
from county_desk.workflow.rights import is_real

_SUFFIX = ".toml"
NAMED = N_("As procedures/own/household_exit-2020.toml")


@dataclass(frozen=True, kw_only=True)
class ImportPolicyFile(Command):
    """Import a policy file of the county; it takes the place of the one of that name, if there is one.

    In the register of an office this proposes it: the file is in force once another person confirms it.
    """

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Import a policy file"), N_("Imported a policy file"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    file_name: Annotated[str, Ask(Text(width=30), N_("File"))]
    reference: Annotated[str, asked(OwnPolicyFile.reference)]
    scan: Annotated[str, Ask(FilePath(), N_("Scan of the document"), N_("Path of the file"))] = ""
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
        if not self.reference.strip():
            return {"reference": _("Name the document that this file puts into force")}
        if trouble := scan_trouble(work.session, self.scan):
            return {"scan": trouble}
        if is_real(work.session) and (lacking := document_trouble(self.reference, self.scan)):
            return lacking
        if file in proposed_files(work.session):
            return {"file_name": _("{file} waits for a second person already").format(file=file.file)}
        if file in work.policy.entered.files:
            return {"file_name": _("{file} is in force already, with this very text").format(file=file.file)}
        trouble = _entered_by_form(work.policy, file) or trouble_with(work.policy, [file])
        return {"file_name": trouble} if trouble else {}

    def effect(self, work: Work) -> str:
        file = recognised(self.file_name, self.text)
        lines = changes_of(work.policy, with_files(work.policy, [file]), file, running_cases(work.session))
        return "\n".join(lines)

    def policy_after(self, policy: Policy) -> Policy:
        try:
            file = recognised(self.file_name, self.text)
        except WrongFile as error:
            raise Refused({"file_name": str(error)}) from error
        if not file.own or (trouble := trouble_with(policy, [file])):
            raise Refused({"file_name": _shipped_words(file) if not file.own else trouble})
        return with_files(policy, [file])

    def run(self, work: Work) -> Change:
        file, proposed = recognised(self.file_name, self.text), is_real(work.session)
        before, back = _withdrawn(work, file, waiting=proposed), WithdrawPolicyFile(file=file.file)
        undo = back if before is None or proposed else before
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
            proposed_on=work.today if proposed else None,
            scan=keep_scan(work.session, self.scan),
        )
        work.session.add(imported)
        work.session.flush()
        words = _("Policy file {file} imported (SHA-256 {digest})")
        if proposed:
            words = _("Policy file {file} proposed (SHA-256 {digest}); another person confirms it")
        summary = words.format(file=file.file, digest=file.digest[:16])
        return Change(frozenset({OwnPolicyFile}), summary, undo=undo, id=imported.id)


@dataclass(frozen=True, kw_only=True)
class ConfirmPolicyFile(Command):
    """Confirm a policy file that another person proposed, after reading its document; it is in force then."""

    permission: ClassVar = Permission.DECIDE
    act: ClassVar = ActWords(N_("Confirm a proposed policy file"), N_("Confirmed a policy file"))
    law: ClassVar = ONE_PERSON

    file: Annotated[str, Ask(Text(width=40), N_("File"), NAMED)]

    def problems(self, work: Work) -> Mapping[str, str]:
        proposed = _files(proposed_files(work.session))
        if (file := proposed.get(_named(self.file))) is None:
            return {"file": _("No policy file {name} waits for a second person").format(name=self.file)}
        row = _standing(work.session, file, waiting=True)
        if row is not None and row.entered_by == work.actor.id:
            words = _("{name} proposed this policy file; another person confirms it")
            return {"": words.format(name=work.actor.name)}
        trouble = trouble_with(work.policy, [file])
        return {"file": trouble} if trouble else {}

    def effect(self, work: Work) -> str:
        """The document behind the file, and the changes that it makes."""
        file = _files(proposed_files(work.session))[_named(self.file)]
        row = _standing(work.session, file, waiting=True)
        assert row is not None
        after, running = with_files(work.policy, [file]), running_cases(work.session)
        document = _("It rests on {reference}.").format(reference=row.reference)
        return "\n".join((document, *changes_of(work.policy, after, file, running)))

    def run(self, work: Work) -> Change:
        file = _files(proposed_files(work.session))[_named(self.file)]
        row = _standing(work.session, file, waiting=True)
        assert row is not None
        _withdrawn(work, file)
        row.confirmed_on, row.confirmed_by = work.today, work.actor.id
        words = _("Confirmed: policy file {file} (SHA-256 {digest})")
        summary = words.format(file=file.file, digest=file.digest[:16])
        return Change(frozenset({OwnPolicyFile}), summary, id=row.id)


@dataclass(frozen=True, kw_only=True)
class WithdrawPolicyFile(Command):
    """Take back a policy file of the county; cases under way keep the procedure they began under.

    Of two files of that name the one goes that waits for a second person.
    """

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Withdraw a policy file"), N_("Withdrew a policy file"))
    law: ClassVar = ONE_PERSON

    file: Annotated[str, Ask(Text(width=40), N_("File"), NAMED)]

    def problems(self, work: Work) -> Mapping[str, str]:
        waiting, entered = _files(proposed_files(work.session)), _files(work.policy.entered.files)
        if _named(self.file) in waiting:
            return {}
        if (file := entered.get(_named(self.file))) is None:
            return {"file": _no_such(self.file, entered)}
        trouble = trouble_with(work.policy, [], without=file)
        return {"file": trouble} if trouble else {}

    def effect(self, work: Work) -> str:
        if _named(self.file) in _files(proposed_files(work.session)):
            return ""
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
        waiting = _files(proposed_files(work.session)).get(_named(self.file))
        file = waiting or _files(work.policy.entered.files)[_named(self.file)]
        undo = _withdrawn(work, file, waiting=waiting is not None)
        summary = _("Policy file {file} withdrawn").format(file=file.file)
        return Change(frozenset({OwnPolicyFile}), summary, undo=None if is_real(work.session) else undo)


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


def _withdrawn(work: Work, file: PolicyFile, *, waiting: bool = False) -> ImportPolicyFile | None:
    """Withdraw the file of that name that is in force, or waits; returns the act that imports it again."""
    row = _standing(work.session, file, waiting=waiting)
    if row is None:
        return None
    row.withdrawn_on = work.today
    text = work.session.scalar(select(PolicyText.text).where(PolicyText.digest == row.digest)) or ""
    return ImportPolicyFile(file_name=file.name.split("/")[-1] + _SUFFIX, text=text, reference=row.reference)


def _standing(session: Session, file: PolicyFile, *, waiting: bool) -> OwnPolicyFile | None:
    """The record of a file that waits for a second person, or of the one of that name in force."""
    wanted = select(OwnPolicyFile).where(
        OwnPolicyFile.kind == file.kind.value,
        OwnPolicyFile.name == file.name,
        OwnPolicyFile.withdrawn_on.is_(None),
        WAITS if waiting else not_(WAITS),
    )
    return session.scalar(wanted)
