"""What must be right within one household: one head, relations, ages, numbers of members."""

from datetime import date

from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.families import HEAD, Family, household_cells_differ
from county_desk.identity import birth_of, is_male
from county_desk.text import _

_MEN = frozenset(
    [
        "之子",
        "之女婿",
        "之孙子",
        "之外孙子",
        "之父",
        "之岳父",
        "之公公",
        "之祖父",
        "之外祖父",
        "之曾孙子",
        "之侄儿",
        "之叔伯",
    ]
)
_WOMEN = frozenset(
    [
        "之女",
        "之儿媳",
        "之孙女",
        "之外孙女",
        "之母",
        "之岳母",
        "之婆婆",
        "之祖母",
        "之外祖母",
        "之曾孙女",
        "之侄女",
        "之兄弟媳妇",
    ]
)
_YOUNGEST = {
    "小学": 5,
    "初中": 11,
    "高中": 14,
    "大专": 17,
    "大专及以上": 17,
    "本科及以上": 17,
}
_PUPILS = {
    "学前教育": (2, 7),
    "学龄前儿童": (0, 7),
    "小学": (5, 15),
    "七年级": (10, 18),
    "八年级": (11, 18),
    "九年级": (12, 19),
}
_OLDER = ("高中", "普通高中", "中职", "高职", "技师", "本科", "大专", "硕士")
COMPULSORY = range(7, 16)
GENERATION = 12  # years that lie at least between parents and children


def check_family(family: Family, year: int) -> None:
    """Note all that is odd within one household."""
    for row in family.people:
        _check_person(row, year)
    _check_head(family)
    _check_couple(family)
    _check_ages(family)
    _check_counts(family)
    for row, title in household_cells_differ(family):
        message = _("“{title}” differs between the rows of one household.").format(title=title)
        row.ask(title, "several_values", message)


def _check_person(row: Draft, year: int) -> None:
    for title in ("姓名", "与户主关系"):
        if title in row.columns and not row.text(title) and not _said(row, title):
            row.ask(title, "missing", _("“{title}” is blank.").format(title=title))
    if "身份证号" in row.columns and not row.text("身份证号") and not _said(row, "身份证号"):
        row.ask("身份证号", "id_missing", _("The identity number is blank."))
    _check_number(row, year)
    born = born_on(row)
    if born is not None:
        _check_schooling(row, year - born.year)


def _said(row: Draft, title: str) -> bool:
    return title in row.original


def _check_number(row: Draft, year: int) -> None:
    number = row.text("身份证号")
    if not number:
        return
    born = birth_of(number)
    given = row.values.get("出生日期")
    if born is not None and born > date(year, 12, 31):
        row.ask("身份证号", "date_future", _("The identity number gives a birth after the year of the list."))
    if born is not None and given is not None and given != born:
        message = _("The date of birth is {given}, but the identity number says {born}.")
        row.ask("出生日期", "id_birth", message.format(given=given, born=born))
    sex = "男" if is_male(number) else "女"
    if row.text("性别") not in ("", sex):
        message = _("The sex is {given}, but the identity number says {sex}.")
        row.ask("性别", "id_sex", message.format(given=row.text("性别"), sex=sex))
    if row.text("与户主关系") in (_WOMEN if sex == "男" else _MEN):
        message = _("“{relation}” does not fit: the identity number says {sex}.")
        row.ask("与户主关系", "relation_odd", message.format(relation=row.text("与户主关系"), sex=sex))


def born_on(row: Draft) -> date | None:
    """The date of birth: that of the identity number, else the one that was written."""
    number = row.text("身份证号")
    given = row.values.get("出生日期")
    return (birth_of(number) if number else None) or (given if isinstance(given, date) else None)


def _check_schooling(row: Draft, age: int) -> None:
    education, school = row.text("文化程度"), row.text("在校生状况")
    if age < _YOUNGEST.get(education, 0) or (education == "学龄前儿童" and age > 7):
        message = _("“{education}” at the age of {age}.").format(education=education, age=age)
        row.warn("文化程度", "education_age", message)
    youngest, oldest = _PUPILS.get(school, (14, 60) if school.startswith(_OLDER) else (0, 200))
    if not youngest <= age <= oldest:
        message = _("“{school}” at the age of {age}.").format(school=school, age=age)
        row.warn("在校生状况", "school_age", message)
    elif school == "非在校生" and age in COMPULSORY:
        message = _("Not at school at the age of {age}.").format(age=age)
        row.warn("在校生状况", "school_age", message)


def _check_head(family: Family) -> None:
    if not family.rows:
        return
    heads = [row for row in family.rows if row.text("与户主关系") == HEAD]
    if not heads:
        family.rows[0].ask("与户主关系", "head_missing", _("Nobody in this household is marked as its head."))
    for row in heads[1:]:
        row.ask("与户主关系", "head_several", _("This household has two heads."))
    if family.own and heads and family.own.text("户主姓名") != heads[0].text("姓名"):
        message = _("The list of heads has {own}, the list of members {head}.")
        family.own.ask(
            "户主姓名",
            "household_number",
            message.format(own=family.own.text("户主姓名"), head=heads[0].text("姓名")),
        )


def _check_couple(family: Family) -> None:
    if not family.rows or family.head.text("与户主关系") != HEAD:
        return
    spouses = [row for row in family.rows if row.text("与户主关系") == "配偶"]
    for row in spouses[1:]:
        row.ask("与户主关系", "relation_odd", _("This household has two spouses of the head."))
    numbers = [row.text("身份证号") for row in (family.head, *spouses[:1])]
    if spouses and all(numbers) and is_male(numbers[0]) == is_male(numbers[1]):
        spouses[0].ask("与户主关系", "relation_odd", _("Head and spouse are of the same sex."))


def _check_counts(family: Family) -> None:
    counted = family.persons
    if not counted:
        family.first.ask("家庭人口数", "member_count", _("The number of members is not given."))
    for row in filter(None, (family.first, family.ledger, family.living)):
        given = row.values.get("家庭人口数")
        if given is not None and given != counted:
            message = _("The household is said to have {given} members; {counted} are listed.")
            row.ask("家庭人口数", "member_count", message.format(given=given, counted=counted))


def _check_ages(family: Family) -> None:
    head = born_on(family.head) if family.rows else None
    for row in family.rows if head else ():
        born, relation = born_on(row), row.text("与户主关系")
        if born is None or head is None:
            continue
        older = (head - born).days // 365
        parent, child = relation in ("之父", "之母"), relation in ("之子", "之女")
        if (parent and older < GENERATION) or (child and -older < GENERATION):
            message = _("“{relation}” born {born} does not fit a head born {head}.")
            row.warn("与户主关系", "relation_odd", message.format(relation=relation, born=born, head=head))


def check_both_lists(family: Family) -> None:
    """Where heads and members were sent as two lists: note a household that one of them lacks."""
    if not family.rows:
        family.first.ask("户编号", "member_count", _("The list of members has nobody of this household."))
    elif family.own is None:
        family.first.ask("户编号", "household_number", _("The list of heads lacks this household."))
    elif (own := family.own.text("身份证号")) and own != family.head.text("身份证号"):
        message = _("The identity number of the head differs between the two lists.")
        family.own.ask("身份证号", "several_values", message)
