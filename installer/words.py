"""Gather the words of the program and compile their translations.

    .venv/bin/python installer/words.py [--missing]

Translations stand in fragments, one .po file a package, so that two people do not edit one file. They
are compiled into the one county_desk.mo that the program reads; the same words give the same bytes.
That file is not kept in git: desk.py, the tests and the build of a wheel call `build`, which compiles
again when the fragments have changed.
`--missing` prints the texts without a translation, ready to be copied into a fragment.
"""

import argparse
import ast
import gettext
import hashlib
import io
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "county_desk"
FOLDER = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES"
COMPILED = FOLDER / "county_desk.mo"
MARKS = {"_": 1, "N_": 1, "_n": 2}  # how many of the first arguments are words


@dataclass(frozen=True)
class SourceText:
    """One text of the program and where it stands."""

    words: tuple[str, ...]  # one, or a singular and a plural
    place: str

    @property
    def msgid(self) -> str:
        """The key that gettext looks it up by."""
        return self.words[0]


class Fragments(Catalog):
    """All fragments together, under a header that changes only with them."""

    source = ""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers that a reader needs, and the digest by which `build` knows its fragments."""
        return [
            ("Language", "zh_CN"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
            ("X-Source", self.source),
        ]


def gather(package: Path = PACKAGE) -> list[SourceText]:
    """Every text of the package, in the order of its files."""
    return [text for path in sorted(package.rglob("*.py")) for text in _in_file(path, package.parent)]


def _in_file(path: Path, root: Path) -> Iterator[SourceText]:
    tree = ast.parse(path.read_text("utf8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            words = tuple(_literal(argument) for argument in node.args[: MARKS[node.func.id]])
            if all(words):
                yield SourceText(words, f"{path.relative_to(root)}:{node.lineno}")


def _literal(node: ast.expr) -> str:
    """Words that stand in the source; text that comes from elsewhere was marked there."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def assembled(package: Path = PACKAGE) -> list[str]:
    """Places that translate a text put together on the spot, which no catalogue can hold."""
    return [
        f"{path.relative_to(package.parent)}:{node.lineno}"
        for path in sorted(package.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args[:1])
    ]


def fragments(folder: Path = FOLDER) -> dict[str, list[Message]]:
    """The translations of each fragment."""
    found = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            found[path.name] = [message for message in read_po(file, locale="zh_CN") if message.id]
    return found


def msgid(message: Message) -> str:
    """The key that gettext looks a translation up by."""
    return message.id if isinstance(message.id, str) else message.id[0]


def answer(message: Message) -> str:
    """The translation; Chinese has one form for all numbers. An unsure one counts as none."""
    text = message.string if isinstance(message.string, str) else message.string[0]
    return "" if message.fuzzy else text or ""


def compiled(folder: Path = FOLDER) -> bytes:
    """The bytes of the catalogue that the fragments make."""
    catalogue = Fragments(locale="zh_CN", fuzzy=False)
    catalogue.source = source(folder)
    for messages in fragments(folder).values():
        for message in messages:
            if answer(message):
                catalogue.add(message.id, message.string)
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def source(folder: Path = FOLDER) -> str:
    """A digest of the fragments and of this script, in hexadecimal digits."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(folder.glob("*.po")):
        digest.update(path.name.encode("utf8") + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current(folder: Path = FOLDER) -> bool:
    """Whether the compiled catalogue is there and was made from these fragments."""
    try:
        with (folder / COMPILED.name).open("rb") as file:
            return gettext.GNUTranslations(file).info().get("x-source") == source(folder)
    except (OSError, UnicodeDecodeError, struct.error):  # missing or cut off
        return False


def build(folder: Path = FOLDER) -> bool:
    """Compile the fragments unless that has been done; answer whether it was needed.

    Several processes may build at once: each one replaces the file as a whole.
    """
    if is_current(folder):
        return False
    half_done = folder / f"{COMPILED.name}.{os.getpid()}"
    half_done.write_bytes(compiled(folder))
    half_done.replace(folder / COMPILED.name)
    return True


def missing(package: Path = PACKAGE, folder: Path = FOLDER) -> list[SourceText]:
    """The texts of the program that no fragment translates, each once."""
    done = {
        msgid(message) for messages in fragments(folder).values() for message in messages if answer(message)
    }
    waiting = {text.msgid: text for text in reversed(gather(package)) if text.msgid not in done}
    return sorted(waiting.values(), key=lambda text: text.place)


def entry(text: SourceText) -> str:
    """An empty entry of a fragment."""
    lines = [f"#: {text.place}", f"msgid {normalize(text.msgid)}"]
    if len(text.words) > 1:
        return "\n".join([*lines, f"msgid_plural {normalize(text.words[1])}", 'msgstr[0] ""', ""])
    return "\n".join([*lines, 'msgstr ""', ""])


def main(arguments: list[str] | None = None) -> int:
    """Compile, or print the missing translations."""
    parser = argparse.ArgumentParser(prog="desk.py words", description="Compile the translations.")
    parser.add_argument("--missing", action="store_true", help="print what is not translated yet")
    parser.add_argument("--quiet", action="store_true", help="compile if needed, without a report")
    asked = parser.parse_args(arguments)
    if asked.quiet:
        build()
        return 0
    waiting = missing()
    if asked.missing:
        print("\n".join(entry(text) for text in waiting), end="")
        return 0
    build()
    texts = sum(map(len, fragments().values()))
    print(f"{texts} texts in {COMPILED.relative_to(ROOT)}, {len(waiting)} not translated yet")
    return 0


if __name__ == "__main__":
    sys.exit(main())
