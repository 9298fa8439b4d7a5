"""How the columns of a kind of file were mapped, remembered for the next such file."""

from sqlalchemy import delete, insert, select

from data.store import Store
from data.tables import MAPPING


def remember_mapping(store: Store, register: str, signature: str, content: str) -> None:
    """Remember a mapping, in place of the one that was there.

    Parameters
    ----------
    signature
        Names the kind of file, at most 64 characters: a hash of its headers.
    content
        The mapping, as its owner wrote it.
    """
    place = (MAPPING.c.register_key == register, MAPPING.c.signature == signature)
    with store.writing() as connection:
        connection.execute(delete(MAPPING).where(*place))
        connection.execute(
            insert(MAPPING).values(
                register_key=register, signature=signature, content=content
            )
        )


def remembered_mapping(store: Store, register: str, signature: str) -> str | None:
    """Return what was remembered for a register and a kind of file, if anything."""
    with store.reading() as connection:
        found: str | None = connection.scalar(
            select(MAPPING.c.content).where(
                MAPPING.c.register_key == register, MAPPING.c.signature == signature
            )
        )
    return found
