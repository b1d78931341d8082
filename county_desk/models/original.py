"""The files that were taken in, byte for byte, each once."""

from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Base


class Original(Base):
    """One file as it was delivered: `size` bytes, of which `digest` is the SHA-256 and `content` the zlib.

    The history holds the digest and never the content; verifying holds the one against the other.
    """

    __tablename__ = "original"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes]
