"""The way from a household to the pairs of its members without a ruling."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QWidget

from county_desk.tables.duplicates import OpenDuplicate
from county_desk.text import _
from county_desk.views.widgets.banner import Banner


def show_duplicates(
    box: QBoxLayout, found: Sequence[OpenDuplicate], go: Callable[[tuple[int, int]], object], parent: QWidget
) -> None:
    """Name the members who are perhaps on record elsewhere, under the heading of a household."""
    for place, pair in enumerate(found, 1):
        words = _("{name} is perhaps also in household {number} of {head} in {village}.").format(
            name=pair.name, number=pair.household, head=pair.head, village=pair.village
        )
        banner = Banner("warn", words, parent)
        banner.offer(_("Compare…"), partial(go, (pair.member_id, pair.other_id)))
        box.insertWidget(place, banner)
