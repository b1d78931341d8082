"""The frame of each page of the administration: one row of the navigation, and tabs from part to part."""

from typing import ClassVar

from county_desk.text import N_
from county_desk.views.page import LOOK_UP, NavRow
from county_desk.views.part_page import PartPage
from county_desk.views.widgets.icons import Icon

ADMINISTRATION = NavRow(
    "administration",
    N_("Administration"),
    Icon.SETTINGS,
    N_("Parts of the administration"),
)


class AdministrationPart(PartPage):
    """One part of the administration."""

    nav: ClassVar = ADMINISTRATION
    group: ClassVar = LOOK_UP
