"""The wording of notices that a county writes itself: the parts of a notice, and the placeholders of each."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from string import Formatter
from typing import NamedTuple

from county_desk.notice_kinds import NoticeKind
from county_desk.paths import resources
from county_desk.privacy import health_word
from county_desk.rules.bilingual import Words, words_of
from county_desk.rules.confirmed import Rested
from county_desk.rules.figures import SURE
from county_desk.rules.own_files import PolicyFile
from county_desk.rules.places import NATIONAL, OWN
from county_desk.rules.policy_file import PolicyData, WrongFile, check, check_keys, check_known, with_nearest
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
    """The words for one kind of notice with their first and last day, each None where open."""

    words: NoticeWords
    since: date | None
    until: date | None
    source: Words
    sure: str

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
    source = words_of(data, "reference", where)
    check_known(data["sure"], SURE, "sure", where)
    given = [part for part in PARTS if part in data]
    if not given:
        raise WrongFile(where, _("{keys} is missing").format(keys=", ".join(PARTS)), line=1)
    words = {part: _both(data, part, where) for part in given}
    return DatedWords(words, since, until, source, data["sure"])


class NoticeBasis(NamedTuple):
    """The documents that some kinds of notice cite between two days, where no procedure names them.

    `programmes` are those with posts that they are for; none is every one.
    """

    notices: tuple[str, ...]
    programmes: tuple[str, ...]
    since: date
    until: date
    documents: tuple[Mapping[str, str], ...]
    source: Words
    sure: str


class ShippedWords(NamedTuple):
    """The program's other words for part of the time, and the documents of kinds that no procedure issues."""

    words: Mapping[str, tuple[DatedWords, ...]]
    bases: tuple[NoticeBasis, ...]


@cache
def shipped_words() -> ShippedWords:
    """The wordings of `resources/notices`. Raises `WrongFile` when one of its files is wrong."""
    folder = resources() / "notices"
    words: dict[str, tuple[DatedWords, ...]] = {}
    for path in sorted(folder.glob("*-*.toml")):
        data = tomllib.loads(path.read_text("utf8"))
        dated = read_notice_words(data, f"notices/{path.name}")
        words[data["notice"]] = (*words.get(data["notice"], ()), dated)
    bases = tomllib.loads((folder / "basis.toml").read_text("utf8"))["basis"]
    cited = (
        NoticeBasis(
            tuple(NoticeKind.named(kind).value for kind in each["notices"]),
            tuple(each.get("programmes", ())),
            each["since"],
            each.get("until", date.max),
            tuple(each["documents"]),
            each["reference"],
            each["sure"],
        )
        for each in bases
    )
    return ShippedWords(words, tuple(cited))


class NoticeWordings:
    """The wordings by kind of notice: the county's own files lie over the dated ones of the program.

    `broken` are the errors of wrong files.
    """

    def __init__(self, files: Iterable[PolicyFile] = ()) -> None:
        self._words: dict[str, DatedWords] = {}
        self.broken: dict[str, WrongFile] = {}
        for file in files:
            try:
                self._words[file.name] = file.read(partial(read_notice_words, where=file.file))
            except WrongFile as error:
                self.broken[file.name] = error

    def of(self, kind: str, day: date | None = None) -> NoticeWords:
        """The words for a kind of notice, by part: the county's own, and on one day the program's below.

        Empty where the usual words stand. Raises `WrongFile`.
        """
        if kind in self.broken:
            raise self.broken[kind]
        found = self._words.get(kind)
        own = found.words if found and (day is None or found.hold(day)) else {}
        if day is None:
            return own
        laid: dict[str, Mapping[str, str]] = {}
        for each in shipped_words().words.get(kind, ()):
            laid |= each.words if each.hold(day) else {}
        return {**laid, **own}

    def basis_of(self, kind: str, day: date, programme: str = "") -> tuple[Mapping[str, str], ...]:
        """The documents, in zh and en, that a kind of notice cites on a day where no procedure names any."""
        found = (each for each in _cited(kind, day) if programme in (each.programmes or (programme,)))
        return tuple(document for each in found for document in each.documents)

    def rested(self, kind: str, day: date) -> Iterator[Rested]:
        """The wording and the documents behind a notice of a kind that is issued on a day."""
        shipped = shipped_words()
        title = _("Wording of “{notice}”").format(notice=_(NoticeKind.named(kind).label))
        written = [(NATIONAL, each) for each in shipped.words.get(kind, ()) if each.hold(day)]
        if self.has_own(kind, day):
            own = self._words[kind]
            written = [(place, each) for place, each in written if not set(each.words) <= set(own.words)]
            written.append((OWN, own))
        for place, each in written:
            since = each.since or date.min
            yield Rested(f"notices/{kind}", place, since, "", "", each.sure, title, each.source)
        title = _("Documents cited by “{notice}”").format(notice=_(NoticeKind.named(kind).label))
        for cited in _cited(kind, day):
            what = f"basis/{cited.notices[0]}"
            yield Rested(what, NATIONAL, cited.since, "", "", cited.sure, title, cited.source)

    def has_own(self, kind: str, day: date) -> bool:
        """Whether the county words a kind of notice that is issued on a day itself."""
        return kind in self._words and self._words[kind].hold(day)


def _cited(kind: str, day: date) -> list[NoticeBasis]:
    """The entries of documents for a kind of notice on a day."""
    return [
        each for each in shipped_words().bases if kind in each.notices and each.since <= day <= each.until
    ]


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
