"""The urgency of a state, as the shape of its chip says it."""

from enum import Enum


class Shape(Enum):
    """The urgency of a state for the person who sees it."""

    MUST = "must"  # overdue, blocked, wrong: a solid chip with a square
    WATCH = "watch"  # due soon, to be checked: a tint with an outline and a triangle
    DISPUTED = "disputed"  # an objection: a dashed outline and a flag
    UNDERWAY = "underway"  # in progress: a tint without an outline and a disc
    FINE = "fine"  # complete, agrees, done: an outline and a tick
    NONE = "none"  # not begun: a grey outline and a ring
