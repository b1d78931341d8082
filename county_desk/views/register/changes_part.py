"""The frame of the pages of changes: those that stand, and those that wait for the window of the year."""

from collections.abc import Mapping
from typing import ClassVar

from county_desk.text import N_
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import NavRow
from county_desk.views.part_page import PartPage
from county_desk.views.widgets.icons import Icon

PARTS: Mapping[str, str] = {"changes": N_("Changes of households"), "waiting": N_("Waiting changes")}


class ChangesPart(PartPage, RegisterPage):
    """One part of the changes of households."""

    nav: ClassVar = NavRow("changes_nav", N_("Changes of households"), Icon.EXCHANGE)
    siblings: ClassVar = PARTS
    siblings_title: ClassVar = N_("Parts of the changes")
