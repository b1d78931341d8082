"""The sentences of a notice, in the order of its elements."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from county_desk.models.notice_facts import Contact, NoticeFacts
from county_desk.reports.phrases import day, decided, households, listed, recorded_late
from county_desk.rules.step_kinds import StepKind
from county_desk.text import N_, _, _n, said

type Phrase = Callable[[NoticeFacts], str]  # empty when there is nothing to say


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of notice reads.

    A `|` in a title stands where a line may end. `steps` name the earlier steps, and `who` the people on the
    list; `more` adds to the body, and `places` are the names that fill `{place}`.
    """

    title: str
    body: str
    list_title: str
    steps: tuple[Phrase, ...]
    who: Phrase = households
    places: tuple[str, ...] = ("township", "village")
    more: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one paper. `title` and `list_title` are in pieces where their lines may end."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    channel: tuple[str, ...]
    contacts: tuple[tuple[str, ...], ...]
    attachment: str
    list_title: tuple[str, ...]
    caption: str
    issuer: str
    number: str
    date: str
    band: str
    mark: str
    foot: str


def speak(facts: NoticeFacts, wording: Wording, *, void: date | None = None) -> Spoken:
    """Put the facts into words in the language in force."""
    place = "".join(getattr(facts, level) for level in wording.places) or facts.township
    fill = {"place": place, "year": facts.year}
    titles = _words(facts, "title", wording.title), _words(facts, "list_title", wording.list_title)
    title, list_title = (_pieces(words, fill) for words in titles)
    words = _words(facts, "body", wording.body)
    body = words.format(opening=_opening(facts, wording), who=wording.who(facts), **fill)
    further = [phrase(facts) for phrase in wording.more]
    return Spoken(
        title=title,
        body=(body, *filter(None, (*further, recorded_late(facts)))),
        channel=(*filter(None, [_period(facts)]), _objections(facts)),
        contacts=(*map(_contact, facts.contacts), *_hotline(facts)),
        attachment=_("Attachment: {title}").format(title="".join(list_title)),
        list_title=list_title,
        caption=_caption(facts),
        issuer=facts.issuer,
        number=facts.number,
        date=day(facts.issued_on),
        band=_band(facts, void),
        mark=_mark(facts, void),
        foot=_foot(facts),
    )


def _words(facts: NoticeFacts, part: str, usual: str) -> str:
    """A part in the language in force: the county’s own words that the notice keeps, or the usual ones."""
    own = next((each for each in facts.words if each.part == part), None)
    return said({"zh": own.zh, "en": own.en}) if own else _(usual)


def _pieces(words: str, fill: dict[str, object]) -> tuple[str, ...]:
    return tuple(piece.format(**fill) for piece in words.split("|"))


def _opening(facts: NoticeFacts, wording: Wording) -> str:
    phrases = [phrase(facts) for phrase in wording.steps]
    before = len(phrases) - (wording.steps[-1] is decided)
    phrases[before:before] = [_(StepKind.named(kind).type.mention) for kind in facts.done.further]
    steps = listed(phrases)
    if not facts.basis:
        return _("After {steps}, ").format(steps=steps)
    documents = listed(said({"zh": each.zh, "en": each.en}) for each in facts.basis)
    return _("In accordance with {documents}, and after {steps}, ").format(documents=documents, steps=steps)


def _period(facts: NoticeFacts) -> str:
    if facts.first_day is None or facts.last_day is None or facts.days is None:
        return ""
    label = _("Period of announcement") if facts.kind.announces else _("Period of disclosure")
    words = _("{label}: {first} to {last} ({length}).")
    return words.format(
        label=label, first=day(facts.first_day), last=day(facts.last_day), length=_length(facts, facts.days)
    )


def _length(facts: NoticeFacts, days: int) -> str:
    if facts.counting == "working":
        words = _n(
            "{count} working day after the first day", "{count} working days after the first day", days
        )
    elif facts.counting == "legal":
        words = _n("{count} day after the first day", "{count} days after the first day", days)
    else:
        words = _n("{count} day, the first day included", "{count} days, the first day included", days)
    return words.format(count=days)


def _objections(facts: NoticeFacts) -> str:
    """How to object."""
    if facts.appeal_days is not None:
        return _n(
            "Whoever disputes this result may ask {office} for re-examination within {count} day "
            "of this announcement.",
            "Whoever disputes this result may ask {office} for re-examination within {count} days "
            "of this announcement.",
            facts.appeal_days,
        ).format(office=facts.issuer, count=facts.appeal_days)
    usual = N_(
        "Within this period, objections may be raised in writing, in person or by telephone with "
        "the offices below, preferably under one's own name. Who objects is kept confidential."
    )
    if facts.kind.announces:
        usual = N_(
            "Objections to this announcement may be raised in writing, in person or by telephone with "
            "the offices below, preferably under one's own name. Who objects is kept confidential."
        )
    return _words(facts, "objections", usual)


def _contact(contact: Contact) -> tuple[str, ...]:
    """An office and how to reach it, in parts that a line holds together."""
    parts = [contact.office]
    if contact.person:
        parts.append(_("contact: {person}").format(person=contact.person))
    if contact.telephone:
        parts.append(_("telephone: {telephone}").format(telephone=contact.telephone))
    if contact.address:
        parts.append(_("address: {address}").format(address=contact.address))
    if contact.email:
        parts.append(_("e-mail: {email}").format(email=contact.email))
    return tuple(parts)


def _hotline(facts: NoticeFacts) -> list[tuple[str, ...]]:
    return [(_("Hotline for reports: {number}").format(number=facts.hotline),)] if facts.hotline else []


def _caption(facts: NoticeFacts) -> str:
    places = [place for place in (facts.county, facts.township, facts.village) if place]
    return _("{places}, {year}").format(places="\u3000".join(places), year=facts.year)


def _band(facts: NoticeFacts, void: date | None) -> str:
    """The warning above everything else: the paper is no notice."""
    words = []
    if facts.rehearsal and facts.kind.announces:
        words.append(_("Rehearsal: not a real announcement"))
    elif facts.rehearsal:
        words.append(_("Rehearsal: not a real disclosure"))
    if not facts.number:
        words.append(_("Preview: not numbered yet"))
    if void is not None:
        words.append(_("Void from {day} on").format(day=day(void)))
    return "\u3000".join(words)


def _mark(facts: NoticeFacts, void: date | None) -> str:
    """The reason why the paper has no effect, for the mark across each page; empty when it has."""
    words = (_("REHEARSAL") if facts.rehearsal else "", _("VOID") if void is not None else "")
    return "\u3000".join(filter(None, words))


def _foot(facts: NoticeFacts) -> str:
    """The number, and the code that ties the paper to the history of the register."""
    number = _("No. {number}").format(number=facts.number) if facts.number else ""
    code = _("History {code}").format(code=facts.code) if facts.anchor else ""
    return "\u3000".join(part for part in (number, code) if part)
