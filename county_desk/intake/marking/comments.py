"""Our comments on cells of a sender's workbook, and the round in which each cell is wrong."""

import re
from collections.abc import Set
from typing import Any

from openpyxl.comments import Comment

from county_desk.sheets.author import PROGRAM
from county_desk.sheets.formats.county_additions import ODD, OURS, WRONG
from county_desk.sheets.writing import look
from county_desk.text import N_, in_every_language

RULE = "—" * 6
CHOICE = N_("One of: {words}")
_SIGNED = tuple(f"{sign} " for sign in (WRONG, ODD, OURS))
_AND = " · "  # between us and the sender, who both have a part in the remark
_NOBODY = "None"  # as openpyxl reads an author without a name
_BLANK = " "  # in place of one; other programs pass over an empty name, and each remark gets the next one
_WIDTH, _SIGNS = 300, 36  # pixels of a wide box, and half-width signs that find room beside each other in it
_NARROW = 16  # signs in a box as openpyxl makes it
_EDGE, _LINE = 24, 19  # pixels


def is_our_remark(comment: Comment) -> bool:
    """Whether a remark, or the part of it above the rule, is ours."""
    author = str(comment.author)
    return author == PROGRAM or author.startswith(PROGRAM + _AND)


def remark(cell: Any, lines: list[str]) -> None:
    """Write our lines on a cell, above any remark there."""
    text, author, before = "\n".join(lines), PROGRAM, cell.comment
    if before is not None and is_our_remark(before):
        text, author = f"{text}\n{before.text}", before.author
    elif before is not None:
        text = f"{text}\n{RULE}\n{before.text}"
        author += f"{_AND}{before.author}" if before.author.strip() else ""
    cell.comment = fit(Comment(text, author))


def theirs_in(comment: Comment, said: Set[str]) -> Comment | None:
    """Return the sender's own remark and the answer to our earlier lines; None without either."""
    text = theirs_of(comment.text, said)
    author = str(comment.author).removeprefix(PROGRAM).removeprefix(_AND)
    return as_sent(Comment(text, author)) if text else None


def as_sent(comment: Comment) -> Comment:
    """A remark of the sender's as it was: openpyxl names an author without a name, and drops the box."""
    if comment.author in (_NOBODY, ""):
        comment.author = _BLANK
    return fit(comment)


def one_line(words: str) -> str:
    """A sentence of ours that may quote a cell of several lines: a line that is not ours would be theirs."""
    return " ".join(words.splitlines())


def theirs_of(text: str, said: Set[str]) -> str:
    """Return the sender's own text below ours, and the answer to our text."""
    above, _rule, below = text.partition(f"\n{RULE}\n")
    answered = (_answer(line, said) if _is_our_line(line) else line for line in above.split("\n"))
    return "\n".join(filter(None, (*answered, below)))


def _answer(line: str, said: Set[str]) -> str:
    """The sender's text behind a line of ours; "" if the line is unknown by now."""
    lengths = range(len(line), 0, -1)
    ours = next((length for length in lengths if line[:length] in said), len(line))
    return line[ours:].strip()


def _is_our_line(line: str) -> bool:
    """Whether a line is one that we write: a sentence with its sign, the round, the words to choose from."""
    starts = (words.partition("{")[0] for words in in_every_language(CHOICE))
    return round_of(line) > 0 or line.startswith((*_SIGNED, *starts))


def fit(comment: Comment) -> Comment:
    """Give a remark a box that its text fits into; openpyxl does not know the size of the sender's."""
    texts = [look.breadth(line) for line in comment.text.splitlines()]
    if max(texts, default=0) > _NARROW:
        comment.width = _WIDTH
    signs = _SIGNS if comment.width == _WIDTH else _NARROW
    comment.height = max(comment.height, _EDGE + _LINE * sum(1 + text // signs for text in texts))
    return comment


AGAIN = N_("Sent back, round {count}.")
_TOLD = re.compile(rf"(?:^|\s)([{WRONG}{ODD}{OURS}]) ([A-Z]{{1,3}})[1-9]\d*\s")


def round_of(text: str) -> int:
    """Return the round of a remark that we wrote; 0 where it only asks about an unusual value."""
    return _counted(text) or int(text.startswith(WRONG))


def rounds_in(text: str) -> dict[str, int]:
    """Return the columns that our words beside a row call wrong, each with its round.

    The keys are column letters only: the cells of a row that was moved have other addresses.
    """
    rounds: dict[str, int] = {}
    for found in _TOLD.finditer(text):
        if found[1] == WRONG:  # of several problems of a cell, only the first names its round
            rounds.setdefault(found[2], _counted(text[found.end() :]) or 1)
    return rounds


def _counted(text: str) -> int:
    """The round with which a text begins; 0 when it names none."""
    for words in in_every_language(AGAIN):
        before, _field, after = map(re.escape, words.partition("{count}"))
        if found := re.match(rf"{before}(\d{{1,4}}){after}", text):
            return int(found[1])
    return 0
