"""Every page of the window, in the order of the navigation."""

from county_desk.views.navigation import PAGES as ENTRIES

PAGES = tuple(entry.load() for entry in ENTRIES)
