"""Settings, from the environment and an optional .env file."""

import getpass
from functools import cache
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import LinchpinError, shorten

ALLOWED = {int: "a whole number", bool: "true or false"}


class SettingsError(LinchpinError):
    """A setting cannot be read; the message says which, and what it may be."""


def _default_url() -> str:
    return f"sqlite:///{user_data_path('linchpin', appauthor=False) / 'linchpin.db'}"


def _default_owner() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "Owner"


class Settings(BaseSettings):
    """What may differ between two installations; set as LINCHPIN_<NAME>."""

    model_config = SettingsConfigDict(
        env_prefix="LINCHPIN_", env_file=".env", frozen=True, extra="ignore"
    )

    database_url: Annotated[
        str, Field(description="Where the store is: sqlite:///FILE or postgresql://…")
    ] = Field(default_factory=_default_url)
    owner: Annotated[
        str, Field(description="Name in the journal of who works without login")
    ] = Field(default_factory=_default_owner)
    port: Annotated[int, Field(description="Port that `linchpin serve` answers on")] = (
        8501
    )
    share: Annotated[
        bool,
        Field(
            description="Answer other machines too, as `linchpin serve --share` does"
        ),
    ] = False
    public_url: Annotated[
        str,
        Field(description="Address that others are given, if not this machine's"),
    ] = ""
    sample: Annotated[
        bool, Field(description="Load the sample workspace into a new store")
    ] = True

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or None where the store is on a server."""
        prefix = "sqlite:///"
        if not self.database_url.startswith(prefix):
            return None
        return Path(self.database_url.removeprefix(prefix))


@cache
def get_settings() -> Settings:
    """Read the settings, once.

    Raises
    ------
    SettingsError
        If one cannot be read.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        kind = Settings.model_fields[name].annotation
        allowed = ALLOWED[kind] if kind in ALLOWED else first["msg"]
        raise SettingsError(
            f"LINCHPIN_{name.upper()} is “{shorten(str(first['input']))}”, which is "
            f"not allowed (allowed: {allowed}); change it in the environment or .env."
        ) from None
