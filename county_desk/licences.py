"""The packages that the program is made of, with their licences, read from the installed ones."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

PROGRAM = "county-desk"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TEXTS = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)
_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True)
class Component:
    """One package: its name, version and licence, and the texts that came with it, by file name."""

    name: str
    version: str
    licence: str
    texts: Mapping[str, str]


def components(path: list[str] | None = None) -> list[Component]:
    """The program's packages by name, the program itself left out.

    `path` lists the folders to look in; without it, what this Python has. A package that only an absent
    extra needs is not listed.
    """
    there = distributions() if path is None else distributions(path=path)
    found = {_canonical(each.name): each for each in there}
    wanted, seen = [PROGRAM], set[str]()
    while wanted:
        name = wanted.pop()
        if name in found and name not in seen:
            seen.add(name)
            wanted += _needs(found[name], name == PROGRAM)
    return [_component(found[name]) for name in sorted(seen - {PROGRAM})]


def _needs(package: Distribution, program: bool) -> Iterable[str]:
    """The packages that a package names; extras count for the driver of servers alone."""
    for line in package.requires or ():
        _wanted, _semicolon, when = line.partition(";")
        if "extra" in when and not (program and "postgres" in when) and "binary" not in when:
            continue
        if matched := _NAME.match(line):
            yield _canonical(matched[0])


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _component(package: Distribution) -> Component:
    texts = {
        str(file): file.read_text(encoding="utf8")
        for file in package.files or ()
        if ".dist-info" in str(file) and _TEXTS.search(str(file)) and Path(str(file.locate())).is_file()
    }
    return Component(_canonical(package.name), package.version, _licence(package), texts)


def _licence(package: Distribution) -> str:
    """A licence in one line: the expression, the first line of the text, or the classifiers."""
    about = package.metadata
    said: str = about.get("License-Expression") or about.get("License") or ""
    first = said.strip().splitlines()[:1]
    if first and len(first[0]) < 80:
        return first[0]
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if _CLASSIFIER in line
    ]
    return ", ".join(classified) or "see its text"
