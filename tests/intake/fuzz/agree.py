"""Whether what the program made of a file agrees with what the second reader saw of it."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation

from county_desk.identity import check_digit
from county_desk.intake.delivery import Delivery
from county_desk.sheets.formats.book import letters
from tests.intake.corpus.lists import ROSTER
from tests.intake.corpus.people import (
    CARD,
    FILED,
    HEAD,
    ID,
    INCOME,
    PERSONS,
    PHONE,
    REMARK,
    SERIAL,
    TITLES,
    VILLAGE,
)
from tests.intake.corpus.values import known_spellings

STORED = ("accept", "accept_warn")
ALIASES = {
    "户主": HEAD,
    "身份证号码": ID,
    "年人均纯收入": INCOME,
    "人均纯收入": INCOME,
    "手机号码": PHONE,
    "村名": VILLAGE,
    "一卡通账号": CARD,
    "身分证号": ID,
    "身份证": ID,
    "序": SERIAL,
    "户主性名": HEAD,
    "备住": REMARK,
    "年人钧纯收入(元)": INCOME,
    "申请曰期": FILED,
}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]|_x000[dD]_"
)
_PLAIN_FORMAT = re.compile(
    r"(General|@|unknown|#?,?#*0(\.0+)?(_ |_\))?|#,##0(\.0+)?(_ |_\))?|\"?[¥￥]\"?#,##0\.00.*|0(\.00)?\"元\")"
)
_TOTAL = "年纯收入"  # of a whole household, where a letter of the title was lost
_OTHERWISE = {PERSONS: "家庭人口数", INCOME: "人均纯收入", "家庭人口数": PERSONS, "姓名": HEAD, HEAD: "姓名"}
# columns with a fixed list, in which one word may be read as another when that is said
_LISTED = ("与户主关系", "性别", "民族", "文化程度", "健康状况", "在校生状况", "致贫原因")
# what stands once for all rows of a household
_SPREAD = (VILLAGE, "户编号", "家庭人口数", "致贫原因")
_NUMERALS = "零一二三四五六七八九十"
_DAY_TEXT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?([ T]\d{1,2}:\d{2}(:\d{2})?)?|(\d{4})(\d{2})(\d{2})"
)


def squeezed(text):
    """A text in plain characters, without blanks and what cannot be seen."""
    plain = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), str(text))
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", _INVISIBLE.sub("", plain)))


def disagreements(delivery: Delivery, pages) -> list[str]:
    """Everything that was stored otherwise than the second reader saw it, or left out without a word."""
    lines = {(line.sheet, line.row): line for line in delivery.lines}
    found = ["a row is reported twice"] if len(lines) < len(delivery.lines) else []
    for page in pages:
        header = _header(page)
        for number, cells in sorted(page.cells.items()):
            if any(_holds(cell) for cell in cells.values()):
                line = lines.get((page.name, number))
                found += _line(page, number, cells, header, line, delivery)
    known = {(page.name, number) for page in pages for number in page.cells}
    for place, line in lines.items():
        if line.verdict.value in STORED and place not in known:
            found.append(f"{place[0]}!{place[1]} is stored, but the second reader sees no such row")
    return found


def _line(page, number, cells, header, line, delivery):
    where = f"{page.name}!{number}"
    if line is None:
        return [f"{where} is left out without a word"]
    if line.verdict.value in STORED:
        return _row(page, number, cells, header, line, delivery)
    filled = len(cells) * 2 >= len(header[1])  # one number in a title makes no person
    passed = (
        line.verdict.value == "skip"
        and number not in (header[0], header[0] - 1)
        and filled
        and _is_person(cells)
    )
    return [f"{where} holds a person and was passed over"] if passed else []


def _holds(cell):
    return cell.kind != "text" or bool(squeezed(cell.value))


def _header(page):
    """The last row of the header and the columns of each title; one that follows again is of the header."""
    for number in sorted(page.cells)[:25]:
        columns = _titles(page.cells[number])
        if len(columns) >= 3:
            again = _titles(page.cells.get(number + 1, {}))
            if sum(1 for title, places in again.items() if columns.get(title) == places) * 2 < len(columns):
                return number, columns
            return number + 1, again | columns
    return 0, {}


def _titles(cells):
    columns: dict[str, list[int]] = {}
    for column, cell in cells.items():
        if cell.kind == "text" and (title := _title(cell.value)):
            columns.setdefault(title, []).append(column)
    return columns


def _title(text):
    plain = squeezed(text)
    by_plain = {squeezed(title): title for title in (*TITLES, *ROSTER, _TOTAL)} | ALIASES
    return by_plain.get(plain) or by_plain.get(re.sub(r"\([^()千万]*\)$", "", plain))


def _is_person(cells):
    """Whether a row bears a valid identity number and is no header: then it is data, whatever is above it."""
    titles = sum(1 for cell in cells.values() if cell.kind == "text" and _title(cell.value))
    texts = [squeezed(cell.value) for cell in cells.values() if cell.kind == "text"]
    total = any(re.match("合计|总计|小计", text) for text in texts)
    return not total and titles * 2 < len(cells) and any(map(_is_number, texts))


def _is_number(text):
    return bool(re.fullmatch(r"\d{17}[\dX]", text, re.ASCII)) and check_digit(text) == text[17]


def _row(page, number, cells, header, line, delivery):
    first, columns = header
    where = f"{page.name}!{number}"
    if not columns or number <= first:
        return [f"{where} is stored without a header over it"]
    told = {problem.cell for problem in line.problems}
    # what is asked once about a column, at its header, is no loss in its rows
    asked = {
        problem.cell.rstrip("0123456789")
        for problem in delivery.problems
        if problem.sheet == page.name and problem.kind in ("header_duplicate", "header_unknown")
    }
    found = []
    for title, places in columns.items():
        for column in places:
            if letters(column) in asked:
                continue
            name, cell = f"{letters(column)}{number}", cells.get(column)
            value = line.values.get(title, line.values.get(_OTHERWISE.get(title, title), ""))
            alone = len(places) == 1 and title not in (*_SPREAD, *((HEAD,) if "姓名" in columns else ()))
            if said := _value(title, cell, value, name in told, alone, page.since_1904):
                found.append(f"{where} {title}: {said.replace('{name}', name)}")
    extra = cells.keys() - {one for places in columns.values() for one in places}
    spoken = {"header_unknown", "csv_structure"} & set(delivery.kinds)
    if any(_holds(cells[column]) for column in extra) and not spoken:
        found.append(f"{where} a cell outside of the known columns was dropped without a word")
    return found


def _value(title, cell, value, told, alone, since_1904):
    """What is wrong with one stored value; "" when nothing is."""
    if cell is None or not _holds(cell):
        wrong = value != "" and alone
        return f"stored {value!r}, but the cell {{name}} is blank" if wrong else ""
    if value == "":
        dropped = not told and squeezed(cell.value) not in ("", "-", "/")
        return f"the cell {{name}} ({cell}) was dropped without a word" if dropped else ""
    if agrees(title, cell, value, since_1904) or (title in _LISTED and told):
        return ""
    return f"stored {value!r}, but the cell {{name}} is {cell}"


def agrees(title, cell, value, since_1904=False):
    """Whether a stored value is what a cell says."""
    if cell.kind in ("formula", "error", "unsure"):
        return False
    if cell.kind == "text" and value in known_spellings().get((title, cell.value), ()):
        return True
    if title in (ID, CARD, PHONE):
        return (cell.kind == "text" and _number_text(cell.value, value, title)) or (
            title == PHONE and cell.kind == "number" and _whole(cell) == value
        )
    if title in (INCOME, _TOTAL):
        return _money(cell, value)
    if title in (PERSONS, "家庭人口数"):
        return _count(cell, value)
    if title == "户编号":
        given = str(cell.value)
        return (
            _whole(cell) == value
            if cell.kind == "number"
            else squeezed(given) == value or _number_text(given, value, title)
        )
    if title in (FILED, "出生日期"):
        return _day(cell, value, since_1904)
    return _words(title, cell, value)


def _same_number(given, value):
    try:
        return float(given) == float(value)
    except ValueError:
        return False


def _whole(cell):
    try:
        number = Decimal(str(cell.value))
    except InvalidOperation:
        return None
    return str(int(number)) if number == number.to_integral_value() else None


def _number_text(raw, value, title):
    plain = squeezed(raw).upper().lstrip("'‘’`")
    plain = plain.removeprefix('="').removesuffix('"') if plain.startswith('="') else plain
    forms = {plain, plain.replace("-", "")}
    if title == PHONE:
        forms |= {plain.removeprefix("+86"), plain.replace("-", "").removeprefix("+86"), squeezed(raw)}
        forms |= (
            set(re.split("[,、;/]", plain)) | set(map(squeezed, str(raw).split())) | {plain.removeprefix("0")}
        )
    return value in forms


def _amount(cell):
    """The number that a cell says, or None when it is not plainly one."""
    if cell.kind == "number":
        return Decimal(str(cell.value)) if _PLAIN_FORMAT.fullmatch(cell.format) else None
    if cell.kind != "text":
        return None
    plain = squeezed(cell.value).removeprefix("¥")
    factor = 1
    for unit, times in (("万元", 10_000), ("万", 10_000), ("元整", 1), ("元", 1), ("人", 1), ("口", 1)):
        if plain.endswith(unit):
            plain, factor = plain.removesuffix(unit), times
            break
    if not re.fullmatch(
        r"-?\d+(\.\d+)?|-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?[eE]\+?\d{1,2}", plain, re.ASCII
    ):
        return None
    return Decimal(plain.replace(",", "")) * factor


def _money(cell, value):
    number = _amount(cell)
    if number is None or abs(number) > Decimal(10) ** 15:
        return False
    return Decimal(value) in {
        number.quantize(Decimal("0.01"), way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    }


def _count(cell, value):
    plain = squeezed(cell.value).removesuffix("人").removesuffix("口")
    number = Decimal(_NUMERALS.index(plain)) if plain and plain in _NUMERALS else _amount(cell)
    return number is not None and isinstance(value, int) and number == value


def _day(cell, value, since_1904):
    if cell.kind == "day":
        # a flag that is neither yes nor no is no to the second reader and yes to others
        return value in (cell.value.isoformat(), (cell.value + timedelta(days=1462)).isoformat())
    if cell.kind == "number":
        number = Decimal(str(cell.value))
        if re.fullmatch(r"(19|20)\d{6}(\.0*)?", str(cell.value)):
            digits = str(int(number))
            return value == f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        start = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        if not 0 < number < 100_000 or '"' in re.sub('"[年月日]"', "", cell.format):
            return False
        return value == (start + timedelta(days=int(number))).isoformat()
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", str(cell.value))).strip()
    found = _DAY_TEXT.fullmatch(plain) or _DAY_TEXT.fullmatch(squeezed(cell.value))
    if cell.kind != "text" or not found:
        return False
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[7], found[8])
    return value == f"{int(year):04}-{int(month):02}-{int(day):02}"


def _words(title, cell, value):
    if cell.kind == "number":
        return title in (SERIAL, REMARK) and (_same_number(cell.value, value) or _day(cell, value, False))
    if cell.kind == "bool":
        return title in (SERIAL, REMARK) and str(value).lower() in ("true", "false", "1", "0")
    if cell.kind == "day":
        return title in (SERIAL, REMARK) and value == cell.value.isoformat()
    if cell.kind != "text":
        return False
    plain = squeezed(cell.value)
    if title in (HEAD, "姓名"):
        plain = re.sub("[•‧・●∙⋅.．]", "·", plain)
        return plain == re.sub(r"\s+", "", value)
    if title == VILLAGE:
        return plain == squeezed(value)
    return plain == squeezed(value)
