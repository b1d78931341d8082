"""Passwords of database servers, kept in the keyring of the system and in no file of ours."""

from types import ModuleType

SERVICE = "county-desk"


def kept_password(place: str) -> str | None:
    """The password that this computer keeps for a server's URL (which holds none); None without one."""
    ring = _keyring()
    try:
        found = ring.get_password(SERVICE, place) if ring else None
    except Exception:  # a keyring that is locked or broken: the person types the password
        return None
    return str(found) if found is not None else None


def keep_password(place: str, password: str) -> bool:
    """Keep a password for a server's URL; False where this computer has no keyring that could."""
    ring = _keyring()
    if ring is None:
        return False
    try:
        ring.set_password(SERVICE, place, password)
    except Exception:
        return False
    return kept_password(place) == password


def forget_password(place: str) -> bool:
    """Remove a kept password; False where there was none."""
    ring = _keyring()
    if ring is None or kept_password(place) is None:
        return False
    try:
        ring.delete_password(SERVICE, place)
    except Exception:
        return False
    return True


def _keyring() -> ModuleType | None:
    """The library, which an installation without servers may lack."""
    try:
        import keyring
    except ImportError:
        return None
    return keyring
