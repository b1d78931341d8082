"""One roster in every format gives one delivery."""

from county_desk.excel.delivery import Terms, Verdict
from county_desk.excel.reading.report import read_delivery
from tests.excel.villages import PERSONS, PLACES, problems


def test_a_row_whose_cells_may_have_moved_waits_for_a_person(tmp_path):
    head = "序号,行政村,村民小组,姓名,与户主关系,性别,身份证号,贫困户编号,家庭人口数"
    lines = [head]
    for row in (PERSONS[0], PERSONS[3]):
        cells = [row[0], "柳湾", row[2], row[3], row[4], row[5], f"'{row[6]}", f'="{row[14]}"', "1"]
        lines.append(",".join(str(cell) for cell in cells))
    path = tmp_path / "石桥镇柳湾.csv"
    path.write_bytes("\r\n".join([*lines[:2], lines[2] + ",多"]).encode("gbk"))
    found = read_delivery(path, Terms(PLACES, 2016))
    assert problems(found, "csv_structure") == [("", "A3", "csv_structure")]
    assert [one.verdict for one in found.households] == [Verdict.WARN, Verdict.ASK]
