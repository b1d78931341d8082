"""Damage that no person does on purpose: to the XML of a workbook, to its package, to single bytes."""

import re
import zipfile
from io import BytesIO

from tests.intake.corpus.zips import Entry, entries_of, zip_of

_ELEMENTS = ("c", "row", "si", "xf", "sheet", "t", "v", "table:table-row", "table:table-cell", "text:p")
_PUT_IN = (
    *("<!-- x -->", "<![CDATA[1]]>", "<?x y?>", "&#50;", "&amp;", "<x/>", " ", "0", "<f>1</f>", "\n"),
    *("<r/>", "&#0;", "</c>", '<c r="B3"><v>1</v></c>', '<row r="3"/>', "&lt;", "\u200b", "𠮷"),
)
_VALUES = (
    "",
    "0",
    "1",
    "-1",
    "2",
    "7",
    "99999",
    "1.5",
    "x",
    "1e9",
    "true",
    "s",
    "n",
    "b",
    "e",
    "d",
    "str",
    "inlineStr",
)


def _attribute(text, chance):
    """Give an attribute another value, one of the document's own or an odd one."""
    found = list(re.finditer(r' ([\w:]+)="([^"<>]*)"', text))
    if not found:
        return text
    one = chance.choice(found)
    if chance.random() < 0.5:
        same = [other[2] for other in found if other[1] == one[1]]
        value = chance.choice(same)
    else:
        value = chance.choice(_VALUES)
    return text[: one.start(2)] + value + text[one.end(2) :]


def _lost_attribute(text, chance):
    found = list(re.finditer(r' [\w:]+="[^"<>]*"', text))
    one = chance.choice(found) if found else None
    return text if one is None else text[: one.start()] + text[one.end() :]


def _element(text, chance):
    """Take away, repeat or move one element."""
    tag = chance.choice(_ELEMENTS)
    found = list(re.finditer(rf"<{tag}[ />].*?(?:</{tag}>|(?<=/)>)", text, re.S))
    if not found:
        return text
    one = chance.choice(found)
    way = chance.randrange(3)
    if way == 0:
        return text[: one.start()] + text[one.end() :]
    if way == 1:
        return text[: one.end()] + one[0] + text[one.end() :]
    other = chance.choice(found)
    first, second = sorted((one, other), key=lambda each: each.start())
    if first.end() > second.start():
        return text
    return (
        text[: first.start()]
        + second[0]
        + text[first.end() : second.start()]
        + first[0]
        + text[second.end() :]
    )


def _value(text, chance):
    """Give a value or a text another text."""
    found = list(re.finditer(r"<(v|t|text:p)(?: [^>]*)?>([^<]*)</", text))
    if not found:
        return text
    one = chance.choice(found)
    value = chance.choice((*_VALUES, chance.choice(found)[2], one[2][::-1], one[2][:-1], one[2] + "1"))
    return text[: one.start(2)] + value + text[one.end(2) :]


def _put_in(text, chance):
    place = chance.randrange(len(text) + 1)
    if chance.random() < 0.7:
        places = [found.start(1) for found in re.finditer(r">([^<])", text)]
        place = chance.choice(places) + chance.randrange(2) if places else place
    return text[:place] + chance.choice(_PUT_IN) + text[place:]


def _cut(text, chance):
    place, length = chance.randrange(len(text) + 1), chance.choice((1, 1, 2, 8, 200))
    return text[:place] + text[place + length :]


def _renumbered(text, chance):
    """Move a row or a cell to another place."""
    found = list(re.finditer(r' r="([A-Z]*)(\d+)"', text))
    if not found:
        return text
    one = chance.choice(found)
    number = max(0, int(one[2]) + chance.choice((-1, 1, 1, 5)))
    return f'{text[: one.start()]} r="{one[1]}{number}"{text[one.end() :]}'


XML = (
    _attribute,
    _attribute,
    _lost_attribute,
    _element,
    _element,
    _value,
    _value,
    _value,
    _put_in,
    _put_in,
    _cut,
    _renumbered,
)


def spoilt_xml(parts, chance):
    """Spoil one part of a package; answers what was done."""
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    likely = [
        name for name in names if ("sheet1.xml" in name and "rels" not in name) or name == "content.xml"
    ]
    name = chance.choice(likely) if likely and chance.random() < 0.65 else chance.choice(names)
    way = chance.choice(XML)
    text = parts[name].decode("utf8", "replace")
    parts[name] = way(text, chance).encode("utf8", "replace") if text else b"x"
    return f"{way.__name__} in {name}"


def spoilt_package(parts, chance):
    """Pack parts so that the package itself lies."""
    entries = entries_of(parts)
    one = chance.choice(entries)
    way = chance.randrange(8)
    if way == 0:
        entries.append(Entry(one.name, chance.choice(entries).data))
    elif way == 1:
        entries.remove(one)
    elif way == 2:
        one.crc = chance.randrange(1 << 32)
    elif way == 3:
        one.size = chance.choice((0, 1, len(one.data) - 1, len(one.data) + 1, 1 << 31))
    elif way == 4:
        one.name = chance.choice(("../x", "/x", "xl/x.xml", one.name.upper()))
    elif way == 5:
        one.data = chance.choice(entries).data
    elif way == 6:
        one.local_name = "xl/other.xml"
    else:
        one.method = chance.choice((0, 12, 99))
    return zip_of(entries), f"package, way {way}, {one.name}"


def spoilt_bytes(raw, chance):
    """Flip, put in, take away or repeat some bytes."""
    data = bytearray(raw)
    for _time in range(chance.choice((1, 1, 2, 5))):
        if not data:
            break
        place, way = chance.randrange(len(data)), chance.randrange(6)
        if way <= 2:
            data[place] ^= 1 << chance.randrange(8)
        elif way == 3:
            data[place] = chance.randrange(256)
        elif way == 4:
            del data[place : place + chance.choice((1, 1, 4, 300))]
        else:
            length = chance.choice((1, 4, 60))
            data[place:place] = data[place : place + length]
    if chance.random() < 0.05:
        del data[chance.randrange(len(data) + 1) :]
    return bytes(data), "bytes"


def unpacked(raw):
    """The parts of a package that is sound."""
    with zipfile.ZipFile(BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}
