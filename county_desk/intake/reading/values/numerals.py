"""Chinese numerals: 三千二百, 壹万贰仟 and 十二 as numbers, and 二〇一六 as digits."""

import re
from decimal import Decimal

_DIGITS = {
    **{sign: value for value, sign in enumerate("〇一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "○": 0,
    "O": 0,
    "o": 0,
    "Ｏ": 0,
    "貳": 2,
    "陸": 6,
}
_TENS = "十拾百佰千仟"
_MYRIADS = {"亿": 10**8, "万": 10**4, "萬": 10**4}
_LONGEST = 40
_ZEROS = ("零", "〇")
_COUNTED = "一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳陸"
SPELT = re.compile(f"[{_COUNTED}零〇{_TENS}{''.join(_MYRIADS)}]+")  # a number that may be one, or none
_PLACES = re.compile(
    f"(?:([{_COUNTED}])[千仟])?(?:([{_COUNTED}])[百佰])?"
    f"(?:([零〇])?([{_COUNTED}])?([十拾]))?(?:([零〇])?([{_COUNTED}]))?"
)


def numeral(text: str) -> Decimal | None:
    """The number that a text writes in full with its places (三千二百), or None.

    What leaves out the last place (三千二) or writes digits alone (三二〇〇) can be read in two ways.
    """
    if len(text) > _LONGEST:
        return None
    for sign, value in _MYRIADS.items():
        before, found, after = text.partition(sign)
        if found:
            high, low = numeral(before), numeral(after.lstrip("".join(_ZEROS))) if after else Decimal(0)
            if high is None or low is None or low >= value or (after in _DIGITS):
                return None
            return high * value + low
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> Decimal | None:
    if text in _ZEROS:
        return Decimal(0)
    found = _PLACES.fullmatch(text)
    if not text or found is None:
        return None
    thousand, hundred, zero, ten_digit, ten, last_zero, one = found.groups()
    skips_hundred = bool(thousand and not hundred and ten)
    skips_ten = bool((thousand or hundred) and not ten and one)
    if skips_hundred != bool(zero) or skips_ten != bool(last_zero):
        return None
    if ten and not ten_digit and (thousand or hundred):
        return None
    tens = _DIGITS.get(ten_digit, 1) if ten else 0
    places = (_DIGITS.get(thousand, 0), _DIGITS.get(hundred, 0), tens, _DIGITS.get(one, 0))
    return Decimal(sum(digit * 10 ** (3 - place) for place, digit in enumerate(places)))


def digits_of(text: str) -> str:
    """A text with ASCII digits for Chinese ones: 二〇一六年 as 2016年, 十一月 as 11月, 三十日 as 30日."""
    parts: list[str] = []
    word = ""
    for sign in [*text, ""]:
        if sign and (sign in _DIGITS or sign in _TENS or sign == "廿"):
            word += sign
            continue
        parts += [_as_digits(word), sign]
        word = ""
    return "".join(parts)


def _as_digits(word: str) -> str:
    if not word or all(sign in "Oo" for sign in word):
        return word
    if all(sign in _DIGITS for sign in word):
        return "".join(str(_DIGITS[sign]) for sign in word)
    number = _below_ten_thousand(word.replace("廿", "二十"))
    return word if number is None else str(number)
