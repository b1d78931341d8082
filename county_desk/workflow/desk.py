"""The desk itself: the two things anyone can ask of it, a command or a reading."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Concatenate

from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from county_desk.models.user import Actor, User
from county_desk.progress import Progress, silent
from county_desk.rules.policy import OwnPolicy, Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.storage.engine import in_words, reading, writing
from county_desk.tables.days import read_on
from county_desk.tables.large_lists import follow
from county_desk.tables.listing import Listing
from county_desk.text import _, in_a_row
from county_desk.trouble import Cause, cause_of, database_words
from county_desk.workflow.audit import Proof, lock, record, verify
from county_desk.workflow.clock import jump_words
from county_desk.workflow.command import Change, Command, NotSaved, Refused, Work, ask_now, new_seed
from county_desk.workflow.gate.gate import alone_words, effect_of, problems_of, second_person
from county_desk.workflow.gate.proposals import Propose
from county_desk.workflow.guarded import CommitPasswords, barred_words, uncommitted
from county_desk.workflow.journal import listening
from county_desk.workflow.kept_answers import KeptAnswers
from county_desk.workflow.overtaken import name_the_other, refuse_overtaken
from county_desk.workflow.pasting import PasteRows
from county_desk.workflow.policy.own_figures import policy_in_force
from county_desk.workflow.policy.texts import KeepProcedureTexts, lacks_texts
from county_desk.workflow.rights import Denial, DenyAct, denials, refusal
from county_desk.workflow.submission import OutcomeUnknown, Submission, classes_of, done_before, named
from county_desk.workflow.taking_back import TakeBackAct

_U = User.__table__.c
_SCHEMA = text("SELECT version_num FROM alembic_version")
_ANYBODY = select(_U.id).limit(1)
_STANDING = select(_U.name, _U.withdrawn_on, _U.one_time, _U.role, _U.place_id).where(
    _U.id == bindparam("actor")
)


def office_time() -> datetime:
    """Now, in the zone of this computer."""
    return datetime.now().astimezone()


@dataclass
class Desk:
    """One signed-in person at one county's register; `own` holds the seals of the acts done here."""

    sessions: sessionmaker[Session]
    actor: Actor
    shipped: Policy
    now: Callable[[], datetime] = office_time
    schema: str = ""  # that of a server's register when this desk sat down; "" for any other
    own: set[str] = field(default_factory=set)
    chance: Callable[[], str] = new_seed

    def __post_init__(self) -> None:
        self.kept = KeptAnswers(self)
        self._ready: OwnPolicy | None = None  # the entries under which the register lacked no first act

    @property
    def place(self) -> str:
        """The URL of the database, without a password."""
        return str(self.sessions.kw["bind"].url)

    @property
    def barred(self) -> str:
        """The reason why this register can only be read here; "" when it can be written."""
        return self.actor.barred

    @property
    def policy(self) -> Policy:
        """The policy in force now: the shipped one under the county's own entries."""
        return self.read(self._policy)

    def _policy(self, session: Session) -> Policy:
        """The policy in force; the entries of the county are kept until an act touches them."""
        return policy_in_force(session, self.shipped, self.kept.renew(session))

    @property
    def today(self) -> date:
        """The day the desk believes in."""
        return self.now().date()

    def do(
        self, command: Command, progress: Progress = silent, submission: Submission | None = None
    ) -> Change:
        """Check, run, seal and commit one command; all of it happens or none of it does.

        A `submission` that was committed before is not done again. Raises `Refused` with the reasons when
        the command may not or cannot run. Raises `Overtaken` when another desk changed the same after the
        page of the `submission` was read. Raises `OutcomeUnknown` when the line to the server was cut.
        Raises `Cancelled` when the person stopped it before the commit. A refusal for want of a right is
        recorded.
        """
        try:
            if reason := refusal(self.actor, command.permission):
                raise Refused({"": reason})
            return self._do(command, self._problems, progress, submission or Submission())
        except Refused as refused:
            self._record_denial(type(command).__name__, denials(refused.problems))
            raise

    def _record_denial(self, act: str, reasons: Sequence[str]) -> None:
        """Record an act refused for want of a right; a barred register records nothing."""
        if reasons and not self.barred:
            with suppress(Refused):
                denied = DenyAct(denied=act, reason=_("; ").join(reasons))
                self._do(denied, lambda _work, _act: {}, silent, Submission())

    def _do(
        self,
        command: Command,
        find_problems: Callable[[Work, Command], Mapping[str, str]],
        progress: Progress,
        submission: Submission,
    ) -> Change:
        try:
            with self.sessions.begin() as session:
                writing(session)
                lock(session)
                if before := done_before(session, submission.operation):
                    return before
                work = self._work(session, progress)
                if problems := find_problems(work, command):
                    raise Refused(name_the_other(session, self.own, submission, command, problems))
                act = Propose(proposed=command) if second_person(work, command) else command
                submission = named(session, act, submission)
                work = replace(work, keep=ask_now)  # kept answers are no longer true once the act writes
                if work.policy.entered != self._ready:
                    _run_first(work)
                change = _run(work, act, submission, self.own)
                progress(1, 1)  # the last moment to stop
            self._ready = work.policy.entered
            self.own.add(change.seal)
            return change
        except DatabaseError as error:
            if error.connection_invalidated and (saved := self.outcome(submission.operation)):
                return saved
            raise _in_words(error) from error
        except (WrongFile, StaleDataError) as error:
            raise _in_words(error) from error

    def outcome(self, operation: str) -> Change | None:
        """The change of an act after the line to the server was cut; None when it was not saved.

        Raises `OutcomeUnknown` while the server cannot be reached.
        """
        try:
            with self.sessions.begin() as session:
                lock(session)  # granted once the transaction of that act has ended
                change = done_before(session, operation)
            if change:
                self.own.add(change.seal)
            return change
        except DatabaseError as error:
            raise OutcomeUnknown(operation) from error

    def prove(self) -> Proof:
        """Verify the whole register; from then on a history that does not hold is read and not written."""
        proof = self.read(verify)
        if not proof.ok:
            reason = self.barred or barred_words(proof.sentence().partition("\n")[0])
            self.actor = replace(self.actor, barred=reason)
        return proof

    def problems(self, command: Command) -> Mapping[str, str]:
        """The reasons of the desk against this command now, by field; empty without one."""
        return self._judge(command, lambda _work, _problems: None)[0]

    def judge_rows(self, rows: PasteRows) -> tuple[Mapping[str, str], Mapping[int, str]]:
        """The problems of pasted rows, and by place the effects to confirm of those that have none."""
        problems, effects = self._judge(rows, rows.effects)
        return problems, effects or {}

    def _judge[T](
        self, command: Command, look: Callable[[Work, Mapping[str, str]], T]
    ) -> tuple[Mapping[str, str], T | None]:
        """The problems of a command, and the result of a further look in the same session."""
        if reason := refusal(self.actor, command.permission):
            return {"": reason}, None
        try:
            with self.sessions() as session:
                work = self._work(session)
                problems = self._problems(work, command)
                return problems, look(work, problems)
        except WrongFile as error:
            return {"": str(error)}, None

    def effects(self, commands: Sequence[Command]) -> list[str]:
        """The effects that must be confirmed first; a command that would be refused has none."""
        with self.sessions() as session:
            work = self._work(session)
            found = [self._effect(work, each) for each in commands]
        return [effect for effect in found if effect]

    def _effect(self, work: Work, command: Command) -> str:
        if refusal(self.actor, command.permission) or self._problems(work, command):
            return ""
        return effect_of(work, command)

    def read[**P, T](
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run one query; the result is plain rows, never mapped objects.

        Raises `NotARegister` in words when the database is damaged or out of reach. Raises `Refused` when
        the query needs a policy file that is wrong, or a list that this person may not read; that refusal
        is recorded. A list leaves out the rows that it hides from this person.
        """
        own: Any = (tuple(map(self._own, args)), {name: self._own(each) for name, each in kwargs.items()})
        try:
            with in_words(), read_on(self.today), self.sessions() as session:
                reading(session)
                return query(session, *own[0], **own[1])
        except WrongFile as error:
            raise Refused({"": str(error)}) from error

    def _own(self, given: object) -> object:
        """A list as this person may read it; any other argument unchanged."""
        if not isinstance(given, Listing):
            return given
        if not self.actor.role.may(given.needs):
            reason = refusal(self.actor, given.needs)
            self._record_denial(given.table.key, [reason])
            raise Refused({"": reason})
        return given.seen_by(self.actor.name)

    def _problems(self, work: Work, command: Command) -> Mapping[str, str]:
        """Check the account of the actor, who must sign in again after a change of it, then the command."""
        if self.barred:
            return {"": self.barred}
        if self.schema and work.session.scalar(_SCHEMA) != self.schema:
            return {"": _("The register was upgraded. Close the program, and install the new version.")}
        standing = work.session.execute(_STANDING, {"actor": self.actor.id}).one_or_none()
        if self._is_stranger(work.session, standing.name if standing else None):
            return {"": _("{name} has no account in this register").format(name=self.actor.name)}
        if standing and standing.withdrawn_on:
            return {"": Denial(_("The account of {name} is closed").format(name=self.actor.name))}
        if standing and (standing.role, standing.place_id) != (self.actor.role, self.actor.place_id):
            words = _("The post of {name} was changed; sign in again")
            return {"": Denial(words.format(name=self.actor.name))}
        if standing and standing.one_time and not command.with_one_time:
            return {"": Denial(_("{name}: set a password of your own first").format(name=self.actor.name))}
        return problems_of(work, command)

    def _is_stranger(self, session: Session, account: str | None) -> bool:
        """Whether the actor's account has another name or is missing; the founder has none yet."""
        if account is None:
            return session.scalar(_ANYBODY) is not None
        return account != self.actor.name

    def _work(self, session: Session, progress: Progress = silent) -> Work:
        keep = self.kept.renew(session)
        policy = policy_in_force(session, self.shipped, keep)
        return Work(session, self.actor, self.now(), policy, progress, self.chance, keep=keep)


def _run(work: Work, command: Command, submission: Submission, own: Collection[str] = ()) -> Change:
    """Run a command that may run, and seal it; returns its change with its event."""
    alone = alone_words(work, command)
    with listening(work.session) as changes:
        change = command.run(work)
        work.session.flush()
    change = replace(change, summary=in_a_row(change.summary, alone))
    if jump := jump_words(work.session, work.now):
        change = replace(change, summary=_("{summary}. {clock}").format(summary=change.summary, clock=jump))
    refuse_overtaken(work.session, own, submission, command, changes)
    follow(work.session, changes.by_table())
    event = record(work, command, change, changes, submission.operation)
    undo = change.undo or (TakeBackAct(event=event.id) if command.undoable else None)
    touched = classes_of(changes.tables)
    return replace(change, touched=touched, event=event.id, seal=event.seal, undo=undo)


def _run_first(work: Work) -> None:
    """Do the acts that a register of an earlier version needs before its first act."""
    from county_desk.workflow.older_proposals import ProposeOlder, has_older_proposals  # here, for acts only

    if uncommitted(work.session):
        _run(work, CommitPasswords(), named(work.session, CommitPasswords(), Submission()))
    if lacks_texts(work.session, work.policy):
        _run(work, KeepProcedureTexts(), named(work.session, KeepProcedureTexts(), Submission()))
    if has_older_proposals(work.session):
        _run(work, ProposeOlder(), named(work.session, ProposeOlder(), Submission()))


def _of_the_database(error: DatabaseError) -> bool:
    """Whether an error comes from the disk, the server or the rights there, not from our own statements."""
    of_the_place = cause_of(error.orig) in (Cause.NO_RIGHT, Cause.READ_ONLY)
    return of_the_place or type(error) in (DatabaseError, OperationalError)


def _in_words(error: Exception) -> Exception:
    """The refusal that an error means to the person; any other error is our own fault and stays as it is."""
    if isinstance(error, WrongFile):
        return Refused({"": str(error)})
    if isinstance(error, StaleDataError):
        return Refused({"": _("Somebody else changed this meanwhile; look again.")})
    if isinstance(error, IntegrityError) and ("previous" in str(error.orig) or "event" in str(error.orig)):
        return Refused({"": _("Somebody else was writing at this moment; try again.")})
    if isinstance(error, DatabaseError) and _of_the_database(error):
        return NotSaved({"": storage_trouble(error)})
    return error


def storage_trouble(error: Any) -> str:
    """The message for an error of the database."""
    cause = cause_of(error.orig)
    if cause is Cause.FULL:
        return _("Not saved: the disk is full. Free some space and try again.")
    if cause is Cause.HELD:
        return _("Not saved: another program holds the register. Try again in a moment.")
    if cause is Cause.READ_ONLY:
        return _("Not saved: the register can only be read here.")
    if cause is Cause.NO_RIGHT:
        return _("Not saved: the role of the database may not write here. Ask the keeper of the server.")
    return _("Not saved, and the database says why: {words}.").format(words=database_words(error.orig))
