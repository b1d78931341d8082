"""Kinds of text that people type and papers may print: names, published texts, an office's telephone."""

import re
import unicodedata
from dataclasses import dataclass

from county_desk.fields import Kind, Text
from county_desk.names import name_of, name_trouble, standard
from county_desk.privacy import covered, holds_number, number_words, private_trouble
from county_desk.text import N_, _

_TELEPHONE = N_("A telephone has at least {least} digits, and this one {digits}; write it in full")
_ACCOUNT = N_("An account has at least {least} digits, and this one {digits}; write it in full")
PROBE = "words"  # stands for words that a person has still to write, when an act is only tried

# words that stand in a field and give no content, without the signs around them
EMPTY_WORDS = frozenset(
    (
        *("无", "没", "没有", "暂无", "暂缺", "略", "空", "不详", "未知", "待补", "待定", "同上", "同前"),
        *("不知道", "不清楚", "不明", "测试", "啊", "哦", "test", "ok"),
        *("无原因", "没有原因", "无理由", "没有理由", "无说明"),
        *("none", "no", "nil", "na", "null", "nothing", "tbd", "unknown"),
    )
)
_IN_CHINESE = "|".join(each for each in sorted(EMPTY_WORDS) if not each.isascii())
# such words one after another, as 不清楚原因 or 没有什么
_EMPTY = re.compile(f"(?:{_IN_CHINESE})(?:{_IN_CHINESE}|原因|理由|什么|具体)*")


def says_nothing(text: str) -> bool:
    """Whether a text that is not blank holds signs alone, or words for nothing, as 无, 同上同上 or n/a."""
    if not text.strip():
        return False
    plain = unicodedata.normalize("NFKC", standard(text)).casefold()
    whole = "".join(filter(str.isalnum, plain))
    empty = whole in EMPTY_WORDS or EMPTY_WORDS.issuperset(re.findall(r"\w+", plain))
    return not whole or empty or _EMPTY.fullmatch(whole) is not None


def nothing_words(text: str, needed: str) -> str:
    """The refusal of a text that says nothing, with the words for the content that it needs."""
    return _("“{text}” says nothing. {needed}").format(text=text.strip(), needed=_(needed))


@dataclass(frozen=True)
class Reason(Text):
    """The reason for an act that departs from the usual; one that gives no content is refused."""

    width: int = 40

    def unfit(self, value: object) -> str:
        empty = isinstance(value, str) and says_nothing(value)
        return super().unfit(value) or (nothing_words(str(value), N_("Give the reason")) if empty else "")


@dataclass(frozen=True)
class Published(Text):
    """A text that a paper may print; it holds no number of a person and no word of illness."""

    def unfit(self, value: object) -> str:
        return super().unfit(value) or (private_trouble(value) if isinstance(value, str) else "")


@dataclass(frozen=True)
class PersonName(Published):
    """The name of one person, read as the importer reads it."""

    def parse(self, raw: object) -> str:
        return name_of(str(raw))

    def unfit(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            return ""  # the command itself asks for a name
        return super().unfit(value) or name_trouble(value)


@dataclass(frozen=True)
class Digits(Kind):
    """A card or account number: at least `least` digits kept as text and masked on lists.

    A command refuses a `short` number and other `signs`. Numbers on record stay as they are.
    """

    width: int = 16
    excel_format: str = "@"
    personal: bool = True
    least: int = 8
    signs: str = "- "
    short: str = _ACCOUNT

    def mask(self, value: str | None) -> str:
        return covered(value or "", 3, 4)

    def unfit(self, value: object) -> str:
        text = value if isinstance(value, str) else ""
        digits = sum(map(str.isdecimal, text))
        if any(not sign.isdecimal() and sign not in self.signs for sign in text):
            return super().unfit(value) or _("Write this number with digits only")
        few = text.strip() and digits < self.least
        return _(self.short).format(least=self.least, digits=digits) if few else ""


@dataclass(frozen=True)
class Telephone(Digits):
    """The telephone of a person; that of a switchboard has an extension."""

    signs: str = "+-() 转"
    least: int = 7
    short: str = _TELEPHONE


@dataclass(frozen=True)
class OfficeTelephone(Telephone):
    """The published telephone of an office: a mobile, or a hotline of five digits, too."""

    least: int = 5
    personal: bool = False

    def unfit(self, value: object) -> str:
        long = isinstance(value, str) and holds_number(value)
        return super().unfit(value) or (number_words() if long else "")


@dataclass(frozen=True)
class Secret(Text):
    """A name that only the office may know; on lists it is hidden whole."""

    personal: bool = True

    def mask(self, value: str | None) -> str:
        return "***" if value else ""


@dataclass(frozen=True)
class FilePath(Text):
    """The path of a file on this computer; a form lets the person choose the file."""

    width: int = 40
