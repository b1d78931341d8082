"""The output of the command line: one JSON document, or words; messages go to standard error."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate
from shutil import get_terminal_size
from unicodedata import east_asian_width

from county_desk.text import _


class Speaker:
    """Prints results and messages for the caller."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._under_way = ""
        self._begun = False  # a list on standard output
        self.titles: dict[str, str] = {}  # of the fields that a refusal may name

    def answer(self, document: object, words: str) -> None:
        """The answer itself, on standard output."""
        self._wipe()
        if self.as_json:
            json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
            print()
        else:
            print(words)

    def answer_lines(self, document: Callable[[], object], lines: Iterable[str]) -> None:
        """Print the document as JSON, or the lines; builds only the one that it prints."""
        if self.as_json:
            self.answer(document(), "")
            return
        self._wipe()
        for line in lines:
            print(line)

    def answer_each(self, answers: Iterable[tuple[Mapping[str, object], Iterable[str]]]) -> None:
        """Print documents as one list, or their lines; each as it comes, so that few are in memory.

        The values of an iterator in a document are printed one by one, each as a line of JSON. The list is
        closed even when a later document fails.
        """
        before, after = "[", "[]"
        try:
            for document, lines in answers:
                self._wipe()
                if not self.as_json:
                    print(*lines, sep="\n")
                    continue
                self._begun = True
                print(before)
                _print_document(document)
                before, after = ",", "\n]"
        finally:
            if self.as_json and (self._begun or sys.exception() is None):
                print(after)

    def note(self, words: str) -> None:
        """A message on the way, on standard error."""
        self._wipe()
        print(words, file=sys.stderr, flush=True)

    def under_way(self, words: str) -> None:
        """Show progress: one line of a terminal, which the next word replaces; nothing in a log."""
        if sys.stderr.isatty() and words != self._under_way:
            self._wipe()
            print(_cut(words, _columns()), end="", file=sys.stderr, flush=True)
            self._under_way = words

    def _wipe(self) -> None:
        if self._under_way:
            print("\r" + " " * _columns(), end="\r", file=sys.stderr, flush=True)
            self._under_way = ""

    def refuse(self, problems: dict[str, str]) -> None:
        """Write the reasons of a refusal to standard error, and as the JSON answer where none has begun."""
        if self.as_json and not self._begun:
            self.answer({"refused": problems}, "")
        for name, reason in problems.items():
            where = self.titles.get(name, name)
            self.note(f"{where}: {reason}" if name else reason)


def _print_document(document: Mapping[str, object]) -> None:
    """Print one document of a list, with the values of its iterators on a line each."""
    streams = {key: value for key, value in document.items() if isinstance(value, Iterator)}
    plain = {key: value for key, value in document.items() if key not in streams}
    text = json.dumps(plain, ensure_ascii=False, indent=1).replace("\n", "\n ")
    print(f" {text.removesuffix('\n }') if streams else text}", end="")
    for key, values in streams.items():
        print(f",\n  {json.dumps(key)}: [", end="")
        before = "\n   "
        for value in values:
            print(before, json.dumps(value, ensure_ascii=False), sep="", end="")
            before = ",\n   "
        print("]", end="")
    if streams:
        print("\n }", end="")


def agreed(question: str) -> bool | None:
    """The answer to a question on a terminal: y and yes agree. None where there is no terminal to ask on."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def one_time_words(password: str) -> str:
    """A one-time password as the end of an answer, the only place where it is ever shown."""
    words = _("One-time password: {password} (shown only now; it must be changed at the next sign-in)")
    return words.format(password=password)


def _columns() -> int:
    """Those of the terminal, without the last, after which some begin a new line."""
    return get_terminal_size().columns - 1


def _cut(words: str, columns: int) -> str:
    """As much as one line has room for."""
    ends = accumulate(2 if east_asian_width(sign) in "WFA" else 1 for sign in words)
    return words[: sum(end <= columns for end in ends)]
