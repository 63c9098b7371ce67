"""The one gate between results and eyes: pages, charts, reports and exports get only what it returns."""
