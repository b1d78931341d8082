"""Goes through the entrance of the window: the start page, the founding of a county, and the sign-in."""

from collections.abc import Iterator
from pathlib import Path

from county_desk.views.main_window import MainWindow
from tests.views.founding import PEOPLE, choose_list


def faces(window: MainWindow, folder: Path) -> Iterator[str]:
    """Yield the name of each face of the entrance while it is shown; `folder` takes the new register."""
    entrance = window.entrance
    yield "start"
    entrance.start.set_up.emit()
    form = entrance.new_county
    yield "county"
    form.county.fields["name"].setText("青岚县")
    form.county.fields["code"].setText("520199")
    form.button.click()
    yield "villages"
    choose_list(form, folder)
    yield "villages-read"
    form.button.click()
    yield "people"
    for row, name in zip(form.people.rows, PEOPLE, strict=True):
        row.name.setText(name)
    form.people.rows[1].place.set_value("520199101")
    form.button.click()
    yield "keep"
    form.keep.fields["file"].setText(str(folder / "county.cdesk"))
    form.button.click()
    yield "slips"
    entrance.slips.closed.emit()
    yield "sign-in"
    entrance.sign_in.ask_own()
    yield "own-password"
    entrance.sign_in.left.emit()
