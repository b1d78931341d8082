"""The wording of notices that a county writes itself: the parts of a notice, and the placeholders of each."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from string import Formatter
from typing import NamedTuple

from county_desk.notice_kinds import NoticeKind
from county_desk.privacy import health_word
from county_desk.rules.figures import SURE
from county_desk.rules.own_files import PolicyFile
from county_desk.rules.policy_file import PolicyData, WrongFile, check, check_keys, check_known, with_nearest
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
_DAYS = {"since", "until"}

type NoticeWords = Mapping[str, Mapping[str, str]]  # by part, in zh and en


class DatedWords(NamedTuple):
    """The words of a county for one kind of notice with their first and last day, each None where open."""

    words: NoticeWords
    since: date | None
    until: date | None

    def hold(self, day: date) -> bool:
        """Whether a notice that is issued on a day reads so."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def read_notice_words(data: PolicyData, where: str) -> DatedWords:
    """The words of a file for one kind of notice, by part.

    Raises `WrongFile` for an unknown part or placeholder, for one that is missing, and for a wrong day.
    """
    check_keys(data, _SOURCE, {*_SOURCE, *_DAYS, *PARTS}, where)
    since, until = data.get("since"), data.get("until")
    for key, day in (("since", since), ("until", until)):
        reason = _("{key} is a day, as 2016-04-01").format(key=key)
        check(day is None or type(day) is date, where, reason, key)
    ordered = since is None or until is None or since <= until
    check(ordered, where, _("it is a day on or after the first day"), "until")
    check_known(data["notice"], NoticeKind, "notice", where)
    words_of(data, "reference", where)
    check_known(data["sure"], SURE, "sure", where)
    given = [part for part in PARTS if part in data]
    if not given:
        raise WrongFile(where, _("{keys} is missing").format(keys=", ".join(PARTS)), line=1)
    return DatedWords({part: _both(data, part, where) for part in given}, since, until)


class NoticeWordings:
    """The county's own wordings by kind of notice; `broken` are the errors of wrong files."""

    def __init__(self, files: Iterable[PolicyFile] = ()) -> None:
        self._words: dict[str, DatedWords] = {}
        self.broken: dict[str, WrongFile] = {}
        for file in files:
            try:
                self._words[file.name] = file.read(partial(read_notice_words, where=file.file))
            except WrongFile as error:
                self.broken[file.name] = error

    def of(self, kind: str, day: date | None = None) -> NoticeWords:
        """The words for a kind of notice, by part, whenever they hold or on one day.

        Empty without a file and outside its days. Raises `WrongFile`.
        """
        if kind in self.broken:
            raise self.broken[kind]
        found = self._words.get(kind)
        return found.words if found and (day is None or found.hold(day)) else {}


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
