"""Files that are no workbook: what they are by their content, and what the sender can do."""

import re
from collections.abc import Iterable

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Unreadable
from county_desk.text import N_, _

_HEAD = 4096

_PDF = N_("This is a PDF; ask for the workbook that it was made from.")
_PAGES = N_("This is a document of printed pages (OFD, CEB); ask for the workbook that it was made from.")
_DBASE = N_("This is a table of dBase or FoxPro; open it in WPS or Excel and save it as .xlsx.")
_PICTURE = N_("This is a picture; ask for the workbook itself.")
_PACKED = N_("This is a packed archive; unpack it and hand in the workbooks in it.")
_SHORTCUT = N_("This is only a shortcut to a file that stayed where it was; hand in the file itself.")
_TEXT = N_("This is a text document; copy its table into a workbook and save that as .xlsx.")
_SLIDES = N_("This is a presentation; copy its table into a workbook and save that as .xlsx.")
_MAIL = N_("This is an e-mail; save the workbook that is attached to it and hand that in.")
_WEB = N_("This is a web page under the name of a workbook; open it in WPS or Excel and save it as .xlsx.")
_XML_2003 = N_("This is an XML table of 2003; open it in WPS or Excel and save it as .xlsx.")
_XML = N_("This is an XML file; open it in the program that made it and save the table as .xlsx.")
_DATABASE = N_("This is a database, not a workbook; export the table from it as .xlsx.")
_REGISTER = N_("This is a register of County Desk; it is opened, not taken in as a list.")
_PROGRAM = N_("This is a program, not a workbook; it was not started. Ask the sender what it is.")
_SYSTEM = N_("This is a file that the system keeps for itself; it holds no table.")
_LOCK = N_("This is the trace of a workbook that is open elsewhere; hand in the workbook after it is closed.")
_ANCIENT = N_("This is a workbook of Excel {version}; open it in WPS or Excel and save it as .xlsx.")
_WPS = N_("This is a workbook in a format of WPS alone; open it in WPS and save it as .xlsx.")
_OPEN_DOCUMENT = N_("This is an open document (.ods); open it in WPS or Excel and save it as .xlsx.")
_BINARY = N_("This is a binary workbook (.xlsb); open it in WPS or Excel and save it as .xlsx.")
_NUMBERS = N_("This is a workbook of Apple Numbers; open it there and export it as .xlsx.")
_DRAWING = N_("This is a drawing or a formula, not a workbook; ask for the workbook itself.")
_FLAT = N_("This is an open document in one file of XML; open it in WPS or Excel and save it as .xlsx.")
_UOF = N_("This is a document in the Uniform Office Format; open it in WPS and save it as .xlsx.")
_APPLE = N_("This is a document of Apple Pages or Keynote; copy its table into an .xlsx workbook.")
_FILM = N_("This is a sound or a film; ask for the workbook itself.")
_PROSE = N_("This is a text without a table; ask for the workbook itself.")
_UNKNOWN = N_("This is not a workbook; open it in WPS or Excel and save it as .xlsx.")
_LOCKED = N_("The workbook is locked with a password; save it without one.")
_DOCUMENT = N_("This is not a workbook but another kind of document; copy its table into an .xlsx workbook.")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _PDF),
    (b"Founder CEB", _PAGES),
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"Rar!\x1a\x07", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ\0", _PACKED),
    (b"MSCF", _PACKED),
    (b"\x28\xb5\x2f\xfd", _PACKED),
    (b"\0\x05\x16\x07", _SYSTEM),  # what an Apple computer keeps beside a file
    (b"\0\0\0\x01Bud1", _SYSTEM),
    (b"[.ShellClassInfo]", _SYSTEM),
    (b"AC10", _DRAWING),
    (b"ID3", _FILM),
    (b"#!AMR", _FILM),
    (b"#!SILK", _FILM),
    (b"\x02#!SILK", _FILM),
    (b"OggS", _FILM),
    (b"\x1aE\xdf\xa3", _FILM),
    (b"FLV\x01", _FILM),
    (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F", _SHORTCUT),
    (b"[InternetShortcut]", _SHORTCUT),
    (b"{\\rtf", _TEXT),
    (b"SQLite format 3\0", _DATABASE),
    (b"\0\x01\0\0Standard Jet DB", _DATABASE),
    (b"\0\x01\0\0Standard ACE DB", _DATABASE),
    (b"\x7fELF", _PROGRAM),
)
_DBASE_VERSIONS = (b"\x03", b"\x30", b"\x31", b"\x83", b"\x8b", b"\xf5")
# streams of Excel 2 to 95 without a file around them
_OLD_EXCEL = {b"\x09\0\x04\0": 2, b"\x09\x02\x06\0": 3, b"\x09\x04\x06\0": 4, b"\x09\x08": 5}
_PICTURE_BOX = re.compile(rb"RIFF....WEBP|....ftyp(heic|heix|mif1|avif)|BM....\0\0\0\0", re.DOTALL)
_FILM_BOX = re.compile(rb"RIFF....(AVI |WAVE)|....ftyp", re.DOTALL)
_TAPE, _TAPE_AT = b"ustar", 257
_DOS_PROGRAM = re.compile(rb"MZ[^\n]{0,64}\0", re.DOTALL)
_MHTML = re.compile(rb"mime-version:|content-type:\s*multipart/related", re.IGNORECASE)
_ELEMENTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|excel\.sheet"), _XML_2003),
    (re.compile(rb"opendocument\.(spreadsheet|text|presentation)|<office:document\b"), _FLAT),
    (re.compile(rb"schemas\.uof\.org|<uof:uof\b"), _UOF),
    (re.compile(rb"word\.document|schemas\.microsoft\.com/office/word"), _TEXT),
    (re.compile(rb"powerpoint\.show"), _SLIDES),
    (re.compile(rb"<svg\b"), _PICTURE),
    (re.compile(rb"<html\b|<!doctype html|<table\b|<meta[\s/>]"), _WEB),
)
_NO_TEXT = re.compile(rb"[\0-\x08\x0e-\x1f]")
_MAIL_HEAD = re.compile(rb"(received|return-path|delivered-to|message-id|from): ", re.IGNORECASE)

_OLE_DOCUMENTS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "file_encrypted", _LOCKED),
    ("WordDocument", "file_type", _TEXT),
    ("PowerPoint Document", "file_type", _SLIDES),
    ("__properties_version1.0", "file_type", _MAIL),
    ("Catalog", "file_unsupported", _SYSTEM),  # thumbs.db
    ("MatOST", "file_type", _TEXT),  # Works
    ("VisioDocument", "file_type", _DRAWING),
    ("FileHeader", "file_type", _TEXT),  # Hangul
)
_LOCK_STREAM = "EncryptedPackage".encode("utf-16-le")
# formats of WPS alone by how a file of them is named
_WPS_NAMES = {
    **dict.fromkeys((".et", ".ett"), _WPS),
    **dict.fromkeys((".wps", ".wpt"), _TEXT),
    **dict.fromkeys((".dps", ".dpt"), _SLIDES),
}
_APPLE_NAMES = (".pages", ".key")
BINARY = "xl/workbook.bin"  # the main part of an .xlsb workbook
_PACKAGES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(re.escape(BINARY)), "file_unsupported", _BINARY),
    (re.compile("encrypted-package"), "file_encrypted", _LOCKED),
    (re.compile("OFD\\.xml"), "file_unsupported", _PAGES),
    (re.compile("word/.*"), "file_type", _TEXT),
    (re.compile("ppt/.*"), "file_type", _SLIDES),
    (re.compile(r".*\.iwa|Index\.zip|index\.(xml|apxl)(\.gz)?"), "file_unsupported", _NUMBERS),
    (re.compile(r"uof\.xml", re.IGNORECASE), "file_unsupported", _UOF),
    (re.compile(r"content\.xml"), "file_unsupported", _OPEN_DOCUMENT),
    (re.compile(r"\[Content_Types\]\.xml|mimetype"), "file_type", _DOCUMENT),
)
_ODF = (
    (b"spreadsheet", _OPEN_DOCUMENT),
    (b"text", _TEXT),
    (b"presentation", _SLIDES),
    (b"graphics", _DRAWING),
    (b"formula", _DRAWING),
)


def is_trace(name: str) -> bool:
    """Whether a name is that of a file which an office program leaves while a workbook is open."""
    return name.startswith(("~$", ".~lock.", ".~"))


def a_trace() -> Unreadable:
    """The refusal of a lock file that an office program left behind."""
    return Unreadable("file_unsupported", _(_LOCK))


def named(suffix: str, raw: bytes) -> Unreadable | None:
    """The refusal of a file that is neither a package nor an OLE file; None when it may be a text table."""
    head = raw[:_HEAD]
    if version := next((_OLD_EXCEL[begin] for begin in _OLD_EXCEL if head.startswith(begin)), 0):
        return of_old_excel(version)
    words = _by_name(suffix, head) or _by_magic(head) or _markup(head)
    return Unreadable("file_unsupported", _(words)) if words else None


def of_old_excel(version: int) -> Unreadable:
    """The refusal of a workbook of Excel 2 to 95."""
    return Unreadable("file_unsupported", _(_ANCIENT).format(version=version))


def _by_name(suffix: str, head: bytes) -> str:
    """The kind of a file that only its name shows."""
    if suffix == ".cdesk":
        return _REGISTER
    return _DBASE if suffix == ".dbf" and head[:1] in _DBASE_VERSIONS else ""


def _by_magic(head: bytes) -> str:
    """The kind of a file that its first bytes show."""
    for magic, words in _MAGIC:
        if head.startswith(magic):
            return words
    if _PICTURE_BOX.match(head):
        return _PICTURE
    if _FILM_BOX.match(head):
        return _FILM
    if head[_TAPE_AT:].startswith(_TAPE):
        return _PACKED
    return _PROGRAM if _DOS_PROGRAM.match(head) else ""


def _markup(head: bytes) -> str:
    """The kind of an HTML, XML or mail text; "" for other texts."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MHTML.match(head):
        return _WEB
    if _MAIL_HEAD.match(head):
        return _MAIL
    if not head.startswith(b"<"):
        return ""
    low = head.lower()
    return next((words for pattern, words in _ELEMENTS if pattern.search(low)), _XML)


def packed(suffix: str, archive: Archive) -> Unreadable:
    """The refusal of a sound package that holds no workbook, naming its kind."""
    kind = archive.part("mimetype") if "mimetype" in archive else b""
    for part, words in _ODF:
        if b"opendocument." + part in kind:
            return Unreadable("file_unsupported" if words == _OPEN_DOCUMENT else "file_type", _(words))
    for pattern, code, words in _PACKAGES:
        if any(pattern.fullmatch(name) for name in archive.names()):
            words = _APPLE if words == _NUMBERS and suffix in _APPLE_NAMES else words
            return Unreadable(code, _(words))
    return Unreadable("file_unsupported", _(_PACKED))


def ole(suffix: str, names: Iterable[str]) -> Unreadable:
    """The refusal of a sound OLE file without a workbook stream, naming its kind."""
    present = {name.casefold() for name in names}
    for stream, kind, words in _OLE_DOCUMENTS:
        if stream.casefold() in present:
            return Unreadable(kind, _(words))
    if any(re.fullmatch(r"256_[0-9a-f]+|thumbs.*", name) for name in present):
        return Unreadable("file_unsupported", _(_SYSTEM))
    if suffix in _WPS_NAMES:
        return Unreadable("file_unsupported", _(_WPS_NAMES[suffix]))
    return Unreadable("file_unsupported", _(_UNKNOWN))


def broken_ole(suffix: str, raw: bytes) -> Unreadable | None:
    """The refusal of an OLE file with unreadable streams, as far as its kind is recognisable."""
    if _LOCK_STREAM in raw:
        return Unreadable("file_encrypted", _(_LOCKED))
    return ole(suffix, ()) if suffix in _WPS_NAMES else None


def unknown(raw: bytes) -> Unreadable:
    """The refusal of a file of unknown kind, in words for a text or for other bytes."""
    head = raw[:_HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return Unreadable("file_unsupported", _(_PROSE if wide or not _NO_TEXT.search(head) else _UNKNOWN))
