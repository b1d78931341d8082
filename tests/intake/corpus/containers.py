"""Files that are not what they seem: hostile archives, broken ones, other documents, other names."""

import zlib
from functools import cache

from tests.intake.corpus.case import FREE, LIST, OK, STORED, Case, cells_of, clean_book, wanted_rows
from tests.intake.corpus.people import the_list
from tests.intake.corpus.zips import Entry, entries_of, zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1 << 20
TABLE = "<table>" + "".join(
    "<tr>" + "".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) + "</tr>"
    for row in cells_of(the_list())
)


def _squeezed(size):
    """A deflated run of blanks, made without holding it."""
    squeeze, block = zlib.compressobj(9, zlib.DEFLATED, -15), b" " * MEGABYTE
    packed = [squeeze.compress(block) for _ in range(size // MEGABYTE)]
    crc = 0
    for _ in range(size // MEGABYTE):
        crc = zlib.crc32(block, crc)
    return b"".join(packed) + squeeze.flush(), crc


def _bomb(parts, told=None):
    """The parts, and one that unpacks to 200 MB; `told` is the size that it owns to."""
    size = 200 * MEGABYTE
    packed, crc = _squeezed(size)
    bomb = Entry("xl/theme/theme1.xml", b"", crc=crc, size=told or size, packed=packed)
    return zip_of([*entries_of(parts), bomb])


def _sheet_bomb(parts):
    """The sheet itself goes on for 200 MB of blanks after its end."""
    squeeze, block = zlib.compressobj(9, zlib.DEFLATED, -15), b" " * MEGABYTE
    data = parts[SHEET]
    packed, crc = squeeze.compress(data), zlib.crc32(data)
    for _ in range(200):
        packed += squeeze.compress(block)
        crc = zlib.crc32(block, crc)
    size = len(data) + 200 * MEGABYTE
    bomb = Entry(SHEET, b"", crc=crc, size=size, packed=packed + squeeze.flush())
    return zip_of([bomb if name == SHEET else Entry(name, data) for name, data in parts.items()])


def _overlap(parts):
    """Two parts whose packed bytes lie over each other."""
    entries = entries_of(parts)
    start = len(zip_of(entries)) - len(zip_of([])) - sum(46 + len(entry.name) for entry in entries)
    first = Entry("xl/media/a.bin", b"x" * 4000, method=0)
    inner = Entry("xl/media/b.bin", b"x" * 2000, method=0, at=start + 1000, packed=b"")
    return zip_of([*entries, first, inner])


def _same_place(parts):
    """Every part of a hundred stands at one place, as in a bomb without nesting."""
    entries = entries_of(parts)
    start = len(zip_of(entries)) - len(zip_of([])) - sum(46 + len(entry.name) for entry in entries)
    kernel = Entry("xl/media/0.bin", b"\0" * MEGABYTE)
    again = [
        Entry(f"xl/media/{n}.bin", b"\0" * MEGABYTE, packed=b"", packed_size=len(kernel.body()), at=start)
        for n in range(1, 100)
    ]
    return zip_of([*entries, kernel, *again])


def _with(parts, *more):
    return zip_of([*entries_of(parts), *more])


def _changed(parts, name, **lies):
    entries = entries_of(parts)
    for entry in entries:
        if entry.name == name:
            for key, value in lies.items():
                setattr(entry, key, value)
    return zip_of(entries)


def _hostile(parts):
    """Hostile archives: name, what it is, bytes, kinds that must be named."""
    other = parts[SHEET].replace(b"<v>2800</v>", b"<v>800</v>")
    whole = zip_of(entries_of(parts))
    yield "bomb", "a part that unpacks to 200 MB", _bomb(parts), "zip_too_big"
    yield "bomb_told_small", "the same, owning to 100 bytes", _bomb(parts, 100), "zip_too_big|file_corrupt"
    yield "bomb_sheet", "the sheet unpacks to 200 MB", _sheet_bomb(parts), "zip_too_big"
    yield "many", "2,500 parts", _with(parts, *[Entry(f"xl/m/{n}", b"") for n in range(2500)]), "zip_too_many"
    yield "duplicate", "two sheets under one name", _with(parts, Entry(SHEET, other)), "zip_duplicate"
    yield (
        *("duplicate_case", "two sheets whose names differ in capitals"),
        *(_with(parts, Entry("xl/worksheets/Sheet1.xml", other)), "zip_duplicate"),
    )
    yield "overlap", "parts that lie over each other", _overlap(parts), "zip_overlap|file_corrupt"
    yield "same_place", "a hundred parts at one place", _same_place(parts), "zip_overlap|file_corrupt"
    for name, path in (
        ("up", "../../evil.xml"),
        ("absolute", "/etc/evil.xml"),
        ("drive", "C:/evil.xml"),
        ("backslash", "xl\\..\\evil.xml"),
        ("nul", b"xl/evil.xml\0.png"),
    ):
        yield f"name_{name}", f"a part named {path!r}", _with(parts, Entry(path, b"x")), "zip_bad_name"
    yield (
        *("local_name", "a part with two names"),
        *(_changed(parts, SHEET, local_name="xl/worksheets/other.xml"), "zip_bad_name|file_corrupt"),
    )
    yield "locked_part", "a part with a password", _changed(parts, SHEET, flags=1), "file_encrypted"
    yield "checksum", "a part with a wrong checksum", _changed(parts, SHEET, crc=1), "file_corrupt"
    yield "bzip2", "a part packed in a strange way", _changed(parts, SHEET, method=12), "file_corrupt"
    yield (
        "method_99",
        "a part packed in an unknown way",
        _changed(parts, SHEET, method=99),
        "file_corrupt|file_encrypted",
    )
    yield "truncated", "the first half of a file", whole[: len(whole) // 2], "file_truncated|file_corrupt"
    yield "truncated_end", "all but the last bytes", whole[:-30], "file_truncated|file_corrupt"
    yield (
        "start_lost",
        "without the first bytes",
        whole[100:],
        "file_truncated|file_corrupt|file_unsupported|file_type",
    )
    yield (
        "hole",
        "a hole in the middle",
        whole[:900] + b"\0" * 300 + whole[1200:],
        "file_corrupt|file_truncated",
    )
    yield (
        "sizes_lie",
        "a part that owns to fewer bytes",
        _changed(parts, SHEET, size=500),
        "file_corrupt|zip_too_big",
    )
    yield (
        "offset",
        "a part said to stand outside",
        _changed(parts, SHEET, at=1 << 30),
        "file_corrupt|file_truncated|zip_overlap",
    )
    yield (
        "no_workbook",
        "no workbook in the archive",
        zip_of(entries_of({k: v for k, v in parts.items() if k != "xl/workbook.xml"})),
        "file_type|file_corrupt",
    )
    yield (
        "no_sheet",
        "no sheet in the archive",
        zip_of(entries_of({k: v for k, v in parts.items() if k != SHEET})),
        "file_corrupt",
    )
    yield (
        "no_strings",
        "no strings in the archive",
        zip_of(entries_of({k: v for k, v in parts.items() if "Strings" not in k})),
        "file_corrupt",
    )
    yield "zip_only", "an archive of a workbook", zip_of([Entry(LIST, whole)]), "file_type|file_unsupported"
    yield (
        "sheet_outside",
        "the sheet is said to stand elsewhere",
        _changed(
            parts,
            "xl/_rels/workbook.xml.rels",
            data=parts["xl/_rels/workbook.xml.rels"].replace(
                b"worksheets/sheet1.xml", b"../../../etc/passwd"
            ),
        ),
        "file_corrupt|zip_bad_name",
    )


def _other_documents():
    """Other documents: name, what it is, name of the file, bytes, kinds."""
    html = (
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8">{TABLE}</table></html>'
    )
    xml = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook'
        ' xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )
    mime = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n" + html
    word = zip_of([Entry("[Content_Types].xml", b"<Types/>"), Entry("word/document.xml", b"<d/>")])
    slides = zip_of([Entry("[Content_Types].xml", b"<Types/>"), Entry("ppt/presentation.xml", b"<d/>")])
    ole = OLE + b"\0" * 504 + b"\xff" * 1024
    locked = ole + "EncryptedPackage".encode("utf-16-le") + "EncryptionInfo".encode("utf-16-le")
    document = ole + "WordDocument".encode("utf-16-le")
    unsupported = "file_unsupported|file_type"
    yield "empty", "nothing", LIST, b"", "file_empty"
    yield "blank", "only noughts", LIST, b"\0" * 4096, "file_empty"
    yield "empty_csv", "only line ends", "申请名单.csv", b"\r\n\r\n", "file_empty"
    yield "html_xls", "a page named .xls", "申请名单.xls", html.encode(), unsupported
    yield "html_gbk_xls", "a page in GBK named .xls", "申请名单.xls", html.encode("gbk"), unsupported
    yield "html_xlsx", "a page named .xlsx", LIST, html.encode(), unsupported
    yield "html_csv", "a page named .csv", "申请名单.csv", html.encode(), unsupported
    yield "xml_xls", "XML of 2003 named .xls", "申请名单.xls", xml.encode(), unsupported
    yield "mhtml_xls", "a saved page named .xls", "申请名单.xls", mime.encode(), unsupported
    yield "password", "a workbook with a password", LIST, locked, "file_encrypted"
    yield (
        "et",
        "a workbook of WPS",
        "申请名单.et",
        ole + "ETExtData".encode("utf-16-le"),
        f"{unsupported}|file_corrupt",
    )
    yield "doc_xls", "a document named .xls", "申请名单.xls", document, f"{unsupported}|file_corrupt"
    yield (
        "ole_cut",
        "the first bytes of an old workbook",
        "申请名单.xls",
        OLE,
        f"{unsupported}|file_corrupt|file_truncated",
    )
    yield (
        "ole_junk",
        "an old workbook of junk",
        "申请名单.xls",
        OLE + bytes(range(256)) * 40,
        f"{unsupported}|file_corrupt|file_truncated",
    )
    yield "docx", "a document", "申请名单.docx", word, unsupported
    yield "docx_xlsx", "a document named .xlsx", LIST, word, unsupported
    yield "pptx_xlsx", "slides named .xlsx", LIST, slides, unsupported
    yield "pdf", "a paper", "申请名单.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", unsupported
    yield "pdf_xlsx", "a paper named .xlsx", LIST, b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", unsupported
    yield (
        "pdf_csv",
        "a paper named .csv",
        "申请名单.csv",
        b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n",
        f"{unsupported}|encoding_unclear",
    )
    yield "png", "a picture", "申请名单.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", unsupported
    yield "jpg_xls", "a picture named .xls", "申请名单.xls", b"\xff\xd8\xff\xe0\0\x10JFIF\0", unsupported
    yield (
        "png_csv",
        "a picture named .csv",
        "申请名单.csv",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1",
        f"{unsupported}|encoding_unclear",
    )
    yield "rar", "an archive of another kind", "申请名单.rar", b"Rar!\x1a\x07\x01\0" + b"\1" * 50, unsupported
    yield "rar_xlsx", "the same named .xlsx", LIST, b"Rar!\x1a\x07\x01\0" + b"\1" * 50, unsupported
    yield "program", "a program named .xlsx", LIST, b"MZ\x90\0\3\0\0\0" + b"\0" * 100, unsupported
    yield (
        "text_xlsx",
        "words named .xlsx",
        LIST,
        "张大有家里困难".encode(),
        f"{unsupported}|header_missing|no_rows",
    )


def _sound(parts):
    """Archives that are odd but sound, which have to be read: name, what it is, file, bytes, kinds."""
    whole = zip_of(entries_of(parts))
    stored = [Entry(name, data, method=0) for name, data in parts.items()]
    streamed = [Entry(name, data, streamed=True) for name, data in parts.items()]
    yield "clean", "nothing odd", LIST, whole, None
    yield "stored", "nothing is packed", LIST, zip_of(stored), None
    yield "streamed", "sizes stand behind the parts", LIST, zip_of(streamed), None
    yield "reversed", "the parts in another order", LIST, zip_of(entries_of(parts)[::-1]), None
    yield (
        "commented",
        "an archive with a comment",
        LIST,
        zip_of(entries_of(parts), comment=b"made in WPS"),
        None,
    )
    yield (
        "folders",
        "an archive with entries for folders",
        LIST,
        _with(parts, Entry("xl/media/", b"", method=0)),
        None,
    )
    yield "named_xls", "named .xls", "申请名单.xls", whole, "file_type"
    yield "named_csv", "named .csv", "申请名单.csv", whole, "file_type"
    yield "named_nothing", "without a suffix", "申请名单", whole, "file_type"
    yield "named_capitals", "with a suffix in capitals", "申请名单.XLSX", whole, None
    yield "named_copy", "with a second suffix", "申请名单.xlsx.xlsx", whole, None


@cache
def cases():
    """Every file of this group."""
    parts = clean_book().all_parts()
    whole = zip_of(entries_of(parts))
    found = [
        Case(f"zip_{name}", says, LIST, content, {}, (kind,), "must")
        for name, says, content, kind in _hostile(parts)
    ]
    found += [
        Case(f"other_{name}", says, file, content, {}, (kind,), "must")
        for name, says, file, content, kind in _other_documents()
    ]
    found += [
        Case(
            *(f"sound_{name}", says, file, content),
            wanted_rows(verdicts=OK if kind is None else STORED),
            (kind,) if kind else (),
        )
        for name, says, file, content, kind in _sound(parts)
    ]
    mark = b"\xef\xbb\xbf"
    told = ("file_empty|no_rows",)
    found.append(
        Case("other_bom_only", "only the mark of an encoding", "申请名单.csv", mark, {}, told, "may")
    )
    either = wanted_rows(verdicts=FREE)
    for name, says, content in (
        ("prefix", "junk before the archive", b"junk" * 20 + whole),
        ("program_prefix", "a program before the archive", b"MZ" + b"\0" * 200 + whole),
        ("suffix", "junk after the archive", whole + b"junk" * 20),
        (
            "no_styles",
            "no styles in the archive",
            zip_of(entries_of({k: v for k, v in parts.items() if "styles" not in k})),
        ),
        (
            "no_types",
            "no list of types in the archive",
            zip_of(entries_of({k: v for k, v in parts.items() if "Types" not in k})),
        ),
    ):
        rows = {
            key: row.__class__((*row.verdicts, "reject_row"), (), None if name == "no_styles" else row.values)
            for key, row in either.items()
        }
        found.append(Case(f"odd_{name}", says, LIST, content, rows, (), "may"))
    return found
