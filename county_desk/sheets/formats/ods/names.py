"""The names of OpenDocument elements and attributes as the parser gives them."""

from county_desk.sheets.formats.markup import SPACE

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_ODF}office:1.0{SPACE}"
TABLE = f"{_ODF}table:1.0{SPACE}"
TEXT = f"{_ODF}text:1.0{SPACE}"
STYLE = f"{_ODF}style:1.0{SPACE}"
NUMBER = f"{_ODF}datastyle:1.0{SPACE}"
MANIFEST = f"{_ODF}manifest:1.0{SPACE}"
FORMATTING = f"{_ODF}xsl-fo-compatible:1.0{SPACE}"
EXTENSION = f"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0{SPACE}"
