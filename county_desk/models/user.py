"""The people who use the desk, and what each role may do."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Mapped

from county_desk.fields import Choice, Moment, Tally, Term, Text, YesNo
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.text import N_
from county_desk.text_kinds import Secret


class Permission(Term):
    """One thing that a role may be allowed to do."""

    READ = "read", N_("read the register")
    IMPORT = "import", N_("take in workbooks")
    FILE = "file", N_("file applications")
    RECORD = "record", N_("record meetings, visits, help and changes")
    REVIEW = "review", N_("review cases and late entries")
    DISCLOSE = "disclose", N_("open and close disclosures")
    OBJECT = "object", N_("record and settle objections")
    DECIDE = "decide", N_("decide cases and put changes in force")
    ANNOUNCE = "announce", N_("announce results")
    RETURN = "return", N_("freeze returns")
    CORRECT = "correct", N_("correct the register")
    FUND = "fund", N_("keep projects and funds")
    SUPERVISE = "supervise", N_("inspect and supervise")
    ADMINISTER = "administer", N_("manage accounts and parameters")
    FULL_NUMBERS = "full_numbers", N_("see full personal numbers")


P = Permission
_READING = frozenset({P.READ, P.FULL_NUMBERS})
_AT_A_VILLAGE = frozenset({P.READ, P.FILE, P.RECORD, P.OBJECT, P.DISCLOSE, P.FULL_NUMBERS})
_AT_A_TOWNSHIP = _AT_A_VILLAGE | {P.IMPORT, P.REVIEW, P.ANNOUNCE}
_AT_THE_COUNTY = _AT_A_VILLAGE | {P.IMPORT, P.ANNOUNCE, P.RETURN, P.CORRECT, P.FUND}


class Role(Term):
    """A post with its rights. No post may both decide and administer."""

    VILLAGE_CLERK = "village_clerk", N_("Village clerk")
    TOWNSHIP_CLERK = "township_clerk", N_("Township clerk")
    COUNTY_CLERK = "county_clerk", N_("County clerk")
    REVIEWER = "reviewer", N_("Reviewer")
    ADMINISTRATOR = "administrator", N_("Administrator")
    INSPECTOR = "inspector", N_("Inspector")

    def may(self, permission: Permission) -> bool:
        """Whether this post may do a thing at all."""
        return permission in _MAY[self]

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that this post may do."""
        return _MAY[self]


_MAY: dict[Role, frozenset[Permission]] = {
    Role.VILLAGE_CLERK: _AT_A_VILLAGE,
    Role.TOWNSHIP_CLERK: _AT_A_TOWNSHIP,
    Role.COUNTY_CLERK: _AT_THE_COUNTY,
    Role.REVIEWER: frozenset({P.READ, P.REVIEW, P.DECIDE, P.FULL_NUMBERS, P.SUPERVISE}),
    Role.ADMINISTRATOR: frozenset({P.READ, P.ADMINISTER}),
    Role.INSPECTOR: _READING,
}


class User(Kept):
    """A person with an account. `place` narrows a village or township clerk to that place.

    `one_time`: the password was given by an administrator and must be changed at the next sign-in.
    `failures` counts wrong passwords since the last sign-in; `locked_until` ends the lock after too many.
    """

    name: Mapped[str] = column(N_("Name"), Text(), needed=N_("Write the name"), unique=True, info=NAMED)
    role: Mapped[Role] = column(N_("Role"), Choice(terms=Role))
    place_id: Mapped[int | None] = link("place", N_("Place"))
    password: Mapped[str | None] = column(N_("Password"), Secret())
    created_at: Mapped[datetime]
    one_time: Mapped[bool | None] = column(N_("One-time password"), YesNo(width=10), default=None)
    failures: Mapped[int | None] = column(N_("Wrong passwords in a row"), Tally(width=8), default=None)
    locked_until: Mapped[datetime | None] = column(N_("Locked until"), Moment(), default=None)


USER = RecordKind(User, N_("Account"), (User.name,))


@dataclass(frozen=True)
class Actor:
    """The person at the desk, as commands and pages know them.

    `barred` says why this person can only read here; "" in a register that can be written.
    """

    id: int
    name: str
    role: Role
    place_id: int | None = None
    barred: str = ""

    def may(self, permission: Permission) -> bool:
        """Whether this person may do a thing here at all."""
        return self.role.may(permission) and (not self.barred or permission is Permission.READ)

    @property
    def may_write(self) -> bool:
        """Whether this person may do anything but read."""
        return not self.role.permissions <= _READING
