"""The frame of each page of monitoring: one row of the navigation, and its tabs."""

from typing import ClassVar

from county_desk.text import N_
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import NavRow
from county_desk.views.widgets.icons import Icon

MONITORING = NavRow(
    "monitoring",
    N_("Monitoring"),
    Icon.SHOW,
    N_("Parts of monitoring"),
)


class MonitoringPart[R](ActsPage[R]):
    """One part of monitoring: its list, and beside it the current row with its acts."""

    nav: ClassVar = MONITORING
