"""Interface text: marked where it is declared, translated where it is shown.

The language travels with the work (a context variable), because the language of a paper is not
the language of the screen.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations

from county_desk.paths import resources

ENGLISH, CHINESE = "en", "zh"
LANGUAGES = (CHINESE, ENGLISH)

_FOLDERS = {CHINESE: "zh_CN"}  # English is the source language and needs no catalogue
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def N_(message: str) -> str:
    """Mark text for translation without translating it yet."""
    return message


def _(message: str) -> str:
    """Translate into the language in force here."""
    return _catalogue(_language.get()).gettext(message) if message else ""


def _n(one: str, many: str, count: int) -> str:
    """Translate a sentence that depends on a number; `{count}` is still to be filled in."""
    return _catalogue(_language.get()).ngettext(one, many, count)


def in_a_row(*sentences: str) -> str:
    """Sentences without their last stop, one after the other; those that are empty are left out."""
    return _(". ").join(filter(None, sentences))


def said(words: Mapping[str, str]) -> str:
    """Pick the language in force from words that a data file gives in several."""
    return words.get(_language.get()) or words.get(CHINESE) or next(iter(words.values()), "")


def current() -> str:
    """The language in force here, `zh` or `en`."""
    return _language.get()


def speak(language_code: str) -> None:
    """Change the language for everything that follows in this context."""
    _language.set(language_code)


@contextmanager
def language(language_code: str) -> Iterator[None]:
    """Speak another language inside the block, as a notice may."""
    token = _language.set(language_code)
    try:
        yield
    finally:
        _language.reset(token)


def in_each_language(make: Callable[[], str]) -> dict[str, str]:
    """The text that a function makes in each language, by its code.

    The language in force comes first: the function may refuse, and its refusal is read in that language.
    """
    found = {current(): make()}
    for code in LANGUAGES:
        if code not in found:
            with language(code):
                found[code] = make()
    return found


@cache
def in_every_language(message: str) -> frozenset[str]:
    """A text in every language that the program speaks."""
    return frozenset(_catalogue(code).gettext(message) for code in LANGUAGES)


@cache
def _catalogue(language_code: str) -> NullTranslations:
    folder = _FOLDERS.get(language_code)
    if folder is None:
        return NullTranslations()
    path = resources() / "locale" / folder / "LC_MESSAGES" / "county_desk.mo"
    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except FileNotFoundError:  # a fresh checkout in which nothing has compiled it: English
        return NullTranslations()
