"""Reads the facts of a monitoring ledger for the checks, by the standard titles of its columns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from county_desk.facts.word_lists import MONITORED_KIND, RISK
from county_desk.measure_classes import MeasureClass

MEASURES = tuple(each.value for each in MeasureClass)  # each is the title of a column
# what stands before the titles of how a household lived when it was identified, and once its risk is removed
BEFORE, AFTER = "识别时", "消除后"
# which answer to which column says that a guarantee is lacking
_LACKING = {
    "住房出现安全问题": ("住房", True),
    "危房户": ("住房", True),
    "义务教育失学辍学": ("义务教育", True),
    "饮水出现安全问题": ("饮水", True),
    "饮水安全": ("饮水", False),
    "有成员未参加医疗保险": ("医疗", True),
}
_NO = frozenset({"", "否", "无", "未", "没有"})
_DAY = re.compile(r"(\d{4})\D?(\d{1,2})(?:\D?(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class MonitoringFacts:
    """One monitored household; None and "" mean that the ledger does not say.

    `risks` and `measures` are the names ticked or written; `measures` is None where no column of a
    measure was seen at all. Days given as a month are its first day.
    """

    category: str = ""
    risks: tuple[str, ...] = ()
    note: str = ""
    disaster: str = ""
    identified: date | None = None
    income_at: Decimal | None = None
    out_of_pocket: Decimal | None = None
    measures: frozenset[str] | None = None
    measure_words: str = ""
    development: bool | None = None
    no_labour: bool | None = None
    contact: str = ""
    removed: bool | None = None
    removed_on: date | None = None
    way: str = ""
    income_after: Decimal | None = None
    failing_after: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()

    def has(self, risk: str) -> bool:
        """Whether a risk is among those named."""
        return any(risk in each for each in self.risks)


def monitoring(values: Mapping[str, object], asked: frozenset[str]) -> MonitoringFacts:
    """The facts of one row of a monitoring ledger by standard title; `asked` are its columns."""
    columns = asked | frozenset(values)
    return MonitoringFacts(
        category=_text(values, MONITORED_KIND),
        risks=tuple(_risks(values)),
        note=_text(values, "风险备注"),
        disaster=_text(values, "因自然灾害子项"),
        identified=_day(values, "识别监测时间"),
        income_at=amount_in(values, f"{BEFORE}人均纯收入"),
        out_of_pocket=amount_in(values, "合规自付支出"),
        measures=_measures(values, columns),
        measure_words=" ".join(str(values[title]) for title in MEASURES if values.get(title)),
        development=_yes(values, "实施开发式帮扶措施情况"),
        no_labour=_yes(values, "整户无劳动能力兜底保障户"),
        contact=_text(values, "监测联系人"),
        removed=_yes(values, "风险是否消除"),
        removed_on=_day(values, "风险消除时间"),
        way=_text(values, "风险消除方式"),
        income_after=amount_in(values, f"{AFTER}人均纯收入"),
        failing_after=tuple(_failing(values, AFTER)),
        failing=tuple(_failing(values, "")),
        asked=columns,
    )


def _text(values: Mapping[str, object], title: str) -> str:
    return str(values.get(title) or "")


def amount_in(values: Mapping[str, object], title: str) -> Decimal | None:
    """A figure by its title: a decimal where a list is read, a text where the register kept it."""
    given = values.get(title)
    if isinstance(given, Decimal | int) and not isinstance(given, bool):
        return Decimal(given)
    if isinstance(given, str) and re.fullmatch(r"-?\d+(\.\d+)?", given):
        return Decimal(given)
    return None


def _yes(values: Mapping[str, object], title: str) -> bool | None:
    given = values.get(title)
    if given is None or isinstance(given, bool):
        return given
    words = str(given)
    return None if not words else words not in _NO and not words.startswith(("未", "否", "不", "无"))


def _day(values: Mapping[str, object], title: str) -> date | None:
    given = values.get(title)
    if isinstance(given, date):
        return given
    found = _DAY.match(str(given or ""))
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return None


def _risks(values: Mapping[str, object]) -> Iterator[str]:
    for number in range(1, 6):
        given = values.get(f"{RISK[:-1]}{number}")
        if isinstance(given, str):
            yield from filter(None, re.split(r"[,，、;；\s]+", given))


def _measures(values: Mapping[str, object], columns: frozenset[str]) -> frozenset[str] | None:
    seen = columns.intersection(MEASURES)
    return frozenset(title for title in seen if _yes(values, title)) if seen else None


def _failing(values: Mapping[str, object], before: str) -> Iterator[str]:
    """The guarantees that the ledger says are lacking: now, or once the risk was removed."""
    lacking = (name for title, (name, bad) in _LACKING.items() if _yes(values, before + title) is bad)
    return iter(dict.fromkeys(lacking))
