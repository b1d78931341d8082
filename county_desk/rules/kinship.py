"""How the relations within a household read when another member becomes its head.

Relations are those of GB/T 4761 as the registers of the campaign write them. Only what follows for certain is
given: a grandchild of the former head may be the child of the new head or of a sibling.
"""

from typing import NamedTuple

HEAD, SPOUSE, OTHER = "户主", "配偶", "其他"
_SON, _DAUGHTER, _FATHER, _MOTHER = "之子", "之女", "之父", "之母"
_CHILDREN, _PARENTS = (_SON, _DAUGHTER), (_FATHER, _MOTHER)
GROWN = frozenset({SPOUSE, _FATHER, _MOTHER, "之岳父", "之岳母", "之公公", "之婆婆", "之祖父", "之祖母"})
LEAST_AGE = 15  # the youngest age of a spouse, parent or grandparent, in years
_DESCENDANTS = (
    *("之子", "之女", "之儿媳", "之女婿", "之孙子", "之孙女"),
    *("之外孙子", "之外孙女", "之曾孙子", "之曾孙女"),
)
_SIBLING = "之兄弟姐妹"
_IN_LAW = {
    ("之父", True): "之岳父",
    ("之母", True): "之岳母",
    ("之父", False): "之公公",
    ("之母", False): "之婆婆",
}
_OWN_PARENTS = {"之岳父": _FATHER, "之公公": _FATHER, "之岳母": _MOTHER, "之婆婆": _MOTHER}


class Kin(NamedTuple):
    """One member by the relation to the former head; `male` is None while the sex is unknown."""

    relation: str
    male: bool | None


def relation_to(new: Kin, former: Kin, member: Kin) -> str:
    """The relation of a member to the new head; 其他 where it does not follow for certain.

    `former` is the former head with the relation 户主; it can be the member itself.
    """
    if new.relation == SPOUSE:
        return _to_spouse(new, member)
    if new.relation in _CHILDREN:
        return _to_child(former, member)
    if new.relation in _PARENTS:
        return _to_parent(former, member)
    return OTHER


def _to_spouse(new: Kin, member: Kin) -> str:
    """The new head was the spouse: children and grandchildren stay what they are."""
    if member.relation == HEAD:
        return SPOUSE
    if member.relation in _PARENTS:
        return OTHER if new.male is None else _IN_LAW[member.relation, new.male]
    if member.relation in _OWN_PARENTS:
        return _OWN_PARENTS[member.relation]
    return member.relation if member.relation in _DESCENDANTS else OTHER


def _to_child(former: Kin, member: Kin) -> str:
    """The new head was a child: the former couple are the parents, other children are siblings."""
    if member.relation in (HEAD, SPOUSE):
        return OTHER if member.male is None else _FATHER if member.male else _MOTHER
    if member.relation in _CHILDREN:
        return _SIBLING
    if member.relation in _PARENTS and former.male is not None:
        side = "之" if former.male else "之外"
        return f"{side}祖父" if member.relation == _FATHER else f"{side}祖母"
    return OTHER


def _to_parent(former: Kin, member: Kin) -> str:
    """The new head was a parent: the former head is a child, the other parent the spouse."""
    if member.relation == HEAD:
        return OTHER if member.male is None else _SON if member.male else _DAUGHTER
    if member.relation in _PARENTS:
        return SPOUSE
    if member.relation == SPOUSE:
        return OTHER if member.male is None else "之女婿" if member.male else "之儿媳"
    if member.relation in _CHILDREN and former.male is not None:
        side = "之" if former.male else "之外"
        return f"{side}孙子" if member.relation == _SON else f"{side}孙女"
    if member.relation == _SIBLING:
        return OTHER if member.male is None else _SON if member.male else _DAUGHTER
    return OTHER
