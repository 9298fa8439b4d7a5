import pytest

from core.errors import UnreadableFileError
from data import serving
from data.serving import EVERYWHERE, THIS_MACHINE, public_url, share, take_token


@pytest.mark.parametrize(
    ("said", "host", "expected"),
    [
        ("", THIS_MACHINE, "http://127.0.0.1:8501"),
        ("https://pm.example.org/", EVERYWHERE, "https://pm.example.org"),
        ("", EVERYWHERE, "http://10.0.0.7:8501"),
    ],
)
def test_others_are_given_an_address_that_they_can_reach(
    said: str, host: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "own_address", lambda: "10.0.0.7")
    assert public_url(said, host, 8501) == expected


def test_the_way_in_is_told_to_the_server_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINCHPIN_SHARE", "")
    monkeypatch.setenv(serving.TOKEN, "")
    first, second = share(), share()
    assert first != second
    assert second == f"/enter?token={take_token()}"
    assert take_token() == ""


def test_a_port_that_cannot_be_used_is_told_with_what_to_do() -> None:
    with pytest.raises(UnreadableFileError, match="choose another one with --port"):
        serving.require_free(THIS_MACHINE, 99999)


def test_a_machine_knows_its_own_address() -> None:
    assert serving.own_address().count(".") == 3
