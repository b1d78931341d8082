"""Lists that hang out in the story: posted, objected to, investigated and taken down."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from county_desk.demo.office import Office
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection

_REASON = "村民代表大会评议通过，先行公示，审定前补充核实"


@dataclass(frozen=True)
class Voice:
    """One objection of the story: how many days after the posting, against which entry, and what came of it.

    `against` is None for the whole list, or for a household that it omits. Without a `finding` the
    objection is still open; `after` is the number of days until it was settled.
    """

    day: int
    words: str
    against: int | None = 0
    channel: Channel = Channel.VISIT
    objector: str = ""
    omitted: str = ""
    finding: ObjectionFinding | None = None
    after: int = 2
    investigators: str = ""
    reply: str = ""


def hang_out(
    office: Office, who: str, cases: tuple[int, ...], days: int, voices: Sequence[Voice] = ()
) -> Generator[date, None, tuple[int, tuple[int, ...]]]:
    """Post a list today and take it down some days later; the disclosure and the cases that go on."""
    opened = office.today
    disclosure = office.made(who, OpenDisclosure(cases=cases, opened_on=opened, rule_reason=_REASON))
    for voice in voices:
        yield opened + timedelta(voice.day)
        yield from _hear(office, who, disclosure, cases, voice)
    yield opened + timedelta(days)
    office.do(who, CloseDisclosure(disclosure=disclosure, closed_on=office.today))
    return disclosure, office.still_open(cases)


def _hear(
    office: Office, who: str, disclosure: int, cases: tuple[int, ...], voice: Voice
) -> Generator[date, None, None]:
    objection = office.made(
        who,
        RecordObjection(
            disclosure=disclosure,
            received_on=office.today,
            channel=voice.channel,
            words=voice.words,
            case=None if voice.against is None else cases[voice.against],
            objector=voice.objector,
            omitted_head=voice.omitted,
        ),
    )
    if voice.finding is None:
        return
    yield office.today + timedelta(voice.after)
    office.do(
        who,
        SettleObjection(
            objection=objection,
            settled_on=office.today,
            finding=voice.finding,
            investigators=voice.investigators,
            reply=voice.reply,
        ),
    )
