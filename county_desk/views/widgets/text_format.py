"""Small helpers for words on the screen."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from county_desk.text import CHINESE, _, _n, current

if TYPE_CHECKING:
    from county_desk.workflow.command import Command

_RICH = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"})


def tooltip(text: str) -> str:
    """Plain text as a tooltip, which Qt would read as rich text where it has anything like a tag."""
    return f"<span>{escaped(text)}</span>" if "<" in text else text


def without_mnemonic(text: str) -> str:
    """Plain text for a label of a field, a button or a tick, where `&` would underline a letter."""
    return text.replace("&", "&&")


def escaped(text: str) -> str:
    """Plain text made safe for a label that reads rich text, with its line breaks."""
    return text.translate(_RICH)


def button_words(command: "type[Command]") -> str:
    """The words of a button that opens the form of a command."""
    return _("{act}…").format(act=_(command.act.title))


def titled(title: str, words: str) -> str:
    """Return a title and the text under it as one sentence."""
    return _("{title}: {words}").format(title=title, words=words)


def along(title: str, words: str) -> str:
    """A title, and what there is to say along with it."""
    return _("{title}, {words}").format(title=title, words=words)


def sentences(said: Iterable[str]) -> str:
    """Sentences after each other; a Chinese full stop has its space within itself."""
    return ("" if current() == CHINESE else " ").join(filter(None, said))


def counted(reasons: Iterable[tuple[str, str]]) -> list[str]:
    """The reasons against taking in files, from pairs of name and reason.

    One line a reason, with the number of its files, the most frequent first. A reason that holds for one file
    names it.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for name, reason in reasons:
        names[reason].append(name)
    lines = []
    for reason, alike in sorted(names.items(), key=lambda each: -len(each[1])):
        count = len(alike)
        words = _n("{count} file: {reason}", "{count} files: {reason}", count)
        if count == 1:
            lines.append(_("{name}: {reason}").format(name=alike[0], reason=reason))
        else:
            lines.append(words.format(count=f"{count:,}", reason=reason))
    return lines


def short_path(path: Path) -> str:
    """A file with its folder in front; the home of the person is “~”."""
    folder = path.parent
    if folder.is_relative_to(Path.home()):
        folder = Path("~") / folder.relative_to(Path.home())
    return f"{folder} › {path.name}"
