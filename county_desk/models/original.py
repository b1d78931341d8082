"""The files that were taken in, byte for byte, each once."""

from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Base


class Original(Base):
    """One file as delivered: its `size` in bytes, its SHA-256 `digest`, and its `content` compressed
    with zlib.

    The history holds the digest and never the content. Verifying compares the two.
    """

    __tablename__ = "original"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes]
