"""Who may do what, in words: a refusal always says which post could do it."""

from county_desk.models.user import Actor, Permission, Role
from county_desk.text import _


def refusal(actor: Actor, permission: Permission) -> str:
    """Why this person may not do a thing, naming the posts that may; empty when the person may."""
    if actor.may(permission):
        return ""
    posts = _(", ").join(_(role.label) for role in Role if role.may(permission))
    return _("{name} ({role}) may not {permission}. This is for: {posts}.").format(
        name=actor.name, role=_(actor.role.label), permission=_(permission.label), posts=posts
    )
