"""The declared outcomes of procedures, and the demands of each on its file."""

from collections.abc import Mapping
from dataclasses import dataclass

HOUSEHOLD, VILLAGE, PROJECT, COUNTY = "household", "village", "project", "county"
REGISTERED, EXITED, REMOVED = "registered", "exited", "removed"
MISSED, RETURNED, RESTORED, REEXAMINED = "missed", "returned", "restored", "reexamined"
MONITORED, RELEASED, UNMONITORED = "monitored", "released", "unmonitored"
APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class RegisterOutcome:
    """One outcome: the subjects it is meant for, and the requirements on its procedures.

    `ruled`: its decision names a rule. `reasoned`: the application step keeps the reason for opening the
    case, so the procedure begins with an application.
    """

    subjects: tuple[str, ...]
    ruled: bool = True
    reasoned: bool = False


OUTCOMES: Mapping[str, RegisterOutcome] = {
    REGISTERED: RegisterOutcome((HOUSEHOLD, VILLAGE)),
    EXITED: RegisterOutcome((HOUSEHOLD, VILLAGE, COUNTY)),
    REMOVED: RegisterOutcome((HOUSEHOLD,), ruled=False, reasoned=True),
    MISSED: RegisterOutcome((HOUSEHOLD,), reasoned=True),
    RETURNED: RegisterOutcome((HOUSEHOLD,)),
    RESTORED: RegisterOutcome((HOUSEHOLD,), ruled=False, reasoned=True),
    REEXAMINED: RegisterOutcome((HOUSEHOLD,), ruled=False, reasoned=True),
    MONITORED: RegisterOutcome((HOUSEHOLD,)),
    RELEASED: RegisterOutcome((HOUSEHOLD,)),
    UNMONITORED: RegisterOutcome((HOUSEHOLD,), ruled=False, reasoned=True),
    APPROVED: RegisterOutcome((PROJECT,), ruled=False),
}
SUBJECTS = (HOUSEHOLD, VILLAGE, PROJECT, COUNTY)
OMITS = (REGISTERED, MISSED, MONITORED)  # a list of these can leave a household out
LETS_IN = (REGISTERED, MISSED, RETURNED)  # by a rule: each household that it lets in is judged
CHANGING = (REGISTERED, EXITED, REMOVED, MISSED, RETURNED, RESTORED, REEXAMINED)  # a household's standing
