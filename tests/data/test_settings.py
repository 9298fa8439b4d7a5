import getpass
import re
from pathlib import Path

import pytest

from data.settings import Settings, SettingsError, get_settings

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "settings.md"
ROW = re.compile(r"^\| `LINCHPIN_(\w+)` \| (.+?) \| (.+) \|$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder without .env, with no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"LINCHPIN_{name.upper()}", raising=False)


def test_the_guide_lists_every_setting_with_its_default_and_meaning() -> None:
    told = {name.lower(): rest for name, *rest in ROW.findall(GUIDE.read_text("utf-8"))}
    assert list(told) == list(Settings.model_fields)
    for name, info in Settings.model_fields.items():
        default, meaning = told[name]
        assert meaning == info.description
        if info.default_factory is None:
            assert default == f"`{str(info.default).lower()}`"
        else:
            assert "`" not in default.replace("`linchpin.db`", "")


def test_settings_come_from_the_environment_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LINCHPIN_PORT=9000\nLINCHPIN_OWNER=Ada\nOTHER=1\n")
    monkeypatch.setenv("LINCHPIN_PORT", "9001")
    found = Settings()
    assert (found.port, found.owner, found.sample) == (9001, "Ada", True)


def test_the_default_database_is_a_file_of_the_user() -> None:
    file = Settings().database_file
    assert file
    assert file.name == "linchpin.db"
    assert file.is_absolute()
    assert Settings(database_url="postgresql://x/y").database_file is None


def test_a_user_without_a_name_is_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("no such user")

    assert Settings().owner == getpass.getuser()
    monkeypatch.setattr(getpass, "getuser", nameless)
    assert Settings().owner == "Owner"


@pytest.mark.parametrize(
    ("name", "allowed"), [("PORT", "a whole number"), ("SAMPLE", "true or false")]
)
def test_a_setting_that_cannot_be_read_is_named_with_what_it_may_be(
    monkeypatch: pytest.MonkeyPatch, name: str, allowed: str
) -> None:
    monkeypatch.setenv(f"LINCHPIN_{name}", "many")
    get_settings.cache_clear()
    with pytest.raises(SettingsError) as refused:
        get_settings()
    assert str(refused.value) == (
        f"LINCHPIN_{name} is “many”, which is not allowed (allowed: {allowed}); "
        "change it in the environment or .env."
    )


def test_settings_are_read_once() -> None:
    get_settings.cache_clear()
    assert get_settings() is get_settings()
    get_settings.cache_clear()
