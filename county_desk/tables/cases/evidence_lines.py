"""The table of the claims of a case and the evidence for each."""

from dataclasses import dataclass

from county_desk.fields import Choice, Column, Table, Term, Text
from county_desk.shapes import Shape
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


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One claim with the evidence for it, the source of the evidence, and the verdict."""

    item: str
    claimed: str
    checked: str
    verdict: EvidenceVerdict


EVIDENCE = Table(
    key="evidence",
    title=N_("What is claimed, and the evidence"),
    row=EvidenceLine,
    columns=(
        Column("item", N_("Item"), Text(width=18)),
        Column("claimed", N_("Claimed"), Text(width=12)),
        Column("checked", N_("Checked against"), Text(width=24)),
        Column("verdict", N_("Verdict"), Choice(terms=EvidenceVerdict, width=15)),
    ),
)


def compared(claimed: object, found: object) -> EvidenceVerdict:
    """Return the verdict from comparing a claim with the evidence; each may be missing."""
    if found is None:
        return EvidenceVerdict.UNKNOWN if claimed is None else EvidenceVerdict.UNCHECKED
    if claimed is None:
        return EvidenceVerdict.ON_RECORD
    return EvidenceVerdict.AGREES if claimed == found else EvidenceVerdict.DIFFERS
