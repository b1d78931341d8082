"""What a person sees of drafts, and drafts as an earlier program left them."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtGui import QCloseEvent

from county_desk import settings
from county_desk.draft_files import DraftFiles, KeptDraft
from county_desk.views.page import DraftOpening
from county_desk.views.widgets.toast import Toast
from county_desk.views.widgets.village_offers import own_villages
from county_desk.workflow.cases.filing import FileHousehold
from tests.build import an_id_number
from tests.views.drafting import TODAY

NEW = "New household application"


def closes(window):
    event = QCloseEvent()
    window.closeEvent(event)
    return event.isAccepted()


def files():
    return sorted(Path(settings.folder()).glob("drafts/*/*/*"))


def drafts(window):
    return window.keeper.drafts.all()


def said(window):
    return window.frame.findChild(Toast).words.text()


def shelf(window):
    """The list of drafts in the queue."""
    window.frame.show_page("queue", DraftOpening())
    return window.frame.page.drafts_list


def rows(window):
    shelf_ = shelf(window)
    return [shelf_.model.row_at(place) for place in range(shelf_.model.rowCount())]


def put(window, **changes):
    """Put a draft of the window's person on the disk, as an earlier program left it."""
    plain = KeptDraft("a key", "FileHousehold", NEW, "applications", datetime.now().astimezone())
    made = replace(plain, **changes)
    actor = window.desk.actor
    store = DraftFiles(window.opened.uid, f"{actor.id} {actor.name}")
    store.write({made.key: made})


def file_household(desk, submission=None):
    """File a household; returns the change."""
    village = own_villages(desk)[0][0]
    command = FileHousehold(
        village=village,
        head="张大有",
        id_number=an_id_number(7),
        persons=1,
        year=2016,
        received_on=TODAY,
        net_income=Decimal(2000),
    )
    return desk.do(command, submission=submission)
