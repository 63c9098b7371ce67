"""The themes of the papers: what helps and what gets in the way, as items of ``theme`` scales ask about it.

A theme is a finding of S0 to S3 that is neither a recommendation (``S2.R1``) nor an intervention
(``S3.I1``): S0 has 11, S1 25, S2 22 and S3 22.
"""

from __future__ import annotations

import re
from functools import cache

from questionnaires.evidence import all_evidence

_THEME = re.compile(r"S[0-3]\.(?:[CDLMO]?\d+|\d+\.\d+)")


@cache
def all_themes() -> tuple[str, ...]:
    """Return the ids of all themes in the order of ``evidence.toml``."""
    return tuple(name for name in all_evidence() if _THEME.fullmatch(name))


def themes_among(provenance: tuple[str, ...]) -> tuple[str, ...]:
    """Return the themes among evidence ids."""
    return tuple(name for name in provenance if name in all_themes())
