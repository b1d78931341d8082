"""Large rosters of made-up people, as villages would send them, written fast: the parts are made as text."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from county_desk.sheets.formats.book import letters
from tests.benchmarks.registers import GIVEN, SURNAMES
from tests.build import an_id_number

COLUMNS = (
    *(
        "序号",
        "行政村名称",
        "组别",
        "姓名",
        "与户主关系",
        "性别",
        "身份证号",
        "出生年月日",
        "民族",
        "文化程度",
    ),
    *("身体状况", "劳动技能", "在校生状况", "参加新农合", "贫困户编号", "家庭人口数", "贫困户属性"),
    *("主要致贫原因", "脱贫情况", "户联系电话"),
)
WIDE = (
    *("县", "乡镇", "识别标准", "其他致贫原因", "识别时间", "开户银行", "银行卡号", "家庭住址", "帮扶单位"),
    *("帮扶责任人", "帮扶责任人电话", "帮扶措施", "备注", "人编号", "政治面貌", "婚姻状况", "务工时间"),
    *("参加大病保险", "参加养老保险", "务工所在地"),
)
PEOPLE = (("户主", "男", "19650312", 1), ("配偶", "女", "19680725", 2), ("之子", "男", "19900101", 1))
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("worksheet", "worksheets/sheet1"), ("styles", "styles"), ("sharedStrings", "sharedStrings")


def write_roster(
    path: Path,
    households: int,
    *,
    wide: bool = False,
    village: str = "大河村",
    start: int = 0,
    wrong: int = 0,
) -> None:
    """Three people a household, one row each, in 20 columns or 40; numbered from `start`.

    With `wrong` one household of so many has a relation that no list knows.
    """
    strings: dict[str, int] = {}
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=6) as package:
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for part in _sheet(_rows(range(start, start + households), village, wide, wrong), strings):
                sheet.write(part.encode())
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        package.writestr("xl/sharedStrings.xml", f'{_XML}<sst xmlns="{_MAIN}">{items}</sst>')
        for name, content in _frame():
            package.writestr(name, _XML + content)


def _sheet(rows: Iterator[Sequence[object]], strings: dict[str, int]) -> Iterator[str]:
    yield f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row, 1):
            name = f"{letters(column)}{number}"
            if isinstance(value, str):
                cells.append(
                    f'<c r="{name}" s="1" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
                )
            elif value is not None:
                cells.append(f'<c r="{name}" s="1"><v>{value}</v></c>')
            else:
                cells.append(f'<c r="{name}" s="1"/>')
        yield f'<row r="{number}" spans="1:{len(row)}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _rows(numbers: range, village: str, wide: bool, wrong: int) -> Iterator[Sequence[object]]:
    yield [f"城关镇{village}委会2016年贫困户花名册"]
    yield [*COLUMNS, *(WIDE if wide else ())]
    for number in numbers:
        for place, person in enumerate(PEOPLE):
            row = _row(number, place, village, *person)
            if wrong and place and number % wrong == 0:
                row[COLUMNS.index("与户主关系")] = "邻居家的"
            yield [*row, *_more(number, place)] if wide else row


def _row(
    number: int, place: int, village: str, relation: str, sex: str, born: str, last: int
) -> list[object]:
    year = int(born[:4]) - number // 400 % 9
    day = f"{year}{number % 12 + 1:02}{number // 12 % 28 + 1:02}"
    serial = (number // 336 * 2 + last) % 998
    return [
        *(
            number + 1,
            village,
            f"{number % 9 + 1}组",
            SURNAMES[number % 10] + GIVEN[(number + place) % 8],
            relation,
            sex,
        ),
        *(an_id_number(serial, day), f"{day[:4]}-{day[4:6]}-{day[6:]}"),
        *("汉族", "小学", "健康", "普通劳动力", "非在校生", "是", f"990101100001{number:05}", 3),
        *("一般贫困户", "缺技术", "申请", f"139{number:08}"),
    ]


def _more(number: int, place: int) -> list[object]:
    return [
        *("青岚县", "城关镇", "国家标准", "缺资金" if number % 3 else None, "2015", "农村信用社"),
        *(_card(number), f"大河村{number % 9 + 1}组{number}号", "县扶贫办", f"赵{GIVEN[number % 8]}"),
        *(f"138{number % 600:08}", "产业帮扶", None if number % 7 else f"第 {number} 户"),
        *(f"990101100001{number:05}{place + 1:02}", "群众", "已婚", number % 11 + 1, "是", "是"),
        *("县内" if number % 2 else "省外",),
    ]


def _card(number: int) -> str:
    body = f"62000099010{number:07}"
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def _frame() -> Iterator[tuple[str, str]]:
    kinds = f'<Override PartName="/xl/workbook.xml" ContentType="{_DOCUMENT}.sheet.main+xml"/>'
    kinds += "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_DOCUMENT}.{kind}+xml"/>' for kind, part in _PARTS
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    yield "[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{kinds}</Types>'
    yield "_rels/.rels", _relations(("officeDocument", "xl/workbook"))
    yield "xl/_rels/workbook.xml.rels", _relations(*_PARTS)
    sheets = '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'
    yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{sheets}</workbook>'
    yield (
        "xl/styles.xml",
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/>'
        '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/>'
        '<xf xfId="0" applyAlignment="1"><alignment horizontal="center"/></xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    )


def _relations(*parts: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{part}.xml"/>'
        for number, (kind, part) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
