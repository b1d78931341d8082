"""Every page of the window, in the order of the navigation; Ctrl+1 is the first.

Pages find each other by key: `go("applications", 12)` shows case 12. The `show_subject` of a page says which
subject it takes.
"""

import county_desk.commands  # noqa: F401  # the history says each act in the words of its command
from county_desk import views
from county_desk.views.page_order import pages_in

PAGES = pages_in(views.__name__)
