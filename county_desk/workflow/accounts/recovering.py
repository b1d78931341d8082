"""Coming back in with the recovery code, before anybody has signed in."""

from county_desk.models.user import Permission
from county_desk.rules.policy import Policy
from county_desk.text import _
from county_desk.workflow.accounts.people import actor_of
from county_desk.workflow.accounts.recovery import UseRecoveryCode, digest_of
from county_desk.workflow.accounts.signing_in import FailSignIn, lock_of, record
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened
from county_desk.workflow.guarded import prove_guarded


def recover(opened: Opened, name: str, code: str) -> str:
    """Give an administrator a one-time password for the recovery code; returns that password.

    A wrong code counts like a wrong password. Raises `Refused` for it, for another post, for a locked
    account, and where the register can only be read.
    """
    with opened.sessions() as session:
        actor = actor_of(session, name)
        trouble = opened.barred or prove_guarded(session).trouble
    wrong = {"as": _("The name or the recovery code is wrong")}
    if trouble:
        raise Refused({"": trouble})
    if actor is None or not actor.may(Permission.ADMINISTER):
        raise Refused(wrong)
    desk = Desk(opened.sessions, actor, Policy.load(opened.province, opened.region))
    if locked := desk.read(lock_of, actor.id, desk.now()):
        raise Refused(locked)
    act = UseRecoveryCode(digest=digest_of(code))
    if desk.problems(act):
        record(desk, FailSignIn())
        raise Refused(wrong)
    return desk.do(act).secret
