"""Taking in a delivered file as one act, and undoing that act as one."""

from collections.abc import Mapping, Set
from dataclasses import field, replace
from pathlib import Path
from typing import ClassVar

from county_desk.intake.comparing.compare import Compared, compared
from county_desk.intake.comparing.comparison import Answers
from county_desk.intake.comparing.layouts import remember_layouts
from county_desk.intake.delivery import STORED, Delivery, Verdict
from county_desk.intake.taking_in.batch_records import report_of, rows_of_households
from county_desk.intake.taking_in.corrections import keep_corrections
from county_desk.intake.taking_in.delivery_writer import DeliveryWriter, stored_villages
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.batch import Batch
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.progress import share
from county_desk.tables.closed_years import closed_trouble
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.records import place_trouble
from county_desk.workflow.journal import insert_row, update_rows
from county_desk.workflow.openings import propose_confirmation
from county_desk.workflow.originals import keep_original, original_trouble

ALL_OR_NONE = "import_all_or_none"  # the county's own setting
ANSWERS = "kinds"  # the field of a refusal for which nothing is lacking but answers
_PROSPECT = "prospect"
_PARTS = 4  # comparing takes about one of so many


class TakeIn(Command):
    """Take in all of one delivered file that can go in, and open the cases of its households.

    `delivery` is the file as it was read; it is compared with the register again when the command runs.
    `kinds` are the kinds of questions that the person has looked at and agrees to; `keep` and `take` name
    the conflicts (by `Conflict.key`) in which the register's value stays, or that of the file goes in;
    `fixes` are the texts that the county put into cells before it was read, by sheet and cell. `path` is
    where the file lies, when not at `delivery.file`: it is kept as it is. A file in which nothing is new
    is refused, so the same file twice changes nothing. `found` is a comparison made before, which counts
    while nothing was written since. At an opening balance, which is one of the `kinds`, households come in
    as they stand in an existing register; only those that apply open a case. Its confirmation is proposed.
    """

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(N_("Take in a file"), N_("Took in a file"), "batch")
    law: ClassVar = ONE_PERSON
    listed: ClassVar = False

    delivery: Delivery
    kinds: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    take: tuple[str, ...] = ()
    fixes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    path: Path | None = None
    found: Compared | None = None

    def asked(self) -> dict[str, object]:
        """The request for the history: the file and the answers, without its rows."""
        return {
            "file": _name(self.delivery),
            "digest": self.delivery.digest,
            "year": self.delivery.year,
            "place": self.delivery.place_id,
            "counts": self.delivery.counts,
            "kinds": list(self.kinds),
            "all_or_none": False,  # stands in every request so far; the county's setting alone decides
            "keep": list(self.keep),
            "take": list(self.take),
            "fixes": sum(map(len, self.fixes.values())),
        }

    def problems(self, work: Work) -> Mapping[str, str]:
        delivery = self.delivery
        if not delivery.read:
            return {"": " ".join(problem.message for problem in delivery.problems)}
        if trouble := original_trouble(self._where, delivery.digest) or _nowhere(delivery):
            return {"": trouble}
        if closed := closed_trouble(work.session, delivery.year):
            return {"": closed}
        # `run` follows in the same transaction and needs the same comparison
        prospect = work.session.info[_PROSPECT] = self._compared(work)
        found = prospect.delivery
        counts = found.counts
        held = counts[Verdict.ASK] + counts[Verdict.REJECT]
        ready = STORED if any(counts[verdict] for verdict in STORED) else frozenset({Verdict.ASK})
        # a refusal without an answer comes first, also where all rows wait for answers
        if trouble := _place_trouble(work, found, ready):
            return {"": trouble}
        if held and work.terms()[ALL_OR_NONE].flag:
            words = _n(
                "{count} row cannot go in, so none did.", "{count} rows cannot go in, so none did.", held
            )
            return {"" if ready is STORED else ANSWERS: words.format(count=held)}
        if ready is not STORED:
            words = _("No row can go in; those that are not on record wait for an answer or a correction.")
            return {ANSWERS: words} if held else {"": _("Nothing in this file is new.")}
        return {}

    def _compared(self, work: Work) -> Compared:
        answers = Answers(self.kinds, self.keep, self.take)
        before = self.found
        if before is not None and before.holds(work.session, answers):
            return before
        told = share(work.progress, 0, 1, _PARTS)
        return compared(work.session, self.delivery, work.policy, answers, told, work.today)

    @property
    def _where(self) -> Path:
        return self.path or Path(self.delivery.file)

    def run(self, work: Work) -> Change:
        prospect: Compared = work.session.info.pop(_PROSPECT)
        assert prospect.known is not None
        if prospect is not self.found:
            work = replace(work, progress=share(work.progress, 1, _PARTS, _PARTS))
        delivery = prospect.delivery
        session, about = work.session, {"taken_at": work.now, "taken_by": work.actor.id, "report": {}}
        names = ("digest", "year", "place_id", "counts")
        about |= {"file_name": _name(delivery), **{name: getattr(delivery, name) for name in names}}
        about["opening"] = prospect.opening or None
        batch = insert_row(session, Batch, about)  # everything else names it
        keep_original(session, self._where, _name(delivery), delivery.digest)
        remember_layouts(work, delivery)
        intake = DeliveryWriter(work, delivery, batch, opening=prospect.opening)
        intake.write(prospect.known)
        fixes = keep_corrections(work, delivery, batch, self.fixes, intake.ids)
        rows = intake.written.rows()
        rows[Household.__tablename__] = rows_of_households(delivery, intake.ids)
        villages = [village for village in stored_villages(delivery) if village is not None]
        report = {
            **report_of(delivery),
            "batch": batch,
            "villages": villages,
            "fixes": fixes,
            "where": rows,
            "records": intake.written.records(),
        }
        update_rows(session, Batch, [(batch, 1, {"report": report})])
        if prospect.opening:
            propose_confirmation(work, batch)
        summary = _summary(work, delivery, len(villages), intake)
        return Change(summary, undo=UndoBatch(batch=batch), id=batch)


def _name(delivery: Delivery) -> str:
    return delivery.file.replace("\\", "/").rsplit("/", 1)[-1]


def _nowhere(delivery: Delivery) -> str:
    """The refusal of a file that names no village at all; empty for a list that needs none."""
    if delivery.place_id is not None or delivery.entries or delivery.villages:
        return ""
    if delivery.households and not any(each.members for each in delivery.households):
        return ""  # figures alone are of the villages of the households on record
    named = [*(each.village for each in delivery.households), *(each.village for each in delivery.monitored)]
    if any(village is not None for village in named):
        return ""
    return _("The village of this file is not known; choose it first.")


def _place_trouble(work: Work, delivery: Delivery, ready: Set[Verdict]) -> str:
    """The refusal if this person may not act for one of the villages; `ready` are the rows that count."""
    for village in stored_villages(delivery, ready):
        if village is None or work.session.get(Place, village) is None:
            return _("The village of this file is not known; choose it first.")
        if trouble := place_trouble(work.session, work.actor, village):
            return trouble
    return ""


def _summary(work: Work, delivery: Delivery, count: int, intake: DeliveryWriter) -> str:
    """The result in words; `count` is the number of villages."""
    if not intake.ids:
        words = _("{file} taken in: {new} rows new, {updated} changed")
        return words.format(file=_name(delivery), new=intake.new, updated=intake.updated)
    place = (
        work.session.get_one(Place, delivery.place_id).name
        if delivery.place_id is not None
        else _n("{count} village", "{count} villages", count).format(count=count)
    )
    return _("{file} taken in for {place}: {new} households new, {updated} changed").format(
        file=_name(delivery), place=place, new=intake.new, updated=intake.updated
    )
