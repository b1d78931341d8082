"""The steps that found a county: the window at its start page, and the fields filled in."""

import pytest

from county_desk.text import ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from tests.views.made_up import made_up

PLACES = "乡镇,村代码,村名\n城关镇,520199100001,大河村委会\n青山镇,520199101001,石桥村委会\n"
PEOPLE = ("王芳", "赵敏", "李强", "", "周平", "孙宁")  # in the order of FIRST_POSTS


@pytest.fixture
def window(jobs, qtbot):
    speak(ENGLISH)
    window = MainWindow(jobs, Opener(), made_up)
    qtbot.addWidget(window)
    window.show()
    yield window
    speak(ENGLISH)


@pytest.fixture
def form(window):
    window.entrance.start.set_up.emit()
    return window.entrance.new_county


def choose_list(form, folder, content=PLACES):
    places = folder / "places.csv"
    places.write_text(content, "utf8")
    form.villages.fields["places"].setText(str(places))
    form.villages.file_chosen.emit()


def fill(form, folder, *, rehearsal):
    """Fill in the four steps and stop at the last one."""
    form.county.fields["name"].setText("青岚县")
    form.county.fields["code"].setText("520199")
    form.button.click()
    choose_list(form, folder)
    form.button.click()
    for row, name in zip(form.people.rows, PEOPLE, strict=True):
        row.name.setText(name)
    form.people.rows[1].place.set_value("520199101")
    form.button.click()
    form.keep.fields["file"].setText(str(folder / "青岚县.cdesk"))
    form.keep.rehearsal.setChecked(rehearsal)
    assert form.steps[form.place] is form.keep
