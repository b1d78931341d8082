"""The table of the claims of a case and the evidence for each."""

from typing import Annotated

from county_desk.fields import Choice, Term, Text
from county_desk.shapes import Shape
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.text import N_


class EvidenceVerdict(Term):
    """The result of checking one claim."""

    AGREES = "agrees", N_("Agrees"), Shape.FINE
    DIFFERS = "differs", N_("Differs"), Shape.MUST
    ON_RECORD = "on_record", N_("Recorded"), Shape.FINE
    UNCHECKED = "unchecked", N_("Not checked"), Shape.NONE
    UNKNOWN = "unknown", N_("Not known"), Shape.WATCH
    NOT_YET = "not_yet", N_("Not yet"), Shape.WATCH
    CHANGED = "changed", N_("Changed since posting"), Shape.MUST


class EvidenceLine(ShownRow):
    """One claim beside the value that is held, its source with its day, and the verdict."""

    item: Annotated[str, Shown(label=N_("Item"), kind=Text(width=18))]
    claimed: Annotated[str, Shown(label=N_("Claimed"), kind=Text(width=12))]
    checked: Annotated[str, Shown(label=N_("What is held"), kind=Text(width=18))]
    source: Annotated[str, Shown(label=N_("Source and day"), kind=Text(width=18))]
    verdict: Annotated[
        EvidenceVerdict, Shown(label=N_("Verdict"), kind=Choice(terms=EvidenceVerdict, width=15))
    ]


EVIDENCE = table_of("evidence", N_("What is claimed, and the evidence"), EvidenceLine)


def compared(claimed: object, found: object) -> EvidenceVerdict:
    """Return the verdict from comparing a claim with the evidence; each may be missing."""
    if found is None:
        return EvidenceVerdict.UNKNOWN if claimed is None else EvidenceVerdict.UNCHECKED
    if claimed is None:
        return EvidenceVerdict.ON_RECORD
    return EvidenceVerdict.AGREES if claimed == found else EvidenceVerdict.DIFFERS
