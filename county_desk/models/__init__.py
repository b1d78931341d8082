"""What the county keeps: one mapped class a thing, no behaviour beyond its own invariants."""

from county_desk.models import (
    audit,
    batch,
    case,
    disclosure,
    exit,
    household,
    notice,
    place,
    register,
    return_,
    user,
    village,
)

__all__ = [
    "audit",
    "batch",
    "case",
    "disclosure",
    "exit",
    "household",
    "notice",
    "place",
    "register",
    "return_",
    "user",
    "village",
]
