"""The server that `linchpin serve` becomes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# In place of waiting for browsers, the server says what it was set to.
SERVED = """
import sys
from streamlit import config
from streamlit.web.server.starlette.starlette_server import UvicornRunner

asked = ("runner.postScriptGC", "client.toolbarMode", "theme.baseFontSize")
UvicornRunner.run = lambda _self: print([config.get_option(name) for name in asked])
sys.argv[:] = [sys.argv[1], "127.0.0.1", "8599"]
from pages._ui.server import serve

serve("127.0.0.1", 8599, secure=False)
"""


def test_the_settings_beside_app_py_hold_whatever_the_working_directory(
    tmp_path: Path,
) -> None:
    started_as = str(ROOT / "pages" / "_ui" / "server.py")
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", SERVED, started_as],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "[False, 'minimal', 15]" in done.stdout
