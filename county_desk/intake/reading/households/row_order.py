"""The order of the rows in a list of members, and the row that holds the facts of each household.

Where a household has its number on its first row alone, the others are of it by where they stand. When such a
list is sorted by name or number, or a row is cut off, they come to stand below another household.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from county_desk.intake.delivery import Level
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.draft import Draft
from county_desk.text import _

_SERIAL, _COUNT = "序号", "家庭人口数"
_FEW = 3  # serial numbers of which nothing can be told
_SORTED = 3  # one step down among so many: the list was sorted by something else


def ask_out_of_order(data: Sequence[Draft], carried: Sequence[tuple[Family, Draft]]) -> None:
    """Ask about rows that are `carried` to the household above where the serial numbers do not go on.

    A household that says how many it has is held against that.
    """
    unsaid = [row for family, row in carried if row is not family.rows[0] and _says_nothing(family, row)]
    if not unsaid or _SERIAL not in data[0].columns:
        return
    jumps = {id(row): (before, now) for row, before, now in _jumps(data)}
    shuffled = _is_shuffled(data)
    for row in unsaid:
        if id(row) in jumps:
            before, now = jumps[id(row)]
            message = _("The serial number goes from {before} to {now}: is the row of the household above?")
            _ask(row, message.format(before=before, now=now))
        elif shuffled and not row.text(_SERIAL):
            _ask(row, _("The serial numbers are out of order: is the row of the household above?"))


def _says_nothing(family: Family, row: Draft) -> bool:
    """Whether neither the row names its head nor the household says how many it has."""
    return "户主姓名" not in row.values and all(_COUNT not in each.values for each in family.rows)


def _ask(row: Draft, words: str) -> None:
    row.note("户编号" if "户编号" in row.columns else _SERIAL, "member_count", words, Level.ASK)


def _number(row: Draft) -> int | None:
    text = row.text(_SERIAL)
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _jumps(data: Sequence[Draft]) -> Iterator[tuple[Draft, int, int]]:
    """Rows with a serial number that is neither the next one nor the first of a new count, with both."""
    for above, row in pairwise(data):
        before, now = _number(above), _number(row)
        if before is not None and now is not None and now not in (before, before + 1, 1):
            yield row, before, now


def _is_shuffled(data: Sequence[Draft]) -> bool:
    """Whether the serial numbers go down so often that the rows were sorted by something else."""
    numbers = [number for row in data if (number := _number(row)) is not None]
    down = sum(1 for before, now in pairwise(numbers) if 1 < now < before)
    return len(numbers) >= _FEW and down * _SORTED >= len(numbers) - 1


_TELEPHONE = "联系电话"
_TAKEN = frozenset(
    {
        *("村民小组", "家庭人口数", "户类型", "致贫原因", "其他致贫原因", "脱贫属性", "脱贫年度", "识别时间"),
        *(_TELEPHONE, "银行卡号", "申请日期"),
    }
)
_SORTS = frozenset({"income", "living"})


def tell_speakers(families: Sequence[Family]) -> None:
    """Let the row with most of its facts speak for each household, and note what stands in another alone.

    The first row does where all say as much. A head that stands below the others has them in its own row.
    """
    header: Header | None = None
    told: frozenset[str] = frozenset()
    for family in families:
        if family.header is not header and family.header is not None:
            header, told = family.header, _titles_of_household(family.header)
        first, *others = family.rows
        keys = first.values.keys()
        for row in others:
            # nearly all rows of members say nothing of the household that the first one does not
            if not row.values.keys() <= keys and told & row.values.keys() - keys:
                _collect_facts(family, told)
                break


def _titles_of_household(header: Header) -> frozenset[str]:
    return frozenset(title for title, known in header.titles.items() if title in _TAKEN or known.of in _SORTS)


def _collect_facts(family: Family, told: frozenset[str]) -> None:
    speaker = max(family.rows, key=lambda row: len(told & row.values.keys()))
    family.speaker = speaker
    message = _(
        "“{title}” is not in row {row}, which speaks for the household, but here; move it there or delete it."
    )
    for row in family.rows:
        for title in sorted(told & row.values.keys() - speaker.values.keys()):
            level = Level.WARN if title == _TELEPHONE else Level.ASK
            row.note(title, "several_values", message.format(title=title, row=speaker.row), level)
