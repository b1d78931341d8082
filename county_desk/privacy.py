"""Finds personal data that a paper must never show: identity, card and mobile numbers, words of illness.

Numbers are found in every spelling: in groups, with dots or brackets, full-width, in Chinese numerals.
"""

import re
import unicodedata
from functools import cache

from county_desk.paths import toml_resource
from county_desk.text import _

_NUMERALS = str.maketrans("〇零○一幺壹二贰三叁四肆五伍六陆七柒八捌九玖", "0001112233445566778899")
_APART = r"[\s.,·•\-‐‑–—_/()\[\]<>{}]{0,3}"  # what people put between the digits of a number
_D = f"{_APART}[0-9]"
_FEWEST = 11  # digits of the shortest number that is looked for
_SPELLED = 6  # Chinese numerals from which a text may spell a number

# an identity number of 18 places, or of 20 on a disability certificate
_IDENTITY = (
    rf"[1-9](?:{_D}){{5}}{_APART}(?:1{_APART}[89]|2{_APART}0)(?:{_D}){{2}}"
    rf"{_APART}(?:0{_APART}[1-9]|1{_APART}[0-2]){_APART}(?:[0-2]{_D}|3{_APART}[01])"
    rf"(?:{_D}){{3}}{_APART}[0-9Xx](?:{_D}){{0,2}}"
)
_IDENTITY_15 = r"[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}"
_LONG = r"[0-9]{14,21}[0-9Xx]|(?:[0-9]{4}[ .\-]){3,4}[0-9]{3,4}"  # cards among them
_MOBILE = rf"(?:00)?(?:8{_APART}6{_APART})?1{_APART}[3-9](?:{_D}){{9}}"


def covered(number: str, first: int, last: int) -> str:
    """Return a number with stars between its first and last characters; a short one is stars alone."""
    stars = len(number) - first - last
    return f"{number[:first]}{'*' * stars}{number[-last:]}" if stars > 0 else "*" * len(number)


def holds_identity(text: str) -> bool:
    """Whether a text holds an identity number or the number of a disability certificate."""
    return _holds(text, _IDENTITY, _IDENTITY_15)


def holds_number(text: str) -> bool:
    """Whether a text holds an identity number, a card number, or another number of a person as long."""
    return holds_identity(text) or re.search(_LONG, _in_digits(text)) is not None


def holds_mobile(text: str) -> bool:
    """Whether a text holds the number of a mobile telephone."""
    return _holds(text, _MOBILE)


def health_word(text: str) -> str:
    """The first word of illness or disability in a text; empty when there is none."""
    words, english, harmless = _health()
    kept = harmless.sub("\n", unicodedata.normalize("NFKC", text))
    found = words.search(re.sub(r"[^\S\n]+", "", kept)) or english.search(kept)
    return found[0] if found else ""


def private_trouble(text: str) -> str:
    """Check that a text can stand on a paper; return the problem with the cure, "" without one."""
    if holds_number(text):
        return number_words()
    if holds_mobile(text):
        return _("It holds a mobile number; only the telephone of an office is published")
    if word := health_word(text):
        return _(
            "It speaks of illness or disability (“{word}”), which is never published; leave that out"
        ).format(word=word)
    return ""


def identity_trouble(text: str) -> str:
    """Check that a text can stay in the history for ever; return the problem, "" without one."""
    return number_words() if holds_identity(text) else ""


def number_words() -> str:
    """The message for a text that holds a person's number."""
    return _("It holds an identity, card or certificate number; leave the number out")


def _holds(text: str, *numbers: str) -> bool:
    """Whether one of the numbers stands in a text by itself, or is spelled in Chinese numerals.

    In a text that spells a number, a name such as 张三 may stand right before it.
    """
    digits = _in_digits(text)
    if any(re.search(f"(?<![0-9])(?:{number})(?![0-9])", digits) for number in numbers):
        return True
    spelled = text.translate(_NUMERALS)
    if sum(one != other for one, other in zip(text, spelled, strict=True)) < _SPELLED:
        return False
    return any(re.search(number, _in_digits(spelled)) for number in numbers)


def _in_digits(text: str) -> str:
    """A text with ASCII digits for all others and without unseen signs; empty when it has few digits."""
    narrow = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if len(re.findall(r"\d", narrow)) < _FEWEST:
        return ""
    return "".join(_digit(sign) for sign in narrow if unicodedata.category(sign) != "Cf")


def _digit(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


@cache
def _health() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The words in Chinese, those in English, and the phrases that hold one of them and mean no harm."""
    kept = toml_resource("privacy", "health.toml")
    words, english, harmless = ("|".join(map(re.escape, kept[key])) for key in ("words", "english", "except"))
    return (
        re.compile(words),
        re.compile(rf"\b(?:{english})\b", re.IGNORECASE | re.ASCII),
        re.compile(harmless),
    )
