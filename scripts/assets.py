"""Put the front-end assets where the service serves them: ``app/static/vendor/``.

They come from the installed packages (nhsuk-frontend by npm, Plotly by pip) and are never kept in the
repository. Of the pictures only the icons that the stylesheet asks for are taken: no logo, no favicon.
"""

from __future__ import annotations

import re
import shutil
import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parent.parent
NHSUK = ROOT / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"
VENDOR = ROOT / "app" / "static" / "vendor"

# The typeface lies on a server of the NHS; a page that fetched it would tell that server of each visit.
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
IMAGE = re.compile(r"/assets/images/([a-z0-9-]+\.svg)")


def main() -> None:
    """Copy everything anew; say what to do where a package is missing."""
    if not NHSUK.is_dir():
        sys.exit("nhsuk-frontend is not installed. Run: make setup")
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "images").mkdir(parents=True)
    copy_stylesheet()
    shutil.copy(NHSUK / "nhsuk-frontend.min.js", VENDOR)
    plotly = files("plotly") / "package_data" / "plotly.min.js"
    (VENDOR / "plotly.min.js").write_bytes(plotly.read_bytes())


def copy_stylesheet() -> None:
    """Copy the stylesheet, without its foreign typeface and with its icons beside it."""
    original = (NHSUK / "nhsuk-frontend.min.css").read_text(encoding="utf-8")
    for image in sorted(set(IMAGE.findall(original))):
        shutil.copy(NHSUK / "assets" / "images" / image, VENDOR / "images")
    stylesheet = IMAGE.sub(r"images/\1", FONT_FACE.sub("", original))
    (VENDOR / "nhsuk-frontend.min.css").write_text(stylesheet, encoding="utf-8")


if __name__ == "__main__":
    main()
