"""The language of the system, in which a first start speaks."""

import ctypes
import os
import sys
from locale import windows_locale

from county_desk.text import CHINESE, ENGLISH

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts
NONE = ("", "C", "POSIX")


def system_language() -> str:
    """Chinese on a system that speaks Chinese or names no language; English on any other."""
    name = _windows_name() if sys.platform == "win32" else _posix_name()
    return CHINESE if name in NONE or name.startswith(CHINESE) else ENGLISH


def _posix_name() -> str:
    """The language and the country of the environment, such as en_GB."""
    found = next((value for each in VARIABLES if (value := os.environ.get(each))), "")
    return found.partition(".")[0].partition("@")[0]


def _windows_name() -> str:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # other systems have no such library
    return windows_locale.get(kernel.GetUserDefaultUILanguage(), "")
