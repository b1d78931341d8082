"""Puts a rehearsal into words, for windows, papers and the shell."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from county_desk.notice_kinds import NoticeKind
from county_desk.rules.amounts import FLAG, parsed, written
from county_desk.rules.bilingual import spoken
from county_desk.rules.rehearsal import RehearsedLine
from county_desk.rules.rehearsed import (
    CasesUnderWay,
    ChangedPaper,
    Rehearsal,
    RehearsedKind,
    RehearsedRule,
    RestatedPapers,
)
from county_desk.text import _, _n, in_a_row

_NAMED = 10  # papers that a sentence names
_PLAIN = ("word", "month-day")  # units of figures that are no numbers
_MONEY = ("yuan", "yuan/person/year")  # units of figures that have two places
_COUNTED: Mapping[RehearsedKind, Callable[[int], str]] = {
    RehearsedKind.HOUSEHOLD: lambda count: _n("{count} household", "{count} households", count),
    RehearsedKind.VILLAGE: lambda count: _n("{count} village", "{count} villages", count),
    RehearsedKind.COUNTY: lambda count: _n("{count} county", "{count} counties", count),
    RehearsedKind.CASE: lambda count: _n("{count} case under way", "{count} cases under way", count),
    RehearsedKind.DECIDED: lambda count: _n("{count} decided case", "{count} decided cases", count),
    RehearsedKind.MEASURE: lambda count: _n("{count} measure", "{count} measures", count),
}


def figure_words(text: str, unit: str) -> str:
    """A figure of a rehearsal with its unit; "" for an unknown one."""
    if not text or unit in _PLAIN:
        return text
    try:
        value = parsed(text, FLAG) if unit == "yes or no" else Decimal(text)
        return written(value, unit, exact=unit not in _MONEY)
    except (ValueError, ArithmeticError):
        return text


def summary(rehearsal: Rehearsal) -> Iterator[str]:
    """The rehearsal in a few sentences: findings, cases under way, papers to come and those that went out."""
    if rehearsal.changes_nothing:
        yield _("Nothing changes: no finding, no case under way and no paper.")
    yield from map(rule_sentence, rehearsal.rules)
    lines = [line_sentence(line) for rule in rehearsal.rules for line in rule.lines if line.changes]
    yield from dict.fromkeys(lines)
    yield from map(cases_sentence, rehearsal.cases)
    yield from map(paper_sentence, rehearsal.papers)
    yield from map(issued_sentence, rehearsal.issued)
    yield from map(frozen_sentence, rehearsal.frozen)


def rule_sentence(rule: RehearsedRule) -> str:
    """How many records one rule judges, how many get another result, and how many lack data."""
    judged, missing = counted(rule.kind, rule.judged), counted(rule.kind, rule.missing)
    about = {"rule": spoken(rule.title), "day": rule.day, "year": rule.year}
    if rule.missing and rule.missing == rule.judged and not rule.count:
        words = _("“{rule}”, by the law of {day}: {missing} cannot be judged, the data of {year} is missing")
        return words.format(missing=missing, **about)
    words = _("“{rule}”, by the law of {day} with the facts of {year}: {judged} judged")
    changed = _("No result changes")
    if rule.count:
        turns = _(", ").join(f"{words} {count:,}" for words, count in turn_counts(rule).items())
        changed = _("The result changes for {turned} ({turns})")
        changed = changed.format(turned=counted(rule.kind, rule.count), turns=turns)
    lacking = _("Data is missing for {missing}").format(missing=missing) if rule.missing else ""
    return in_a_row(words.format(judged=judged, **about), changed, lacking)


def counted(kind: RehearsedKind, count: int) -> str:
    """A number of records of a kind."""
    return _COUNTED[kind](count).format(count=f"{count:,}")


def turn_counts(rule: RehearsedRule) -> dict[str, int]:
    """How many records turn in each way, by the words of both outcomes."""
    found: Counter[str] = Counter()
    for each in rule.turned:
        found[turn_words(each.before.label, each.after.label)] += len(each.records)
    return dict(found)


def turn_words(before: str, after: str) -> str:
    """Two outcomes, the old one first."""
    return f"{_(before)} → {_(after)}"


def line_sentence(line: RehearsedLine) -> str:
    """A criterion or a figure with its old and its new line."""
    before, after = (
        f"{line.sign} {figure_words(text, line.unit)}".lstrip() if text else "—"
        for text in (line.before, line.after)
    )
    return _("{title}: {words}").format(title=spoken(line.title), words=f"{before} → {after}")


def cases_sentence(cases: CasesUnderWay) -> str:
    """The fate of the cases of one procedure that are under way."""
    parts = [
        _n(
            "{count} case is not decided yet, and {turn} of them would be decided otherwise",
            "{count} cases are not decided yet, and {turn} of them would be decided otherwise",
            cases.open,
        ).format(count=cases.open, turn=cases.turn)
    ]
    if cases.decided:
        parts.append(
            _n("{count} is decided and stays so", "{count} are decided and stay so", cases.decided).format(
                count=cases.decided
            )
        )
    if cases.replaced:
        parts.append(_("all keep the procedure under which they began"))
    parts += map(line_sentence, cases.figures)
    return _("{title}: {words}").format(title=spoken(cases.title), words=_("; ").join(parts))


def paper_sentence(paper: ChangedPaper) -> str:
    """The changes of a kind of notice, and the cases that wait for it."""
    parts = [
        _n("{count} case waits for it", "{count} cases wait for it", paper.waiting).format(
            count=paper.waiting
        )
    ]
    if paper.listed:
        parts.append(_("{count} of them would be decided otherwise").format(count=paper.listed))
    if paper.worded:
        parts.append(_("its wording or its steps change"))
    parts += map(line_sentence, paper.figures)
    title = _(NoticeKind.named(paper.kind).label)
    return _("{title}: {words}").format(title=title, words=_("; ").join(parts))


def issued_sentence(papers: RestatedPapers) -> str:
    """The issued notices of a kind that would differ, because decisions on them turn."""
    words = _n(
        "{title} of {year}: {count} decision on issued notices would be another. Notices: {numbers}",
        "{title} of {year}: {count} decisions on issued notices would be others. Notices: {numbers}",
        papers.decisions,
    )
    return _restated(words, papers, _(NoticeKind.named(papers.kind).label))


def frozen_sentence(papers: RestatedPapers) -> str:
    """The frozen returns of a name that would differ, because they count decisions that turn."""
    words = _n(
        "Return {title} of {year}: {count} decision in its frozen edition would change. Periods: {numbers}",
        "Return {title} of {year}: {count} decisions in its frozen edition would change. Periods: {numbers}",
        papers.decisions,
    )
    return _restated(words, papers, papers.kind)


def _restated(words: str, papers: RestatedPapers, title: str) -> str:
    numbers = _(", ").join(papers.numbers[:_NAMED])
    if (more := len(papers.numbers) - _NAMED) > 0:
        numbers = _("{names} and {count} more").format(names=numbers, count=more)
    return words.format(title=title, year=papers.year, count=f"{papers.decisions:,}", numbers=numbers)
