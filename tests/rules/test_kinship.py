"""The relations within a household when another member becomes its head."""

import pytest

from county_desk.rules.kinship import HEAD, OTHER, Kin, relation_to

MAN, WOMAN = Kin(HEAD, male=True), Kin(HEAD, male=False)


def one(relation, male=None):
    return Kin(relation, male)


@pytest.mark.parametrize(
    ("new", "former", "member", "relation"),
    [
        (one("配偶", False), MAN, MAN, "配偶"),
        (one("配偶", False), MAN, one("之子", True), "之子"),
        (one("配偶", False), MAN, one("之外孙女", False), "之外孙女"),
        (one("配偶", False), MAN, one("之母", False), "之婆婆"),
        (one("配偶", True), WOMAN, one("之父", True), "之岳父"),
        (one("配偶"), MAN, one("之父", True), OTHER),
        (one("配偶", False), MAN, one("之岳母", False), "之母"),
        (one("配偶", False), MAN, one("之兄弟姐妹", True), OTHER),
        (one("之子", True), MAN, MAN, "之父"),
        (one("之子", True), WOMAN, WOMAN, "之母"),
        (one("之子", True), MAN, one("配偶", False), "之母"),
        (one("之子", True), MAN, one("配偶"), OTHER),
        (one("之女", False), MAN, one("之子", True), "之兄弟姐妹"),
        (one("之女", False), MAN, one("之父", True), "之祖父"),
        (one("之女", False), WOMAN, one("之母", False), "之外祖母"),
        (one("之子", True), MAN, one("之孙子", True), OTHER),
        (one("之母", False), MAN, MAN, "之子"),
        (one("之母", False), MAN, one("之父", True), "配偶"),
        (one("之母", False), MAN, one("配偶", False), "之儿媳"),
        (one("之父", True), WOMAN, one("之女", False), "之外孙女"),
        (one("之父", True), MAN, one("之兄弟姐妹", False), "之女"),
        (one("之侄儿", True), MAN, MAN, OTHER),
    ],
)
def test_a_relation_follows_where_it_is_certain(new, former, member, relation):
    assert relation_to(new, former, member) == relation
