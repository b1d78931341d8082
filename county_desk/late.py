"""Declarations of many modules that are found when first needed: a window opens before it has them all."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import ClassVar


class LateMapping[K, V](Mapping[K, V]):
    """The mapping that `make` returns when it is first read."""

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make

    def __getitem__(self, key: K) -> V:
        return self._made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    @cached_property
    def _made(self) -> Mapping[K, V]:
        return self._make()


class LateRegister[V](dict[str, V]):
    """Declarations of commands by name. Each enters itself once its module is imported.

    `find_rest` imports all commands; the start of the window sets it. It is called before a name counts as
    unknown.
    """

    find_rest: ClassVar[Callable[[], object]] = staticmethod(lambda: None)

    def __contains__(self, name: object) -> bool:
        if not super().__contains__(name):
            LateRegister.find_rest()
        return super().__contains__(name)

    def __missing__(self, name: str) -> V:
        if name in self:
            return self[name]
        raise KeyError(name)

    def get[D](self, name: str, default: D | None = None) -> V | D | None:  # type: ignore[override]
        """The declaration of that name, or another answer where no command has it."""
        return super().get(name) if name in self else default
