"""Words that data files give in both languages, and the complaint about a data file that is wrong."""

from collections.abc import Mapping
from typing import Any

from county_desk.text import said

type Words = str | Mapping[str, str]


class WrongFile(ValueError):
    """A data file of the program is wrong; the message names the file and the trouble, for its author."""

    def __init__(self, where: str, trouble: str) -> None:
        super().__init__(f"{where}: {trouble}")


def spoken(words: Words) -> str:
    """The words in the language in force; plain text is given as it stands."""
    return words if isinstance(words, str) else said(words)


def words_of(data: Mapping[str, Any], key: str, where: str) -> Words:
    """The words under a key, either plain text or `{ zh, en }`; `WrongFile` when they are empty."""
    words: Any = data.get(key, "")
    given = [words] if isinstance(words, str) else list(words.values()) if isinstance(words, dict) else []
    if not given or not all(isinstance(word, str) and word.strip() for word in given):
        raise WrongFile(where, f"{key} is empty")
    if isinstance(words, dict) and set(words) != {"zh", "en"}:
        raise WrongFile(where, f"{key} must be given in zh and en")
    return dict(words) if isinstance(words, dict) else str(words)
