"""The wording of notices that a county writes itself: the parts of a notice, and the placeholders of each."""

from collections.abc import Iterable, Mapping
from functools import partial
from string import Formatter
from typing import NamedTuple

from county_desk.notice_kinds import NoticeKind
from county_desk.privacy import health_word
from county_desk.rules.figures import SURE
from county_desk.rules.own_files import PolicyFile
from county_desk.rules.policy_file import PolicyData, WrongFile, check_keys, check_known, with_nearest
from county_desk.rules.words import words_of
from county_desk.text import N_, _


class NoticePart(NamedTuple):
    """One part of a notice: its title for people, and the placeholders that it must and may hold."""

    title: str
    must: frozenset[str]
    may: frozenset[str]


PARTS: Mapping[str, NoticePart] = {
    "title": NoticePart(N_("Title"), frozenset({"place"}), frozenset({"year"})),
    "body": NoticePart(N_("Body"), frozenset({"opening", "who"}), frozenset({"place", "year"})),
    "list_title": NoticePart(N_("Title of the list"), frozenset({"place"}), frozenset({"year"})),
    "objections": NoticePart(N_("How to object"), frozenset(), frozenset()),
}
_SOURCE = {"notice", "reference", "sure"}

type NoticeWords = Mapping[str, Mapping[str, str]]  # by part, in zh and en


def read_notice_words(data: PolicyData, where: str) -> NoticeWords:
    """The words of a file for one kind of notice, by part.

    Raises `WrongFile` for an unknown part or placeholder, and for one that is missing.
    """
    check_keys(data, _SOURCE, {*_SOURCE, *PARTS}, where)
    check_known(data["notice"], NoticeKind, "notice", where)
    words_of(data, "reference", where)
    check_known(data["sure"], SURE, "sure", where)
    given = [part for part in PARTS if part in data]
    if not given:
        raise WrongFile(where, _("{keys} is missing").format(keys=", ".join(PARTS)), line=1)
    return {part: _both(data, part, where) for part in given}


class NoticeWordings:
    """The county's own wordings by kind of notice; `broken` are the errors of wrong files."""

    def __init__(self, files: Iterable[PolicyFile] = ()) -> None:
        self._words: dict[str, NoticeWords] = {}
        self.broken: dict[str, WrongFile] = {}
        for file in files:
            try:
                self._words[file.name] = file.read(partial(read_notice_words, where=file.file))
            except WrongFile as error:
                self.broken[file.name] = error

    def of(self, kind: str) -> NoticeWords:
        """The words for a kind of notice, by part; empty without a file. Raises `WrongFile`."""
        if kind in self.broken:
            raise self.broken[kind]
        return self._words.get(kind, {})


def _both(data: PolicyData, part: str, where: str) -> Mapping[str, str]:
    """The words of a part in both languages, with the placeholders that belong there."""
    words = words_of(data, part, where)
    if isinstance(words, str):
        raise WrongFile(where, _("{key} must be given in zh and en").format(key=part), at=part)
    for text in words.values():
        if word := health_word(text):
            reason = _("a notice must not speak of illness or disability (“{word}”)")
            raise WrongFile(where, reason.format(word=word), at=text)
        _check_placeholders(text, PARTS[part], where)
    return words


def _check_placeholders(text: str, part: NoticePart, where: str) -> None:
    try:
        parsed = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        raise WrongFile(where, _("a curly bracket stands alone"), at=text) from None
    names = {name or "" for _before, name, _spec, _turn in parsed}
    plain = not any(spec or turn for _before, _name, spec, turn in parsed)
    known = part.must | part.may
    if wrong := sorted(names - known) or ([] if plain else ["{…:…}"]):
        reason = _("there is no placeholder “{name}” in “{part}”").format(name=wrong[0], part=_(part.title))
        raise WrongFile(where, with_nearest(reason, wrong[0], known), at=text)
    if missing := sorted(part.must - names):
        reason = _("“{part}” lacks the placeholder {name}")
        raise WrongFile(
            where,
            reason.format(part=_(part.title), name=", ".join(f"{{{name}}}" for name in missing)),
            at=text,
        )
