"""Types of heavy modules for annotations alone, so that the window opens before these are read."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from county_desk.reports.document import Document as Document
    from county_desk.workflow.desk import Desk as Desk
    from county_desk.workflow.entry import Opened as Opened
else:
    Desk = Document = Opened = object
