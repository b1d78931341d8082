"""The strings that the cells of an .xlsx workbook share."""

import re
from collections.abc import Iterable, Mapping, Sequence

from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.markup import MAIN, no_child_of_text, strange
from county_desk.sheets.formats.memory_budget import CELL, MARK, MemoryBudget
from county_desk.sheets.formats.memory_budget import LetterCount as Count
from county_desk.sheets.formats.styles import FontLook
from county_desk.sheets.formats.xlsx.fonts import Rich
from county_desk.sheets.formats.xlsx.repeated_elements import PLAIN, Units
from county_desk.text import _

_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff])_")
_BEGIN, _END = b"<si><t>", b"</t></si>"
_PHONETIC = re.compile(rb'</t><phoneticPr fontId="[0-9]+"(?: type="[A-Za-z]+")?/></si>')
_NOT_PLAIN = re.compile(rb"[&\x00-\x08\x0b-\x1f]")
_FORBIDDEN = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # the two characters that XML has not
_STRING = re.compile(
    rb'[ \t\r\n]*<si><t(?: xml:space="preserve")?>(' + PLAIN + rb")</t>"
    rb'(?:<phoneticPr fontId="[0-9]+"(?: type="[A-Za-z]+")?/>)?</si>'
)


def shared_strings(
    blocks: Iterable[bytes], budget: MemoryBudget, theme: Sequence[str]
) -> tuple[list[str], Mapping[int, Sequence[FontLook]]]:
    """All shared strings in their order: rich text as its plain text, without its phonetic reading.

    With them, by the place of their string, the looks of letters that are coloured, tiny or struck out.
    """
    reader = _Strings(budget, theme)
    reader.read(blocks)
    return reader.found, reader.pieces


def shown(text: str) -> str:
    """A text with the control characters that the format can only write as `_x000D_`."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] != "0000" else found[0], text)


def _all_plain(raw: bytes) -> list[str] | None:
    """The strings of some `si` when there is nothing but their text in them; None otherwise."""
    if b"<phoneticPr" in raw:
        raw = _PHONETIC.sub(_END, raw)
    raw = raw.replace(b'<t xml:space="preserve">', b"<t>")
    if not (raw.startswith(_BEGIN) and raw.endswith(_END)) or _NOT_PLAIN.search(raw):
        return None
    if any(sign in raw for sign in _FORBIDDEN):
        return None
    try:
        texts = raw[len(_BEGIN) : -len(_END)].decode().split((_END + _BEGIN).decode())
    except UnicodeDecodeError:
        return None
    # each has its four tags, so there are no other tags than these
    if raw.count(b"<") != 4 * len(texts) or raw.count(b">") != 4 * len(texts):
        return None
    return [shown(text) for text in texts] if b"_x" in raw else texts


class _Strings(Units):
    """Collects the strings of the part."""

    opening = re.compile(rb"<sst(?:[ \t\r\n][^<>]*)?(?<!/)>")
    name = b"si"

    def __init__(self, budget: MemoryBudget, theme: Sequence[str]) -> None:
        super().__init__()
        self._budget = budget
        self._letters = Count()
        self.found: list[str] = []
        self.pieces: dict[int, Sequence[FontLook]] = {}
        self._rich = Rich(theme)
        self._taken: list[str] = []
        self._path: list[str] = []
        self._parser.CharacterDataHandler = self._text
        self._parser.CommentHandler = self._parser.ProcessingInstructionHandler = self._no_comment

    def start(self, space: str, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        self._path.append(name)
        if name in ("sst", "si", "t") and space not in MAIN:
            raise strange()
        if self._path[1:]:
            no_child_of_text(self._path)
        if self.depth == 2:
            self._taken.clear()
            self._letters.begin()
        self._rich.start(self._path[2:], given)

    def end(self, name: str) -> None:
        """An element ends; a string is finished with its `si`."""
        self._path.pop()
        if self.depth == 2 and name == "si":
            if pieces := self._rich.taken():
                self._budget.take(MARK)
                self.pieces[len(self.found)] = pieces
            self._found([shown("".join(self._taken))])

    def between(self) -> bool:
        """Whether the next string can begin here."""
        return self._path == ["sst"]

    def take(self, buffer: bytes, at: int) -> int:
        """Take the plain strings: nearly always all that are there at once."""
        end = buffer.rfind(_END, at) + len(_END)
        if end > at and (many := _all_plain(buffer[at:end])) is not None:
            self._found(many)
            return end
        match = _STRING.match
        while found := match(buffer, at):
            try:
                text = found[1].decode()
            except UnicodeDecodeError:
                return at
            if "\uffff" in text or "\ufffe" in text:
                return at
            self._found([shown(text)])
            at = found.end()
        return at

    def _found(self, texts: list[str]) -> None:
        self._budget.take(CELL * len(texts))
        self._budget.texts(texts)
        self.found.extend(texts)

    def odd_unit(self, _unit: bytes) -> None:
        """Nothing is to be remembered of a string."""

    def _text(self, words: str) -> None:
        if self._path[-1:] == ["t"] and "rPh" not in self._path:
            self._letters.count(len(words))
            self._taken.append(words)
            self._rich.words(words)

    def _no_comment(self, *_given: object) -> None:
        # readers take different texts of <t>28<!-- -->50</t>
        if self._path[1:]:
            raise Unreadable("file_corrupt", _("The file hides comments inside of its cells."))
