"""Files in words: their lists, villages and effect, and what many of them have in common."""

from collections.abc import Iterable, Mapping, Sequence

from county_desk.intake.comparing.layouts import list_of as key_of
from county_desk.intake.delivery import STORED, Delivery
from county_desk.intake.reading.columns.list_kinds import NO_LIST, list_of
from county_desk.intake.reading.villages.row_village import answered_by
from county_desk.intake.taking_in.opening_lists import by_standing
from county_desk.tables.opening_counts import OpeningCount
from county_desk.text import _, _n
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.widgets.text_format import counted, sentences

MANY = 3  # files from which on a reason is told of all of them at once


def status_words(rows: Sequence[FileRow]) -> str:
    """The number of files, and the fate of their rows."""
    if not rows:
        return ""
    files = _n("{count} file", "{count} files", len(rows)).format(count=f"{len(rows):,}")
    ready, held = sum(row.ready for row in rows if row.can_go_in), sum(row.held for row in rows)
    said = _("{files} · rows: {ready} ready, {held} to go back")
    return said.format(files=files, ready=f"{ready:,}", held=f"{held:,}")


def keys_words(row: FileRow | None, *, may: bool) -> str:
    """The keys that matter for the shown file, for a person who may or may not take it in."""
    if row is None or not row.arrival.delivery.read:
        return ""
    if not may:
        return _("F8 next error")
    return _("F2 correct · F8 next error · Ctrl+Enter take in")


def held_up_words(rows: Sequence[FileRow]) -> str:
    """The reasons why many files cannot be read or have no village, with one advice; empty for a few."""
    unread = [row for row in rows if row.state is FileState.UNREAD]
    nowhere = sum(map(_wants_village, rows))
    lines = []
    if len(unread) >= MANY:
        words = _(
            "{count} of {total} files cannot be read. Take out of the folder what is no workbook, save the "
            "others as said here, and choose the folder again; what was read stays as it is."
        )
        lines.append(words.format(count=f"{len(unread):,}", total=f"{len(rows):,}"))
        lines += counted((row.name, _reason(row)) for row in unread)
    if nowhere >= MANY:
        words = _(
            "{count} files: village not clear; choose it in each, or write it into the names of those that "
            "do not tell it."
        )
        lines.append(words.format(count=f"{nowhere:,}"))
    return "\n".join(lines)


def unsaved_words(rows: Iterable[FileRow]) -> str:
    """The number of corrections that would be lost with the files, in words; empty for none."""
    corrected = [row for row in rows if row.fixes and row.state is not FileState.TAKEN]
    if not corrected:
        return ""
    files = _n("{count} file", "{count} files", len(corrected)).format(count=len(corrected))
    count = sum(len(row.fixes) for row in corrected)
    words = _n(
        "{count} correction in {files} is not taken in.",
        "{count} corrections in {files} are not taken in.",
        count,
    )
    return words.format(count=f"{count:,}", files=files)


def put_away_words(rows: Sequence[FileRow]) -> str:
    """Return a description of the files that were put away, for the link that brings them back."""
    words = _n("{count} file put away.", "{count} files put away.", len(rows)).format(count=len(rows))
    return sentences((words, unsaved_words(rows)))


def _reason(row: FileRow) -> str:
    return next((problem.message for problem in row.arrival.delivery.problems), "")


def _wants_village(row: FileRow) -> bool:
    kinds = answered_by(row.arrival.delivery)
    return any(each.kind in kinds for each in row.arrival.delivery.problems)


APPLICATION = "application"


def village_words(delivery: Delivery, names: Mapping[int, str]) -> str:
    """The village of a file, or how many it names; empty where none is known or needed."""
    if delivery.place_id is not None:
        return names.get(delivery.place_id, "")
    named = {number for number in _villages(delivery) if number is not None}
    if len(named) == 1:
        return names.get(named.pop(), "")
    return _n("{count} village", "{count} villages", len(named)).format(count=len(named)) if named else ""


def needs_village(delivery: Delivery) -> bool:
    """Whether a village must be chosen before rows of a file can go in."""
    elsewhere = delivery.entries or any(number is not None for number in _villages(delivery))
    return delivery.place_id is None and not elsewhere


def _villages(delivery: Delivery) -> Iterable[int | None]:
    yield from (household.village for household in delivery.households)
    yield from (village.village for village in delivery.villages)
    yield from (household.village for household in delivery.monitored)


def lists_words(delivery: Delivery) -> str:
    """Return the lists on the sheets of a file, in words."""
    known = (list_of(key_of(sheet)) for sheet in delivery.sheets)
    return _(", ").join(dict.fromkeys(each.title for each in known if each is not NO_LIST))


def effect_words(delivery: Delivery) -> str:
    """Return the effect of taking in the file, in words; empty for a roster, which shows it in its counts."""
    parts = []
    applied = any(sheet.list == APPLICATION for sheet in delivery.sheets)
    if applied and (count := sum(household.verdict in STORED for household in delivery.households)):
        words = _n("opens {count} application", "opens {count} applications", count)
        parts.append(words.format(count=f"{count:,}"))
    if count := len(delivery.villages):
        words = _n("figures of {count} village for {year}", "figures of {count} villages for {year}", count)
        parts.append(words.format(count=f"{count:,}", year=delivery.year))
    if count := len(delivery.monitored):
        words = _n("{count} household under watch", "{count} households under watch", count)
        parts.append(words.format(count=f"{count:,}"))
    if count := len(delivery.entries):
        words = _n(
            "{count} person to compare with; no household changes",
            "{count} persons to compare with; no household changes",
            count,
        )
        parts.append(words.format(count=f"{count:,}"))
    return _("; ").join(parts)


def standing_words(counts: Sequence[OpeningCount]) -> str:
    """Return the counts of an opening balance by standing, in words."""
    return _("; ").join(map(_count_words, by_standing(counts)))


def township_words(counts: Sequence[OpeningCount]) -> str:
    """Return the same by township, a line for each; empty without counts."""
    towns = dict.fromkeys(each.township for each in counts)
    return "\n".join(
        _("{township}: {counts}").format(
            township=town, counts=_("; ").join(_count_words(each) for each in counts if each.township == town)
        )
        for town in towns
    )


def _count_words(each: OpeningCount) -> str:
    return _("{standing}: {count}").format(standing=_(each.standing.label), count=f"{each.count:,}")
