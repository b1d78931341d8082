"""A list that hangs: its places with their pictures, and a last day that is put off."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, ClassVar

from county_desk.day_laws import DUE
from county_desk.fields import Day, Text
from county_desk.models.case import Case
from county_desk.models.disclosure import Disclosure, PostingPlace
from county_desk.models.notice import Notice
from county_desk.models.user import Permission
from county_desk.rules.procedures import Step
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.text_kinds import FilePath
from county_desk.workflow.cases.common import procedure_of
from county_desk.workflow.cases.laws import OF_A_PAPER
from county_desk.workflow.cases.suspending import ended_words
from county_desk.workflow.command import ON_RECORD, Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import SecondPerson
from county_desk.workflow.originals import keep_scan, kept_file, scan_trouble

SHORTENS = SecondPerson(Permission.REVIEW, N_("It brings forward the last day of a posted list"))


class RecordPosting(Command):
    """Record a place where a list hangs, with the day and the picture that shows it there.

    The register keeps the file of the picture under its digest.
    """

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(N_("Record a place of posting"), N_("Recorded a place of posting"), "disclosure")
    synonyms: ClassVar = N_("photograph board hang")
    law: ClassVar = OF_A_PAPER

    disclosure: Annotated[int, asked(PostingPlace.disclosure_id)]
    hung_at: Annotated[str, asked(PostingPlace.hung_at)]
    posted_on: Annotated[date, asked(PostingPlace.posted_on)]
    scan: Annotated[str, Ask(FilePath(), N_("File of the picture"), N_("The register keeps it"))] = ""
    picture: Annotated[str, asked(PostingPlace.picture, seldom=True)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        if disclosure.closed_on is not None:
            return {"": ended_words(disclosure)}
        if unkept := scan_trouble(work.session, self.scan):
            return {"scan": unkept}
        if not (self.picture.strip() or self.scan.strip()):
            return {"picture": _("Name the photograph of the posted list")}
        if self.posted_on > disclosure.last_day:
            words = _("The list hangs from {first} to {last}")
            first, last = disclosure.opened_on, disclosure.last_day
            return {"posted_on": words.format(first=first, last=last)}
        if any(place.hung_at == self.hung_at.strip() for place in standing_places(disclosure)):
            return {"hung_at": _("This place is recorded already")}
        return {}

    def run(self, work: Work) -> Change:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        scan = keep_scan(work.session, self.scan)
        kept = kept_file(work.session, scan) if scan else None
        picture = self.picture.strip() or (kept.name if kept else "")
        place = record_of(work, self, PostingPlace, picture=picture, scan=scan)
        disclosure.hung.append(place)
        work.session.flush()
        summary = _("List in {place} hangs at {where}").format(
            place=disclosure.place.name, where=place.hung_at
        )
        return Change(summary, id=place.id)


class ExtendDisclosure(Command):
    """Put off the last day of a running list, or correct an earlier extension with a second person.

    A list hangs no shorter than the days that it was posted for.
    """

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(N_("Extend the disclosure"), N_("Extended a disclosure"), "disclosure")
    synonyms: ClassVar = N_("prolong")
    law: ClassVar = OF_A_PAPER
    final: ClassVar = ON_RECORD

    disclosure: Annotated[int, asked(PostingPlace.disclosure_id)]
    last_day: Annotated[date, Ask(Day(), N_("New last day"), law=DUE)]
    reason: Annotated[str, Ask(Text(width=40), N_("Reason"), needed=N_("Give the reason"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        if disclosure.closed_on is not None:
            return {"": ended_words(disclosure)}
        if disclosure.last_day < work.today:
            words = _("Its last day, {last}, has ended; close the disclosure")
            return {"": words.format(last=disclosure.last_day)}
        posted = posted_last_day(work, disclosure)
        if self.last_day == disclosure.last_day or self.last_day < max(posted, work.today):
            words = _("A disclosure is extended and never shortened; its last day is {last}")
            if posted < disclosure.last_day:
                words = _(
                    "Its last day is {last}; a wrong extension is corrected to {first} or later, and not "
                    "before today"
                )
            return {"last_day": words.format(last=disclosure.last_day, first=posted)}
        if too_long := self._longest_trouble(work, disclosure):
            return {"last_day": too_long}
        return {}

    def _longest_trouble(self, work: Work, disclosure: Disclosure) -> str:
        """Check the new last day of a list against the longest time of its procedure."""
        step = posting_step(work, disclosure)
        if step is None or not step.longest:
            return ""
        most = work.terms(disclosure.opened_on)[step.longest]
        if most.whole is None:
            return most.trouble()
        latest = disclosure.opened_on + timedelta(days=most.whole - 1)
        if self.last_day <= latest:
            return ""
        words = _("This list hangs {days} at most, until {latest}; post it again for a longer time")
        return words.format(days=most.text(), latest=latest)

    def second_person(self, work: Work) -> SecondPerson | None:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        return SHORTENS if self.last_day < disclosure.last_day else None

    def run(self, work: Work) -> Change:
        disclosure = work.session.get_one(Disclosure, self.disclosure)
        before = disclosure.last_day
        disclosure.last_day = self.last_day
        words = _("{before} → {last}: {reason}")
        told = words.format(before=before, last=self.last_day, reason=self.reason.strip())
        disclosure.extension = _("; ").join(filter(None, (disclosure.extension, told)))
        summary = _("Disclosure in {place} extended to {last}: {reason}")
        summary = summary.format(place=disclosure.place.name, last=self.last_day, reason=self.reason)
        return Change(summary, id=disclosure.id)


def posting_step(work: Work, disclosure: Disclosure) -> Step | None:
    """The step of the procedure by which a list hangs; None for a list without entries."""
    entry = next(iter(disclosure.entries), None)
    if entry is None:
        return None
    return procedure_of(work, work.session.get_one(Case, entry.case_id)).step(disclosure.step)


def posted_last_day(work: Work, disclosure: Disclosure) -> date:
    """The last day of a list as its notice says it, before any extension."""
    notice = work.session.get_one(Notice, disclosure.notice_id)
    return date.fromisoformat(notice.facts["last_day"])


def standing_places(disclosure: Disclosure) -> list[PostingPlace]:
    """The places where a list hangs, without those recorded by mistake."""
    return [place for place in disclosure.hung if place.withdrawn_on is None]
