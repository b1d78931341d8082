"""Workbooks with lists of acts as an office sends them, about the households of `two_households`."""

from openpyxl import Workbook

VISITS = (
    ("大河村干部入户走访汇总表",),
    ("序号", "行政村", "户主姓名", "走访日期", "走访干部", "发现的问题"),
    (1, "大河村", "张大有", "2016.11.8", "孙干部", "房屋漏雨"),
    (2, "大河村", "王秀田", "11月9日", "孙干部", "饮水不稳定"),
    (3, "大河村", "赵无人", "2016/11/9", "孙干部", "无"),
    ("合计", "", "3户"),
)


def a_list(folder, rows=VISITS, name="入户走访汇总.xlsx", sheet="走访", more=None):
    """The path of a workbook with these rows; `more` are the rows of further sheets by name."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = sheet
    for row in rows:
        first.append(row)
    for title, others in (more or {}).items():
        other = book.create_sheet(title)
        for row in others:
            other.append(row)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    book.save(path)
    return path
