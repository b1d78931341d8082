"""Kinds of text that people type and papers may print: names, published texts, an office's telephone."""

from dataclasses import dataclass

from county_desk.fields import Digits, Text
from county_desk.names import name_of, name_trouble
from county_desk.privacy import holds_number, number_words, private_trouble


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
class OfficeTelephone(Digits):
    """The published telephone of an office, which may be a mobile."""

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
