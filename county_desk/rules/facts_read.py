"""The fields of a class of facts from which another of its facts is worked out."""


def fields_read(facts: type[object], fact: str) -> tuple[str, ...]:
    """Return the fields that a fact is worked out from, by the code of its property; a field is its own.

    A figure that a village states, such as "indicators.clinic", is read from the field before the dot.
    """
    name = fact.partition(".")[0]
    member = getattr(facts, name)
    if not isinstance(member, property) or member.fget is None:
        return (name,)
    names = [each for each in member.fget.__code__.co_names if hasattr(facts, each)]
    return tuple(dict.fromkeys(field for each in names for field in fields_read(facts, each)))
