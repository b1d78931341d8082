"""URLs of servers; one may name several computers, and all but one stand by."""

import re

from sqlalchemy import URL
from sqlalchemy.engine import make_url

PORT = 5432
_SEVERAL = re.compile(r"(postgresql(?:\+\w+)?://(?:[^@/]*@)?)([^@/?]*,[^@/?]*)(/.*)?")


def url_in_parts(url: str) -> URL:
    """A URL in parts; hosts that commas part, as libpq writes them, become hosts of the query.

    Raises what SQLAlchemy raises for a text that is no URL.
    """
    several = _SEVERAL.fullmatch(url)
    if several is None:
        return make_url(url)
    begin, hosts, rest = several.groups()
    return make_url(begin + (rest or "/")).update_query_dict({"host": hosts.split(",")})


def hosts_of(url: URL) -> tuple[tuple[str, int], ...]:
    """Host and port of each computer that a server's URL names; this computer where it names none."""
    named = url.query.get("host")
    if not named:
        return ((url.host or "localhost", url.port or PORT),)
    several = (named,) if isinstance(named, str) else named
    parts = (each.partition(":") for each in several)
    return tuple((host, int(port) if port.isdecimal() else url.port or PORT) for host, _colon, port in parts)


def is_this_computer(url: URL) -> bool:
    """Whether a server is on this computer, where a line needs no encryption."""
    return all(
        host in ("localhost", "127.0.0.1", "::1") or host.startswith("/") for host, _port in hosts_of(url)
    )
