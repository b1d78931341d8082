"""The main job on the demo county: everything that it says lies where it says."""

import json
from datetime import date

import pytest

from county_desk.demo.job import demo_job
from county_desk.demo.places import people, place_lines
from county_desk.models.register import RegisterKind
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import Query, page
from county_desk.tables.return_names import ReturnName
from county_desk.text import CHINESE, language
from county_desk.workflow.command import Refused
from county_desk.workflow.entry import found, open_register

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """One run of the job: its summary, and what it told on the way."""
    told = []
    with language(CHINESE):
        return demo_job(tmp_path_factory.mktemp("job"), told.append), told


def listed(summary, name, /, **where):
    opened = open_register(summary.register)
    with opened.sessions() as session:
        rows = page(session, LISTS[name], Query(where=where))
    opened.close()
    return rows


def test_the_history_is_whole(done):
    summary, _told = done
    assert summary.ok
    assert summary.as_plain()["integrity"] == "ok"


def test_it_tells_what_it_does(done):
    _summary, told = done
    assert "2016-11-07 罗建功：新增行政村申请" in told
    assert "2016-11-24 李敏：公告结果" in told


def test_a_village_goes_from_its_form_to_the_announcement(done):
    summary, _told = done
    (case,) = listed(summary, "cases", kind="village_registration", subject="新民村")
    assert (case.received_on, case.state.value, case.since) == (date(2016, 11, 7), "done", date(2016, 11, 24))


def test_households_go_from_the_counter_to_the_announcement(done):
    summary, _told = done
    villages = [row.id for row in listed(summary, "villages", name="新民村", township="河口镇")]
    registered = listed(summary, "households", village_id=villages[0], registered_on=date(2016, 11, 28))
    assert len(registered) == 2


def test_corrected_workbooks_bring_the_households_that_were_missing(done, rows):
    summary, _told = done
    again = [row for row in listed(summary, "batches") if row.taken_at.date() == date(2016, 11, 29)]
    assert sorted(row.place for row in again) == ["双河村", "河口社区", "石桥村"]
    assert len(listed(summary, "households")) > len(rows("households")) + 2


def test_every_paper_lies_where_it_says(done):
    summary, _told = done
    assert len(list(summary.files["workbooks"].rglob("*.*"))) == summary.counts["workbooks"] == 27
    assert len(list(summary.files["marked"].glob("*.xlsx"))) == summary.counts["marked"] == 7
    notices = list(summary.files["notices"].glob("*.pdf"))
    assert len(notices) == summary.counts["notices"] == 34
    assert all(path.read_bytes().startswith(b"%PDF") for path in notices)
    returns = sorted(path.name for path in summary.files["returns"].iterdir())
    later = ("R7", "R8")  # nobody was monitored in 2016
    assert returns == sorted(f"{name.value}-2016.xlsx" for name in ReturnName if name.value not in later)


def test_exit_checks_say_why(done):
    summary, _told = done
    findings = json.loads(summary.files["checks"].read_text("utf8"))
    assert len(findings) == summary.counts["checked"]
    assert {finding["outcome"] for finding in findings} >= {"not_met", "unknown"}
    assert all(finding["parts"] for finding in findings)


def test_the_summary_can_be_read_in_both_languages(done):
    summary, _told = done
    with language(CHINESE):
        chinese = "\n".join(summary.lines())
    assert f"演示县登记册：{summary.register}" in chinese
    assert f"The register of the demo county: {summary.register}" in "\n".join(summary.lines())


def test_another_register_is_left_alone(tmp_path):
    opened = found(
        tmp_path / "demo.cdesk",
        name="青岚县",
        code="990101",
        places=place_lines(),
        people=people(),
        kind=RegisterKind.REHEARSAL,
    )
    opened.close()
    before = (tmp_path / "demo.cdesk").read_bytes()
    with pytest.raises(Refused):
        demo_job(tmp_path, print)
    assert (tmp_path / "demo.cdesk").read_bytes() == before
