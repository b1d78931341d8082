"""The row of a list of members that holds the facts of its household, if that is not the first."""

from collections.abc import Sequence

from county_desk.intake.delivery import Level
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.households.families import Family
from county_desk.text import _

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
