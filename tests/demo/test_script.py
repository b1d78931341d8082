"""Acts of a story as rows of TOML: told on their day, or refused with file, row and the nearest name."""

from datetime import date
from uuid import uuid4

import pytest

from county_desk.demo.chapter import Chapter, make_demo
from county_desk.demo.chapters import CHAPTERS
from county_desk.demo.row_threads import row_threads
from county_desk.demo.script import read, script
from county_desk.rules.policy_file import WrongFile
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import page

TRAINING = """
[[act]]
day = 2026-03-10
who = "何秀云"
act = "RecordTraining"
place = "高坪村"
subject = "夏茶采摘"
audience = "households"
persons = 35
"""
FILED = """
[[story]]
who = "李有田"
acts = [
    { day = 2016-03-11, act = "FileHousehold", id = "cases", village = "柳湾村", head = "张三丰", \
id_number = "990101196503120011", persons = 1, net_income = 2500 },
    { day = 2016-03-12, act = "WithdrawCase", reason = "农户自愿撤回申请" },
]
"""


@pytest.fixture
def told(tmp_path):
    """The register of a chapter whose story is the text of one file; rows of its lists by their key."""
    made = []

    def tell_it(text):
        path = tmp_path / "story.toml"
        path.write_text(text, "utf8")
        rows = read(path)
        chapter = Chapter(
            "demo.cdesk", uuid4(), date(2016, 1, 4), date(2026, 12, 1), lambda o: row_threads(o, rows)
        )
        opened = make_demo(chapter, tmp_path / f"{len(made)}.cdesk")
        made.append(opened)
        return lambda name: _rows(opened, name)

    yield tell_it
    for opened in made:
        opened.close()


def _rows(opened, name):
    with opened.sessions() as session:
        return page(session, LISTS[name])


def test_the_row_of_a_newcomer_is_told_on_its_day(told):
    (training,) = told(TRAINING)("trainings")
    assert (training.place, training.title, training.persons) == ("高坪村", "夏茶采摘", 35)
    assert training.held_on == date(2026, 3, 10)


def test_a_table_holds_one_act_in_each_row_and_a_blank_cell_says_nothing(told):
    table = """
    [[act]]
    act = "SetPlan"
    who = "李敏"
    day = 2026-01-15
    columns = ["village", "kind", "households", "due_on", "responsible"]
    rows = [
        ["柳湾村", "measures", 3, 2026-12-20, "李有田"],
        ["石桥村", "measures", 1, 2026-06-30, ""],
    ]
    """
    plans = sorted(told(table)("plans"), key=lambda row: row.id)
    assert [(row.village, row.households, row.responsible) for row in plans] == [
        ("柳湾村", 3, "李有田"),
        ("石桥村", 1, ""),
    ]
    assert {row.year for row in plans} == {2026}


def test_a_later_act_of_a_story_goes_on_with_the_record_that_it_made(told):
    rows = told(FILED)
    (case,) = rows("cases")
    assert (case.subject, case.state) == ("张三丰", "withdrawn")


def test_a_pasted_table_is_one_act(told):
    team = """
    [[act]]
    day = 2026-03-03
    who = "周远帆"
    act = "RecordTeamWeek"
    pasted = true
    columns = ["姓名", "该周任意一日", "驻村天数", "工作日志"]
    rows = [["杜国安", "2026-03-03", "2", "入户走访"], ["叶知秋", "2026-03-03", "1", "入户走访"]]
    [[story]]
    who = "李敏"
    unit = "岚州市农业科学院"
    acts = [
        { day = 2026-03-02, act = "FormTeam", id = "team", village = "柳湾村", until = 2028-03-01 },
        { day = 2026-03-02, act = "JoinTeam", name = "杜国安", role = "first_secretary" },
        { day = 2026-03-02, act = "JoinTeam", name = "叶知秋", role = "member" },
    ]
    """
    rows = told(team)
    assert {(row.name, row.days) for row in rows("team_weeks")} == {("杜国安", 2), ("叶知秋", 1)}
    assert len([row for row in rows("history") if row.command == "PasteRows"]) == 1


@pytest.mark.parametrize(
    ("right", "wrong", "nearest"),
    [
        ("RecordTraining", "RecordTrainings", "RecordTraining"),
        ("subject =", "subjekt =", "subject"),
        ("何秀云", "何秀雲", "何秀云"),
        ("高坪村", "高平村", "高坪村"),
        ('"households"', '"housholds"', ""),
        ("persons = 35", 'persons = "many"', ""),
        ('subject = "夏茶采摘"', "", ""),
    ],
    ids=["act", "field", "person", "place", "term", "number", "missing"],
)
def test_a_wrong_row_is_refused_with_file_row_and_the_nearest_name(told, right, wrong, nearest):
    twice = f"{TRAINING}{TRAINING.replace('夏茶', '秋茶').replace(right.replace('夏茶', '秋茶'), wrong)}"
    with pytest.raises(WrongFile) as error:
        told(twice)
    words = str(error.value)
    assert "story.toml" in words
    assert "第2行" in words or "row 2" in words
    assert f"“{nearest}”" in words if nearest else words


def test_a_wrong_household_is_refused_with_the_nearest_one(told):
    wrong = """
    { day = 2016-03-13, act = "RecordYear", household = "柳湾村 张三风", net_income = 2500 },
    ]"""
    with pytest.raises(WrongFile, match="柳湾村 张三丰"):
        told(FILED.replace("\n]\n", wrong))


def test_an_act_that_the_desk_refuses_is_refused_with_its_row(told):
    with pytest.raises(WrongFile, match=r"story.toml.*第1行"):
        told(TRAINING.replace("who", "held_on = 2026-03-20\nwho"))


@pytest.mark.parametrize("chapter", sorted(CHAPTERS))
def test_every_act_of_a_chapter_stands_in_a_row(chapter):
    rows = script(chapter)
    assert len(rows) > 200
    assert all(row.day.year == rows[0].day.year for row in rows)
