"""Rights of each post; a refusal names the post that could act, and is recorded."""

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Text
from county_desk.models.register import Register, RegisterKind
from county_desk.models.user import Actor, Permission, Role
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON


class Denial(str):
    """Words of a refusal for want of a right; the desk records the refused act."""

    __slots__ = ()


class DenyAct(Command):
    """An act was refused for want of a right; its request is not kept."""

    permission: ClassVar = Permission.READ
    act: ClassVar = ActWords(N_("Refused act"), N_("Was refused an act"))
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    denied: Annotated[str, Ask(Text(), N_("Act"))]
    reason: Annotated[str, Ask(Text(), N_("Reason"))]

    def asked(self) -> dict[str, object]:
        return {"act": self.denied, "reason": self.reason}

    def run(self, work: Work) -> Change:
        summary = _("Refused: {reason}").format(reason=self.reason)
        return Change(summary)


def refusal(actor: Actor, permission: Permission, among: Iterable[Role] = Role, deed: str = "") -> str:
    """The refusal of an act, naming the posts that may do it; "" when the person may.

    `among` are the posts that the thing is for, where not all of those with the permission can do it. `deed`
    says what the person may not do, where that is not the permission itself.
    """
    if actor.role.may(permission):
        return "" if actor.may(permission) else actor.barred
    posts = _(", ").join(_(role.label) for role in among if role.may(permission))
    return Denial(
        _("{name} ({role}) may not {permission}. This is for: {posts}.").format(
            name=actor.name, role=_(actor.role.label), permission=_(deed or permission.label), posts=posts
        )
    )


def is_real(session: Session) -> bool:
    """Whether this is the register of an office; the papers of a rehearsal or demo have no effect."""
    return session.scalar(select(Register.kind)) is RegisterKind.REAL


def denials(problems: Mapping[str, str]) -> list[str]:
    """Those of some problems that are a want of rights."""
    return [words for words in problems.values() if isinstance(words, Denial)]
