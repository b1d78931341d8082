"""The columns of rosters that are no facts of their own, each with the reason.

The delivered file is always kept as it came, so nothing of these is lost. Lines of the income ledger
are no facts either: a household's year keeps them together, by their title.
"""

from collections.abc import Mapping

KEPT_OTHERWISE: Mapping[str, str] = {
    "户编号": "the number by which a household is found",
    "户主编号": "taken for the number of the household",
    "户主身份证号": "the identity number of the member who is the head",
    "自然村": "taken for the villager group where a list has no column for it",
    "申请日期": "the day on which the case was received",
    "住房安全有保障": "taken for whether the house is dangerous",
    "义务教育有保障": "taken for the number of dropouts where there are none",
    "年龄": "follows from the day of birth",
    "证件类型": "follows from the length of the identity number",
}

KEPT_ASIDE: Mapping[str, str] = {
    "建档立卡贫困户": "the standing of the household in the register says so",
    "建档立卡状态": "our own list says it; only an announcement changes it",
    "建档立卡日期": "our own list says it; it is the day of the announcement",
    "退出日期": "our own list says it; it is the day of the announcement",
    "帮扶类型": "a measure has a day, an amount and a source; one word in a roster has none",
    "帮扶措施": "a measure has a day, an amount and a source; one word in a roster has none",
    "签字": "a signature proves the paper that bears it, and that file is kept",
    "年总收入": "the sum of the four kinds of income, which are kept",
}
