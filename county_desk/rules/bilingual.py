"""Words that data files give in both languages."""

from collections.abc import Mapping

from county_desk.rules.policy_file import WrongFile
from county_desk.text import _, said

type Words = str | Mapping[str, str]


def spoken(words: Words) -> str:
    """The words in the current language; plain text is returned unchanged."""
    return words if isinstance(words, str) else said(words)


def words_of(data: Mapping[str, object], key: str, where: str) -> Words:
    """The words under a key, either plain text or `{ zh, en }`; `WrongFile` when they are empty."""
    words: object = data.get(key, "")
    given = [words] if isinstance(words, str) else list(words.values()) if isinstance(words, dict) else []
    if not given or not all(isinstance(word, str) and word.strip() for word in given):
        raise WrongFile(where, _("{key} is empty").format(key=key), at=key)
    if isinstance(words, dict) and set(words) != {"zh", "en"}:
        raise WrongFile(where, _("{key} must be given in zh and en").format(key=key), at=key)
    return dict(words) if isinstance(words, dict) else str(words)


def titles_of(words: Words) -> tuple[str, ...]:
    """The words in every language."""
    return (words,) if isinstance(words, str) else tuple(words.values())
