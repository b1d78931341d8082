"""The form of an act that cannot be undone says so before it is done, in both languages."""

import pytest

from county_desk.commands import COMMANDS
from county_desk.text import CHINESE, ENGLISH, _, language
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from tests.views.made_up import PlainPage

FINAL = [command for command in COMMANDS.values() if command.final]


@pytest.mark.parametrize("code", [ENGLISH, CHINESE])
@pytest.mark.parametrize("command", FINAL, ids=lambda command: command.__name__)
def test_a_form_warns_of_an_act_that_cannot_be_undone(desk, jobs, qtbot, command, code):
    with language(code):
        page = PlainPage(desk, jobs)
        qtbot.addWidget(page)
        panel = CommandPanel(page, command)
        warnings = [banner.words.text() for banner in panel.findChildren(Banner) if banner.tone == "warn"]
        assert warnings == [_(command.final)]
