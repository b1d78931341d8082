"""Places as a person chooses them."""

from county_desk.tables.listing import page
from county_desk.tables.places import PLACES_LISTING


def test_two_villages_with_one_name_are_told_apart_by_their_townships(office):
    rows = office.read(lambda session: page(session, PLACES_LISTING))
    labels = [PLACES_LISTING.label(row) for row in rows]
    assert "Township · 青岚县 · 城关镇" in labels
    assert [label for label in labels if "大河村" in label] == [
        "Village · 城关镇 · 大河村",
        "Village · 青山镇 · 大河村",
    ]
