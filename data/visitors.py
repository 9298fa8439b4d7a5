"""Which browsers belong to the owner, where a server is shared without login.

A browser is known by the digest of its cookie: what is stored here opens nothing.
"""

from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from sqlalchemy import delete, insert, select

from data.store import Store
from data.tables import OWNER

STAYS = timedelta(hours=12)  # a working day; then the next start prints a new way in


def let_in(store: Store, browser: str) -> None:
    """Remember that the owner sits at a browser, for a working day."""
    now = datetime.now(UTC)
    with store.writing() as connection:
        connection.execute(delete(OWNER).where(OWNER.c.until <= now))
        connection.execute(
            insert(OWNER).values(digest=_digest(browser), until=now + STAYS)
        )


def is_owner(store: Store, browser: str) -> bool:
    """Whether the owner came in with this browser and may still stay."""
    statement = select(OWNER.c.until).where(OWNER.c.digest == _digest(browser))
    with store.reading() as connection:
        until = connection.scalar(statement)
    return until is not None and until > datetime.now(UTC)


def _digest(browser: str) -> str:
    return blake2b(
        browser.encode(), digest_size=32, person=b"linchpin owner"
    ).hexdigest()
