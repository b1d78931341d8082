"""Reading the file of a procedure, and refusing one that could not be walked."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from county_desk.fields import Term
from county_desk.notice_kinds import NoticeKind
from county_desk.rules.bilingual import Words, words_of
from county_desk.rules.figures import SURE
from county_desk.rules.parameters import ParameterBook
from county_desk.rules.places import NATIONAL, OWN, PROVINCES
from county_desk.rules.policy_file import (
    PolicyData,
    WrongFile,
    check,
    check_keys,
    check_known,
    check_place,
    with_nearest,
)
from county_desk.rules.register_outcomes import OUTCOMES, SUBJECTS
from county_desk.rules.registry import RULES
from county_desk.rules.step_kinds import PAPER, StepKind
from county_desk.rules.steps import ActorLevel, Procedure, Step
from county_desk.text import _

COUNTING, LONGEST = "counting_mode", "disclosure_longest_days"

_KEYS = {"key", "place", "since", "reference", "basis", "sure", "subject", "title", "outcome", "step"}
_MORE = {"until", "beforehand", "afterwards", "apart", "together", "year_before", "category"}
_MORE |= {"total", "total_counting"}
_STEP_KEYS = {"key", "kind", "level", "title"}
# the keys of a step that name no figure, with the values that each may have
_NAMED: Mapping[str, Collection[object]] = {"notice": NoticeKind, "rule": RULES, "evaluates": (True, False)}
_DAY_OF_YEAR = re.compile(r"(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
# how a notice cites a document in each language: its title, and its number where it has one
_CITED = {"zh": r"《[^《》]+》(（[^（）]+号）)?", "en": r"(the )?“[^“”]+”( \([^()]+\))?"}
_SHAPES = {"zh": "《title》（number）", "en": "the “title” (number)"}


def read_procedure(data: PolicyData, version: str, book: ParameterBook) -> Procedure:
    """A procedure from its file; `WrongFile` when it lacks something or names something unknown."""
    where = f"{version}.toml"
    check_keys(data, _KEYS, _KEYS | _MORE, where)
    place, since, until = data["place"], data["since"], data.get("until")
    check_place(place, {NATIONAL, OWN, *PROVINCES}, where)
    check(type(since) is date, where, _("since is not a day"), "since")
    _check_end(until, since, where)
    named = version == f"{place}/{data['key']}-{since.year}"
    check(named, where, _("the file is not named after its content"), "key")
    check_known(data["sure"], SURE, "sure", where)
    check_known(data["subject"], SUBJECTS, "subject", where)
    check_known(data["outcome"], OUTCOMES, "outcome", where)
    limit = {name: data[name] for name in ("total", "total_counting") if name in data}
    for figure in limit.values():
        _check_figure(figure, book, where)
    steps = tuple(_step(step, f"{where} step {step.get('key', '?')}", book) for step in data["step"])
    _check_order(steps, where)
    _check_outcome(data["outcome"], data["subject"], steps, where)
    _check_subjects(data["subject"], steps, where)
    return Procedure(
        version,
        data["key"],
        place,
        since,
        words_of(data, "reference", where),
        data["sure"],
        data["subject"],
        words_of(data, "title", where),
        data["outcome"],
        steps,
        _basis(data["basis"], where),
        until,
        apart=_apart(data.get("apart", []), steps, where),
        year_before=_year_before(data.get("year_before", []), where),
        category=data.get("category", ""),
        together=_words(data, "together", where),
        beforehand=_words(data, "beforehand", where),
        afterwards=_words(data, "afterwards", where),
        **{"total_counting": COUNTING, **limit} if limit else {},
    )


def _words(data: PolicyData, key: str, where: str) -> Words | None:
    return words_of(data, key, where) if key in data else None


def _check_end(until: object, since: date, where: str) -> None:
    lasts = until is None or (type(until) is date and until >= since)
    check(lasts, where, _("it is a day on or after the first day"), "until")


def _apart(pairs: object, steps: Sequence[Step], where: str) -> tuple[tuple[str, str], ...]:
    """The pairs of steps that two persons take; each names two steps of the procedure."""
    keys = [step.key for step in steps]
    given: list[object] = pairs if isinstance(pairs, list) else [None]
    found = [tuple(map(str, pair)) for pair in given if isinstance(pair, list) and len(set(pair)) == 2]
    right = len(found) == len(given)
    check(right, where, _("apart is not a list of pairs of steps"), "apart")
    for pair in found:
        for key in pair:
            check_known(key, keys, "apart", where)
    return tuple((first, second) for first, second in found)


def _year_before(days: object, where: str) -> tuple[str, ...]:
    """The days until which a case is judged by the year before: of one year, or of each."""
    right = isinstance(days, list) and all(_DAY_OF_YEAR.fullmatch(str(day)) for day in days)
    reason = _("year_before is a list of days, as “2014-12-31”, or as “03-31” of each year")
    check(right, where, reason, "year_before")
    return tuple(map(str, days)) if isinstance(days, list) else ()


def _basis(entries: Any, where: str) -> tuple[Mapping[str, str], ...]:
    """The documents that its notices cite; an empty list says that none is known."""
    check(isinstance(entries, list), where, _("basis is not a list"), "basis")
    for entry in entries:
        words = words_of({"basis": entry}, "basis", where)
        check(isinstance(words, dict), where, _("basis must be given in zh and en"), "basis")
        for key, form in _CITED.items():
            right = re.fullmatch(form, entry[key]) is not None
            reason = _("basis “{text}” does not cite a document as {shape}")
            check(right, where, reason.format(text=entry[key], shape=_SHAPES[key]), entry[key])
    return tuple(entries)


def _step(data: PolicyData, where: str, book: ParameterBook) -> Step:
    kind = _term(StepKind, data, "kind", where)
    must = _STEP_KEYS | kind.type.needs
    check_keys(data, must, must | kind.type.allows | {*kind.type.demands, "gap", "within"}, where)
    extra = {key: _value(data, key, where, book) for key in data if key not in _STEP_KEYS}
    if "days" in data:
        extra = {"counting": COUNTING, "longest": LONGEST} | extra
    level = _term(ActorLevel, data, "level", where)
    if level.above_county:
        reason = _("a step of the {level} is a review or a decision, which the county records")
        fits = kind in (StepKind.REVIEW, StepKind.DECISION)
        check(fits, where, reason.format(level=_(level.label)), data["level"])
    return Step(data["key"], kind, level, words_of(data, "title", where), **extra)


def _value(data: PolicyData, key: str, where: str, book: ParameterBook) -> Any:
    """The value of a key of a step; a key that is not named otherwise holds the name of a figure."""
    if key == "posted":
        return _term(ActorLevel, data, key, where)
    if key == PAPER:
        return words_of(data, key, where)
    if key in _NAMED:
        check_known(data[key], _NAMED[key], key, where)
    else:
        _check_figure(data[key], book, where)
    return data[key]


def _check_figure(name: str, book: ParameterBook, where: str) -> None:
    if name not in book:
        reason = _("there is no figure “{name}”").format(name=name)
        raise WrongFile(where, with_nearest(reason, name, book.names()), at=name)


def _check_order(steps: Sequence[Step], where: str) -> None:
    """A case begins with an application or a meeting, and is announced after it was disclosed and decided."""
    keys = [step.key for step in steps]
    twice = next((key for key in keys if keys.count(key) > 1), "")
    again = f"{where} step {twice} step {twice}"  # the line of the second
    check(not twice, again, _("two steps have the key “{key}”").format(key=twice))
    kinds = [step.kind for step in steps]
    late = next((step.key for step in steps[1:] if step.kind is StepKind.APPLICATION), "")
    check(
        not late, f"{where} step {late}", _("the application “{key}” is not the first step").format(key=late)
    )
    for kind in (StepKind.DISCLOSURE, StepKind.DECISION):
        check(kind in kinds, where, _("there is no step of kind “{kind}”").format(kind=kind.value))
    last = kinds[-1] is StepKind.ANNOUNCEMENT
    check(last, f"{where} step {keys[-1]}", _("the last step is not an announcement"))
    last_posted = max(place for place, kind in enumerate(kinds) if kind is StepKind.DISCLOSURE)
    decision = kinds.index(StepKind.DECISION)
    check(
        last_posted < decision, f"{where} step {keys[decision]}", _("a decision comes before the disclosure")
    )


def _check_outcome(outcome: str, subject: str, steps: Sequence[Step], where: str) -> None:
    """Refuse a procedure that cannot carry out its outcome."""
    declared = OUTCOMES[outcome]
    fits = subject in declared.subjects
    reason = _("the outcome “{outcome}” is not for the subject “{subject}”")
    check(fits, where, reason.format(outcome=outcome, subject=subject), "outcome")
    for step in steps:
        lacks = declared.ruled and step.kind is StepKind.DECISION and not step.rule
        check(not lacks, f"{where} step {step.key}", _("{keys} is missing").format(keys="rule"))
    begins = not declared.reasoned or steps[0].kind is StepKind.APPLICATION
    reason = _("the outcome “{outcome}” needs an application as the first step, which keeps the reason")
    check(begins, where, reason.format(outcome=outcome), "outcome")


def _check_subjects(subject: str, steps: Sequence[Step], where: str) -> None:
    """Refuse a rule or a notice of another subject than the procedure has."""
    for step in steps:
        at = f"{where} step {step.key}"
        fits = not step.rule or RULES[step.rule].subject == subject
        reason = _("the rule “{rule}” is not for the subject “{subject}”")
        check(fits, at, reason.format(rule=step.rule, subject=subject), step.rule)
        if step.notice:
            notice = NoticeKind.named(step.notice)
            reason = _("the notice “{notice}” is not for the subject “{subject}”")
            fits = notice.subject == subject
            check(fits, at, reason.format(notice=notice, subject=subject), notice)
            announces = step.kind is StepKind.ANNOUNCEMENT
            reason = _("the notice “{notice}” is no announcement")
            if not announces:
                reason = _("the notice “{notice}” is an announcement, and this step is none")
            check(notice.announces is announces, at, reason.format(notice=notice), notice)


def _term[T: Term](terms: type[T], data: PolicyData, key: str, where: str) -> T:
    value = data.get(key)
    for term in terms:
        if term.value == value:
            return term
    reason = _("{key} “{value}” is not known").format(key=key, value=value)
    raise WrongFile(where, with_nearest(reason, value, terms), at=data.get(key, key))
