"""The chapters of the made-up county by key: today's office first."""

from collections.abc import Mapping

from county_desk.demo.campaign.story import CAMPAIGN
from county_desk.demo.chapter import Chapter
from county_desk.demo.present.story import PRESENT

CHAPTERS: Mapping[str, Chapter] = {"present": PRESENT, "campaign": CAMPAIGN}


def key_of(uid: str) -> str | None:
    """The key of the chapter with a register of this name; None for any other register."""
    return next((key for key, chapter in CHAPTERS.items() if str(chapter.uid) == uid), None)
