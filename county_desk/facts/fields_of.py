"""Adds a field to a dataclass for each declared fact."""

from collections.abc import Callable, Iterable

from county_desk.facts.fact import Fact


def with_facts[R](facts: Iterable[Fact]) -> Callable[[type[R]], type[R]]:
    """Give a class a field for each fact that it does not name itself; stands below `@dataclass`.

    The fields come last, in the order of the facts. Their default is the blank of the fact.
    """
    wanted = tuple(facts)

    def extended(record: type[R]) -> type[R]:
        own = record.__annotations__
        missing = [fact for fact in wanted if fact.key not in own]
        record.__annotations__ = {**own, **{fact.key: fact.type | None for fact in missing}}
        for fact in missing:
            setattr(record, fact.key, fact.blank)
        return record

    return extended
