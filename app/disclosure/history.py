"""What may be shown of one practice over several waves."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from app.disclosure.release import release_snapshot
from app.disclosure.released import ReleasedResult
from app.models import Practice, Snapshot
from app.queries import snapshots


def released_by_wave(
    practice: Practice, wave_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, ReleasedResult]:
    """Return the practice's released results of the closed ones among the waves, by the wave's id.

    Each goes through the same gate as on its own page. Waves that are still open are not there.
    """
    return {
        snapshot.wave_id: release_snapshot(snapshot)
        for snapshot in snapshots.of_practice(practice.id, wave_ids)
    }


def released_before(snapshot: Snapshot) -> ReleasedResult | None:
    """Return what may be shown of the same practice in the wave before; None in its first wave."""
    earlier = snapshots.latest_before(snapshot)
    return release_snapshot(earlier) if earlier else None
