"""Puts the changes by a policy file of the county into words, before it is imported."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.case import UNDER_WAY, Case
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.amounts import written
from county_desk.rules.bilingual import spoken
from county_desk.rules.criteria import Criterion, RuleFile
from county_desk.rules.notice_words import PARTS
from county_desk.rules.own_files import PolicyFile, PolicyFileKind
from county_desk.rules.places import OWN
from county_desk.rules.policy import Policy
from county_desk.text import _, _n, said


def running_cases(session: Session) -> Mapping[str, int]:
    """The number of cases under way, by the key of their procedure."""
    wanted = select(Case.kind, func.count()).where(Case.state.in_(UNDER_WAY), Case.withdrawn_on.is_(None))
    return {kind: count for kind, count in session.execute(wanted.group_by(Case.kind))}


def changes_of(before: Policy, after: Policy, file: PolicyFile, running: Mapping[str, int]) -> list[str]:
    """Sentences about the changes that a file makes: first that it replaces another, then its content.

    `running` says how many cases are under way by procedure.
    """
    present = {each.file for each in before.entered.files}
    lines = [_("{file} takes the place of the file of that name.").format(file=file.file)]
    content = _CONTENT[file.kind](before, after, file.name, running)
    return [*(lines if file.file in present else ()), *content]


def _figures(before: Policy, after: Policy, name: str, _running: Mapping[str, int]) -> Iterator[str]:
    parameter = after.book[name]
    title = spoken(parameter.title)
    if name not in before.book:
        yield _("A new figure: “{title}”.").format(title=title)
    for entry in sorted(parameter.history.get(OWN, ()), key=lambda each: each.since):
        told = before.terms(entry.since)[name].text(exact=True) if name in before.book else ""
        words = _("From {day}, “{title}” is {value} ({reference}).")
        if told:
            words = _("From {day}, “{title}” is {value} ({reference}); until now it was {before}.")
        yield words.format(
            day=entry.since,
            title=title,
            value=written(entry.value, parameter.unit, exact=True),
            reference=spoken(entry.source),
            before=told,
        )


def _criteria(before: Policy, after: Policy, name: str, running: Mapping[str, int]) -> Iterator[str]:
    rule, known = after.book.rule(name), _titles(before.book.rule(name).criteria)
    title = spoken(rule.title)
    for criterion in (each for each in rule.criteria if each.span.place == OWN):
        about = {"day": criterion.span.since, "rule": title, "title": spoken(criterion.title)}
        if criterion.replaces in known:
            words = _("From {day}, “{rule}”: “{title}” stands in the place of “{old}”.")
            yield words.format(**about, old=known[criterion.replaces])
        else:
            yield _("From {day}, “{rule}” also asks for: “{title}”.").format(**about)
    yield from _groups(rule)
    every = _titles(rule.criteria)
    for drop in (each for each in rule.drops if each.span.place == OWN):
        gone = _(", ").join(_("“{title}”").format(title=every[key]) for key in drop.keys)
        words = _("From {day}, “{rule}” no longer asks for: {gone}.")
        yield words.format(day=drop.span.since, rule=title, gone=gone)
    kinds = {each.key for each in after.procedures.versions() if each.rule == name}
    if count := sum(running.get(kind, 0) for kind in kinds):
        yield _n(
            "{count} case under way will be decided by it.",
            "{count} cases under way will be decided by it.",
            count,
        ).format(count=count)


def _groups(rule: RuleFile) -> Iterator[str]:
    """The groups of the county's own criteria that need only some of them."""
    own = {each.group for each in rule.criteria if each.span.place == OWN}
    for group in rule.groups.values():
        if group.key in own and group.enough:
            titles = dict.fromkeys(spoken(each.title) for each in rule.criteria if each.group == group.key)
            words = _("“{group}”: at least {enough} of these must be met: {titles}.")
            yield words.format(group=spoken(group.title), enough=group.enough, titles=_(", ").join(titles))


def _titles(criteria: Iterable[Criterion]) -> Mapping[str, str]:
    return {each.key: spoken(each.title) for each in criteria}


def _procedure(_before: Policy, after: Policy, name: str, running: Mapping[str, int]) -> Iterator[str]:
    procedure = after.procedures.version(name)
    steps = " → ".join(step.title for step in procedure.steps)
    words = _("Cases received from {day} on follow “{title}”: {steps}.")
    yield words.format(day=procedure.since, title=procedure.title, steps=steps)
    if count := running.get(procedure.key, 0):
        yield _n(
            "{count} case under way keeps the procedure under which it began.",
            "{count} cases under way keep the procedure under which they began.",
            count,
        ).format(count=count)


def _calendar(before: Policy, after: Policy, name: str, _running: Mapping[str, int]) -> Iterator[str]:
    days = [date(int(name), 1, 1)]
    while (following := date.fromordinal(days[-1].toordinal() + 1)).year == int(name):
        days.append(following)
    named = [day for day in days if after.calendar.occasion(day)]
    working = sum(after.calendar.is_workday(day) for day in named)
    words = _("Holidays of {year}: {off} days off, {made_up} make-up working days")
    yield words.format(year=name, off=len(named) - working, made_up=working)
    if int(name) in before.calendar.years():
        apart = [day for day in days if after.calendar.is_workday(day) != before.calendar.is_workday(day)]
        yield _n(
            "{count} day differs from the calendar in force until now.",
            "{count} days differ from the calendar in force until now.",
            len(apart),
        ).format(count=len(apart))


def _wording(_before: Policy, after: Policy, name: str, _running: Mapping[str, int]) -> Iterator[str]:
    notice = _(NoticeKind.named(name).label)
    for part, words in after.notices.of(name).items():
        about = {"notice": notice, "part": _(PARTS[part].title), "words": said(words).replace("|", "")}
        yield _("{notice} · {part}: {words}").format(**about)
    yield _("Notices that are issued from now on read so; those issued before stay as they are.")


type _Content = Callable[[Policy, Policy, str, Mapping[str, int]], Iterator[str]]
_CONTENT: Mapping[PolicyFileKind, _Content] = {
    PolicyFileKind.PARAMETER: _figures,
    PolicyFileKind.CRITERIA: _criteria,
    PolicyFileKind.PROCEDURE: _procedure,
    PolicyFileKind.CALENDAR: _calendar,
    PolicyFileKind.WORDING: _wording,
}
