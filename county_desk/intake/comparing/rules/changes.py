"""Facts that a file would change: noted as a change, or asked where the county had corrected them itself."""

from collections.abc import Iterator

from county_desk.facts import covered
from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.comparing.county_corrections import REMOVED, Author, Conflict, Difference
from county_desk.intake.comparing.record_facts import without, without_person
from county_desk.intake.comparing.rules.people import ON_RECORD, another_name
from county_desk.intake.comparing.snapshot import HEAD, count_follows, head_of, member_of, village_of
from county_desk.intake.delivery import HouseholdIn
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, Values, check
from county_desk.text import _


@check("R16", Of.DELIVERY)
def changed_facts(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Every fact that differs between the file and the register.

    Answers about persons come before the counts of persons, which follow from them.
    """
    called_back: set[str] = set()  # households with a person whom the office took off
    for each in sorted(comparison.differences, key=lambda each: each.name != REMOVED):
        key = each.household.key
        if each.name == "persons" and not comparison.kept.get(key, each.household).persons:
            continue  # it counted a person who stays off the register
        if each.name == REMOVED:
            called_back.add(key)
        counted = key in called_back or count_follows(comparison.met[key], each.household)
        author = comparison.authors.get(each.place)
        if author is None or (each.name == "persons" and counted):
            yield _change(comparison, each)
        else:
            yield _conflict(comparison, each, author)


def _change(comparison: FileComparison, each: Difference) -> LineHit:
    if each.name == "head" and not _same_head(comparison, each.household):
        return RowHit(each.line, each.title, {"old": each.old, "new": each.new}, "head", changes=True)
    if another_name(each):
        return RowHit(each.line, each.title, {"old": each.old, "new": each.new}, "name", changes=True)
    case = "back" if each.name == REMOVED else "fact" if each.new else "blank"
    values = {"title": each.title, "old": each.old or "—", "new": each.new}
    return RowHit(each.line, each.title, values, case, changes=True)


def _conflict(comparison: FileComparison, each: Difference, author: Author) -> LineHit:
    """The question which value counts; a note where the answer was that the register's value stays."""
    notes, answers = comparison.notes, comparison.answers
    if each.name == "persons":  # one question about a number is enough
        notes.drop(each.line, ("member_count",))
    cell = notes.cell(each.line, each.title)
    about = (
        each.line.sheet,
        each.line.row,
        cell,
        each.household.key,
        each.title,
        _ours(each, author),
        each.new,
    )
    comparison.conflicts.append(Conflict(each.key, *about, author.name, author.on))
    person = "_person" if each.name == REMOVED else ""
    if each.key in answers.keep:
        _keep_on_record(comparison, each)
        return RowHit(each.line, each.title, _values(each, author), f"kept{person}")
    return RowHit(
        each.line,
        each.title,
        _values(each, author),
        f"corrected{person}",
        changes=True,
        answered=each.key in answers.take,
    )


def _keep_on_record(comparison: FileComparison, each: Difference) -> None:
    """Let the register's value stay, or a person off it; further questions about that person are dropped."""
    key = each.household.key
    household = comparison.kept.get(key, each.household)
    if each.name == REMOVED and each.member is not None:
        comparison.notes.drop(each.line, ON_RECORD)
        comparison.kept[key] = without_person(household, each.member)
        return
    comparison.notes.keep(each.line, each.title, each.old)
    comparison.kept[key] = without(household, each.name, each.title, each.member, each.before)


def _same_head(comparison: FileComparison, household: HouseholdIn) -> bool:
    """Whether the head is the same person under another name."""
    head = head_of(household)
    found = member_of(comparison.met[household.key].members, head) if head else None
    return found is not None and found.relation == HEAD


@check("R17", Of.DELIVERY)
def taken_off_another_household(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Persons whom the office took off another household, and who come with this one."""
    for off, where in comparison.removals:
        if author := comparison.authors.get(off.place):
            about = {"person": off.new, "number": where.number, "head": where.head, "village": where.village}
            apart = where.village_id != village_of(comparison.delivery, off.household)
            yield RowHit(off.line, off.title, {**_values(off, author), **about}, apart=apart)


def _ours(each: Difference, author: Author) -> str:
    """The register's side of a conflict."""
    if each.name == REMOVED:
        return _("taken off: {reason}").format(reason=author.reason)
    return covered(each.title, each.old)


def _values(each: Difference, author: Author) -> Values:
    return {
        "title": each.title,
        "old": each.old or "—",
        "new": each.new or "—",
        "person": each.old,
        "name": author.name,
        "day": author.on,
        "reason": author.reason.rstrip("。."),
    }
