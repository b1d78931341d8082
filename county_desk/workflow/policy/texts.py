"""The texts of policy files that a register keeps: each once, of files of its county and of its cases."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.orm import Session

from county_desk.models.case import Case
from county_desk.models.policy_text import OwnPolicyFile, PolicyText
from county_desk.models.user import Permission
from county_desk.rules.own_files import PolicyFile, PolicyFileKind
from county_desk.rules.policy import Policy
from county_desk.rules.procedures import Procedure
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.policy.waiting_entries import in_force
from county_desk.text import N_, _n
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.journal import Changes

_F, _T, _C = OwnPolicyFile.__table__.c, PolicyText.__table__.c, Case.__table__.c
_OWN = (  # made once: it is asked for every act
    select(_F.kind, _F.name, _T.text, _F.digest)
    .join_from(_F.kind.table, _T.text.table, _T.digest == _F.digest)
    .where(in_force(OwnPolicyFile))
    .order_by(_F.kind, _F.name)
)
_KEPT = select(_T.id).where(_T.digest == bindparam("of"))
_OF_CASES = (
    select(_T.kind, _T.name, _T.text, _T.digest)
    .where(_T.kind == PolicyFileKind.PROCEDURE.value, exists().where(_C.procedure_digest == _T.digest))
    .order_by(_T.id)
)


def own_files(session: Session) -> tuple[PolicyFile, ...]:
    """Every policy file of the county that is in force."""
    return tuple(_file(*row) for row in session.execute(_OWN))


def case_texts(session: Session, known: Collection[str] = ()) -> tuple[PolicyFile, ...]:
    """Every text of a procedure that a case follows, without those of known digests."""
    wanted = _OF_CASES.where(_T.digest.not_in(known)) if known else _OF_CASES
    return tuple(_file(*row) for row in session.execute(wanted))


def _file(kind: str, name: str, text: str, digest: str) -> PolicyFile:
    return PolicyFile(PolicyFileKind.named(kind), name, text, digest)


def text_of(policy: Policy, procedure: Procedure) -> PolicyFile:
    """The text of a procedure in force, as a register keeps it."""
    text = policy.procedures.text(procedure)
    return PolicyFile(PolicyFileKind.PROCEDURE, procedure.version, text, procedure.digest)


def keep_text(session: Session, file: PolicyFile) -> None:
    """Keep the text of a policy file in the register, unless it is there."""
    if session.scalar(_KEPT, {"of": file.digest}) is None:
        session.add(PolicyText(digest=file.digest, kind=file.kind.value, name=file.name, text=file.text))
        session.flush()


class KeepProcedureTexts(Command):
    """Keep the procedures that cases of an earlier version of the program follow, text by text.

    The desk does this itself before the first act after the upgrade, in the name of the person who acts.
    """

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Keep the procedures of cases"), N_("Kept the procedures of cases"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    def run(self, work: Work) -> Change:
        count = sum(_give_text(work, version) for version in work.policy.procedures.versions())
        words = _n(
            "The text of its procedure was kept for {count} case",
            "The texts of their procedures were kept for {count} cases",
            count,
        )
        return Change(words.format(count=count))


def lacks_texts(session: Session, policy: Policy) -> bool:
    """Whether a case has no text although its procedure is known."""
    versions = [version.version for version in policy.procedures.versions()]
    without = select(_C.id).where(_C.procedure_digest.is_(None), _C.procedure.in_(versions))
    return session.scalar(without.limit(1)) is not None


def _give_text(work: Work, version: Procedure) -> int:
    """Let the cases of a version without a text follow the present one; returns how many there were."""
    without = _C.procedure == version.version, _C.procedure_digest.is_(None)
    numbers = list(work.session.scalars(select(_C.id).where(*without).order_by(_C.id)))
    if numbers:
        keep_text(work.session, text_of(work.policy, version))
        work.session.execute(update(Case.__table__).where(*without).values(procedure_digest=version.digest))  # type: ignore[arg-type]
        changes: Changes = work.session.info["changes"]
        given: Mapping[str, str] = {"procedure_digest": version.digest}
        changes.note_many("case", {"id": numbers}, dict(given))
    return len(numbers)
