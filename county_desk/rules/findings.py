"""A finding is a rule's answer together with its reasons."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from county_desk.rules import finding_json, nearest_change
from county_desk.rules import finding_sentences as sentences
from county_desk.rules.bilingual import Words
from county_desk.rules.figures import Value
from county_desk.rules.outcomes import FindingNote, Outcome

__all__ = ["Finding", "FindingNote", "Outcome"]


# A named tuple and not a frozen dataclass: a county is judged in one go, and this is made in a third
# of the time.
class Finding(NamedTuple):
    """One rule applied to one case, with the figures and the source it rests on.

    `label` is the key of the criterion or rule, `words` its title. `sign` is how `found` is compared
    with `needed` (<, ≤, >, ≥, =), `unit` is that of `found`. One that does not weigh is shown but never
    blocks. `enough` of the parts must be met; 0 stands for all.
    """

    label: str
    outcome: Outcome
    found: object = None
    needed: Value | None = None
    parts: tuple["Finding", ...] = ()
    note: FindingNote | None = None
    sign: str = ""
    unit: str = ""
    weighs: bool = True
    words: Words = ""
    enough: int = 0

    @property
    def met(self) -> bool:
        """Whether the rule is met; one that is unknown is not."""
        return self.outcome is Outcome.MET

    @property
    def reference(self) -> str:
        """The source of the rule; empty for one that only gathers its parts."""
        return self.needed.reference if self.needed else ""

    def reasons(self) -> Iterator["Finding"]:
        """Every leaf of the argument, in the order it was made."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.reasons()

    def blockers(self) -> tuple["Finding", ...]:
        """The leaves that decide and are not met or unknown; a group that needs only some counts as one."""
        if not self.weighs or self.met:
            return ()
        if not self.parts:
            return (self,)
        return tuple(
            leaf
            for part in self.parts
            for leaf in ((part,) if part.enough and part.weighs and not part.met else part.blockers())
        )

    def title(self) -> str:
        """The label in the language in force."""
        return sentences.title(self)

    def shown(self) -> str:
        """The found value with its unit; "" when there is none."""
        return sentences.found(self)

    def sentence(self, *, sourced: bool = True) -> str:
        """The finding in one sentence with its figures, and, when `sourced`, where they are written."""
        return sentences.sentence(self, sourced=sourced)

    def would_change(self) -> str:
        """The smallest change that would turn the answer, in words; empty when none can be worked out."""
        return nearest_change.would_change(self)

    def as_plain(self, *, rule: str = "", subject: str = "", on: date | None = None) -> dict[str, object]:
        """The finding as JSON, in the language in force, with all that `from_plain` needs."""
        head = {"rule": rule, "subject": subject, "on": on.isoformat() if on else None} if rule else {}
        return head | finding_json.plain(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Finding":
        """A finding as it was kept, to be read in any language."""
        fields = finding_json.unpacked(plain)
        parts = tuple(cls.from_plain(part) for part in plain.get("parts", ()))
        return cls(parts=parts, **fields)
