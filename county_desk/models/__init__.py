"""Mapped classes of the register, with their invariants and names alone; all are imported here."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
