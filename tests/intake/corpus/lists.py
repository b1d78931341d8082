"""The other lists: rosters, the national export, tables of villages, monitoring, lists of departments."""

import csv
from functools import cache
from io import StringIO

from tests.intake.corpus.case import ASK, FREE, HELD, ODD, OK, REJECT, SKIP, STORED, WARN, Case, Row
from tests.intake.corpus.people import IDS, card, phone
from tests.intake.corpus.xlsx import Sheet, Workbook
from tests.intake.made_up import an_id

NUMBER = "9901011010010001"
OTHER = "9901011010010002"
ROSTER = (
    *("序号", "行政村", "户编号", "姓名", "与户主关系", "性别", "身份证号", "出生日期"),
    *("民族", "文化程度", "健康状况", "在校生状况", "家庭人口数", "致贫原因"),
)
SON = an_id(3, "20060901")
PEOPLE = (
    (
        "1",
        "柳湾村",
        NUMBER,
        "张大有",
        "户主",
        "男",
        IDS[0],
        "1965-03-12",
        "汉族",
        "初中",
        "健康",
        "非在校生",
        3,
        "缺技术",
    ),
    (
        "2",
        "柳湾村",
        NUMBER,
        "李秀英",
        "配偶",
        "女",
        IDS[1],
        "1968-07-25",
        "汉族",
        "小学",
        "健康",
        "非在校生",
        3,
        "缺技术",
    ),
    (
        "3",
        "柳湾村",
        NUMBER,
        "张小明",
        "之子",
        "男",
        SON,
        "2006-09-01",
        "汉族",
        None,
        "健康",
        "小学",
        3,
        "缺技术",
    ),
    (
        "4",
        "柳湾村",
        OTHER,
        "王秀田",
        "户主",
        "男",
        IDS[2],
        "1950-01-15",
        "汉族",
        "小学",
        "健康",
        "非在校生",
        1,
        "缺技术",
    ),
)
FILE = "柳湾村贫困户花名册.xlsx"
# column, row of the roster from 2, cell, verdicts of that row, kind
SPOILT = [
    ("sex", "性别", 4, "女", HELD, "id_sex"),
    ("birth", "出生日期", 4, "2006-09-02", HELD, "id_birth"),
    ("checksum", "身份证号", 4, SON[:17] + ("1" if SON[17] != "1" else "2"), REJECT, "id_checksum"),
    ("two_heads", "与户主关系", 3, "户主", HELD, "head_several"),
    ("no_head", "与户主关系", 5, "其他", HELD, "head_missing"),
    ("relation", "与户主关系", 4, "干儿子", HELD, "relation_unknown"),
    ("relation_sex", "与户主关系", 4, "之女", HELD, "relation_odd"),
    ("ethnicity", "民族", 4, "火星族", HELD, "ethnicity_unknown"),
    ("ethnicity_code", "民族", 4, "02", HELD, "ethnicity_unknown"),
    ("education", "文化程度", 3, "博学", HELD, "education_unknown"),
    ("cause", "致贫原因", 2, "懒", HELD, "cause_unknown"),
    ("causes", "致贫原因", 2, "因病因残", HELD, "several_values"),
    ("count", "家庭人口数", 2, 5, HELD, "member_count"),
    ("number_long", "户编号", 5, 99010110100100012, HELD, "household_number"),
    ("number_word", "户编号", 5, "无", HELD, "household_number|missing"),
    ("number_true", "户编号", 5, "True", HELD, "household_number"),
    ("number_infinite", "户编号", 5, "Infinity", HELD, "household_number"),
    ("number_rounded", "户编号", 5, 9901011010010002.0, HELD, "household_number"),
    ("village", "行政村", 5, "上坝村", HELD, "village_mismatch"),
    ("person_twice", "身份证号", 5, IDS[0], HELD, "duplicate_person|duplicate_id_other_name|duplicate_row"),
    ("lost", "姓名", 4, "张小?", HELD, "mojibake_suspect"),
]
SAME = [
    ("relation_same", "与户主关系", 4, "儿子", "之子", "normalized"),
    ("ethnicity_same", "民族", 4, "汉", "汉族", "normalized"),
    ("education_same", "文化程度", 3, "小学毕业", "小学", "normalized"),
    ("cause_same", "致贫原因", 5, "缺劳动力", "缺劳力", "normalized"),
    ("school_same", "在校生状况", 3, "否", "非在校生", "normalized"),
]


def _roster(people=PEOPLE):
    return Workbook([Sheet([list(ROSTER), *[list(row) for row in people]], "花名册")]).packed()


def _wanted(people=PEOPLE, verdicts=OK):
    return {("花名册", n): _row(cells, verdicts) for n, cells in enumerate(people, 2)}


def _row(cells, verdicts=OK, kinds=(), titles=ROSTER, **others):
    values = {title: (cell,) for title, cell in zip(titles, cells, strict=True) if cell is not None}
    return Row(verdicts, tuple(kinds), values | others)


def _with(column, row, cell):
    changed = [list(one) for one in PEOPLE]
    changed[row - 2][ROSTER.index(column)] = cell
    return changed


def _rosters():
    yield Case("list_roster", "a roster of members", FILE, _roster(), _wanted(), ())
    for name, column, row, cell, verdicts, kind in SPOILT:
        changed = _with(column, row, cell)
        # the household of a wrong row waits as a whole
        wanted = _wanted(verdicts=(*STORED, *HELD)) | {
            ("花名册", row): _row(PEOPLE[row - 2], verdicts, [kind])
        }
        yield Case(f"list_roster_{name}", f"{column}: {cell}", FILE, _roster(changed), wanted, (kind,))
    for name, column, row, cell, said, kind in SAME:
        changed = _with(column, row, cell)
        wanted = _wanted(verdicts=STORED)
        wanted["花名册", row] = _row(PEOPLE[row - 2], WARN, [kind], **{column: (said,)})
        yield Case(f"list_roster_{name}", f"{column}: {cell}", FILE, _roster(changed), wanted, (kind,))
    spread = [list(one) for one in PEOPLE]
    for place in (1, 2, 12, 13):
        spread[1][place] = spread[2][place] = None
    merged = tuple(f"{letter}2:{letter}4" for letter in "BCMN")
    book = Workbook([Sheet([list(ROSTER), *spread], "花名册", merged=merged)]).packed()
    told = {
        ("花名册", n): Row(
            (*STORED,), (), {"姓名": (PEOPLE[n - 2][3],), "身份证号": (PEOPLE[n - 2][6],)}, True
        )
        for n in range(2, 6)
    }
    yield Case("list_roster_merged", "the household's cells merged over its members", FILE, book, told)
    twice = [*PEOPLE, PEOPLE[3]]
    wanted = _wanted(verdicts=(*STORED, *HELD)) | {
        ("花名册", 6): Row((*HELD, *SKIP), ("duplicate_row|duplicate_person|household_duplicate",))
    }
    yield Case("list_roster_row_twice", "a member stands twice", FILE, _roster(twice), wanted)
    cut = [*PEOPLE, ("5", "柳湾村", "9901011010010003", "陈阿水", "户主", *[None] * 9)]
    wanted = _wanted(verdicts=(*STORED, *HELD)) | {("花名册", 6): Row(HELD, ("id_missing",))}
    yield Case("list_roster_cut", "a last row that breaks off", FILE, _roster(cut), wanted)
    dead = [list(one) for one in PEOPLE]
    dead[0][6] = dead[0][6] + "43"
    wanted = _wanted(verdicts=(*STORED, *HELD)) | {
        ("花名册", 2): _row(PEOPLE[0], ODD, ["id_special_type"], 身份证号=(dead[0][6],))
    }
    yield Case("list_roster_disabled", "a disability certificate for a number", FILE, _roster(dead), wanted)


EXPORT = (
    *(
        "序号",
        "数据日期",
        "县(市、区、旗)",
        "乡(镇)",
        "行政村",
        "自然村",
        "户编号",
        "人编号",
        "姓名",
        "证件号码",
        "人数",
    ),
    *(
        "与户主关系",
        "民族",
        "文化程度",
        "在校生状况",
        "健康状况",
        "劳动技能",
        "务工时间（月）",
        "是否参加大病保险",
    ),
    *("致贫原因1", "危房户", "是否解决安全饮用水", "人均纯收入", "户联系电话", "人联系电话", "首次识别时间"),
    *("人员识别时间", "户类型", "易返贫致贫户(监测对象)类型", "风险是否消除", "风险识别时间", "风险消除时间"),
)


def _exported(n, name, number, relation, labour="普通劳动力"):
    lead = (
        str(n),
        "2016-11-20",
        "青岚县",
        "石桥镇",
        "柳湾村",
        "一组",
        NUMBER,
        f"{NUMBER}0{n}",
        name,
        number,
        "2",
    )
    person = (relation, "汉族", "初中", None, "健康", labour, "0", "是")
    rest = (
        "缺技术",
        "否",
        "是",
        "2350.50",
        phone(1),
        phone(n),
        "201403",
        "201403",
        "一般贫困户",
        None,
        None,
        None,
        None,
    )
    return (*lead, *person, *rest)


def _export():
    rows = [["脱贫人口名单"], ["导出时间：2016-11-20"], list(EXPORT)]
    people = [_exported(1, "张大有", IDS[0], "户主"), _exported(2, "李秀英", IDS[1], "配偶")]
    rows += [list(one) for one in people]
    told = {
        "姓名": "张大有",
        "身份证号": IDS[0],
        "户编号": NUMBER,
        "行政村": "柳湾村",
        "人均纯收入": "2350.50",
    }
    first = Row(STORED, (), {title: (value,) for title, value in told.items()}, True)
    second = Row(STORED, (), {"姓名": ("李秀英",), "身份证号": (IDS[1],), "与户主关系": ("配偶",)}, True)
    book = Workbook([Sheet(rows, "Sheet1")]).packed()
    lines = {("Sheet1", 1): Row(SKIP), ("Sheet1", 2): Row(SKIP), ("Sheet1", 4): first, ("Sheet1", 5): second}
    yield Case("list_export", "persons of the national system", "脱贫人口名单.xlsx", book, lines)
    out = StringIO()
    csv.writer(out).writerows([["" if cell is None else cell for cell in row] for row in rows[2:]])
    lines = {("", 2): first, ("", 3): second}
    text = out.getvalue().encode("gbk")
    yield Case("list_export_csv", "the same as a table of text in GBK", "脱贫人口名单.csv", text, lines)
    tabs = "".join("\t".join(f"{cell or ''}" for cell in row) + "\r\n" for row in rows[2:]).encode("gb18030")
    yield Case("list_export_tabs", "the same with tabs", "脱贫人口名单.csv", tabs, lines)


def _other_lists():
    titles = (
        "行政村",
        "总户数",
        "总人口数",
        "贫困户数",
        "贫困人口数",
        "村集体经济收入（万元）",
        "通村硬化路",
        "卫生室数",
    )
    rows = [["柳湾村", 305, 1046, 112, 372, 1.25, "是", 1], ["上坝村", 210, 800, 60, 190, 0, "否", 1]]
    values = {
        "行政村": ("柳湾村",),
        "总户数": (305,),
        "总人口数": (1046,),
        "贫困户数": (112,),
        "村集体经济收入": ("12500.00",),
    }
    wanted = {
        ("村表", 2): Row(STORED, (), values, True),
        ("村表", 3): Row(STORED, (), {"行政村": ("上坝村",), "总户数": (210,)}, True),
    }
    file = "行政村信息表.xlsx"
    yield Case("list_villages", "a table of villages", file, _sheet("村表", titles, rows), wanted)
    strange = [*rows, ["无此村", 1, 2, 0, 0, 0, "是", 0]]
    yield Case(
        "list_villages_unknown",
        "one village that nobody knows",
        file,
        _sheet("村表", titles, strange),
        wanted | {("村表", 4): Row(ASK, ("village_unknown",))},
    )
    two = [*rows, ["龙潭村", 1, 2, 0, 0, 0, "是", 0]]
    yield Case(
        "list_villages_two",
        "a name of two villages",
        file,
        _sheet("村表", titles, two),
        wanted | {("村表", 4): Row(ASK, ("village_unknown",))},
    )
    again = [*rows, rows[0]]
    held = {("村表", n): Row(ASK, ("duplicate_row",)) for n in (2, 4)}
    yield Case("list_villages_twice", "a village twice", file, _sheet("村表", titles, again), wanted | held)
    odd = [["柳湾村", "305户", 1046, "一百", 372, "约1", "是", 1]]
    yield Case(
        "list_villages_odd",
        "figures that are none",
        file,
        _sheet("村表", titles, odd),
        {("村表", 2): Row(HELD, ("number_unclear",))},
    )

    titles = ("序号", "姓名", "身份证号", "车牌号", "车辆类型")
    rows = [[1, "张大有", IDS[0], "甘A0001", "小型轿车"], [2, "李秀英", IDS[1], "甘A0002", "摩托车"]]
    wanted = {
        ("车管", n): Row(STORED, (), {"姓名": (row[1],), "身份证号": (row[2],), "车牌号": (row[3],)}, True)
        for n, row in enumerate(rows, 2)
    }
    file = "车辆登记比对.xlsx"
    yield Case("list_vehicles", "a list of vehicles", file, _sheet("车管", titles, rows), wanted)
    numeric = [rows[0], [2, "李秀英", float(IDS[1]), "甘A0002", "摩托车"]]
    yield Case(
        "list_vehicles_numeric",
        "a number instead of text",
        file,
        _sheet("车管", titles, numeric),
        wanted | {("车管", 3): Row(HELD, ("id_numeric_cell",))},
    )
    masked = [rows[0], [2, "李秀英", IDS[1][:6] + "********" + IDS[1][14:], "甘A0002", "摩托车"]]
    yield Case(
        "list_vehicles_masked",
        "a masked number",
        file,
        _sheet("车管", titles, masked),
        wanted | {("车管", 3): Row(HELD, ("id_masked",))},
    )
    titles = ("姓名", "身份证号", "金额")
    rows = [["张大有", IDS[0], 1200], ["李秀英", IDS[1], "1,300.50"]]
    wanted = {
        ("低保", 2): Row(
            STORED, (), {"姓名": ("张大有",), "身份证号": (IDS[0],), "金额": ("1200.00",)}, True
        ),
        ("低保", 3): Row(
            STORED, (), {"姓名": ("李秀英",), "身份证号": (IDS[1],), "金额": ("1300.50",)}, True
        ),
    }
    yield Case("list_amounts", "a list of amounts", "民政低保名单.xlsx", _sheet("低保", titles, rows), wanted)

    titles = (
        "序号",
        "行政村",
        "户编号",
        "户主姓名",
        "证件号码",
        "家庭人口数",
        "监测对象类别",
        "致贫返贫风险1",
        "识别监测时间",
        "风险是否消除",
        "联系电话",
    )
    rows = [["1", "柳湾村", NUMBER, "张大有", IDS[0], 3, "脱贫不稳定户", "因病", "201605", "否", phone(1)]]
    values = {"户主姓名": ("张大有",), "身份证号": (IDS[0],), "户编号": (NUMBER,), "致贫返贫风险1": ("因病",)}
    yield Case(
        "list_monitoring",
        "a monitoring ledger",
        "监测对象台账.xlsx",
        _sheet("台账", titles, rows),
        {("台账", 2): Row(FREE, (), values, True)},
    )
    titles = ("户编号", "户主姓名", "银行卡号", "开户银行")
    rows = [[NUMBER, "张大有", card(1), "农村信用社"]]
    yield Case(
        "list_unknown",
        "a list that is none of those that are known",
        "发放表.xlsx",
        _sheet("发放", titles, rows),
        {("发放", 2): Row((*HELD, *SKIP))},
        ("header_missing|no_rows|several_sheets|header_unknown",),
        "may",
    )


def _sheet(name, titles, rows):
    return Workbook([Sheet([list(titles), *rows], name)]).packed()


@cache
def cases():
    """Every file of this group."""
    return [case for group in (_rosters, _export, _other_lists) for case in group()]
