"""The files that were taken in, byte for byte, each once."""

from sqlalchemy.orm import Mapped, mapped_column

from county_desk.fields import Text
from county_desk.models.base import Base
from county_desk.models.declared import column
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class Original(Base):
    """One file as delivered.

    `size` is in bytes, `digest` is SHA-256, and `content` is compressed with zlib.

    The history holds the digest and never the content. Verifying compares the two.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = column(N_("File"), Text())
    size: Mapped[int]
    content: Mapped[bytes]


ORIGINAL = RecordKind(Original, N_("Delivered file"), (Original.name,))
