"""A chart as a Plotly figure: what a page's script draws over the SVG of the same description."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from app.charts import marks
from app.charts.description import ChartDescription, IntervalDescription, Measure, RadarDescription

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
Figure = dict[str, Any]


def figure(description: ChartDescription) -> Figure:
    """Return ``data``, ``layout`` and ``config`` ready for JSON. A missing value is None: a gap."""
    drawn = _radar(description) if isinstance(description, RadarDescription) else _intervals(description)
    plain: Figure = drawn.to_plotly_json()
    layout = {name: value for name, value in plain["layout"].items() if name != "template"}
    return {"data": list(plain["data"]), "layout": layout, "config": dict(CONFIG)}


def _layout(**more: object) -> go.Layout:
    return go.Layout(
        font={"size": marks.TEXT_SIZE, "color": marks.INK, "family": "inherit"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=True,
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom"},
        **more,
    )


def _radar(description: RadarDescription) -> go.Figure:
    labels = [_label(axis) for axis in description.axes]
    around = [*labels, labels[0]]
    traces = [
        go.Scatterpolar(
            name="mean of the practice",
            mode="lines+markers",
            theta=around,
            r=_closed([axis.value for axis in description.axes]),
            hovertext=[*(_words(axis) for axis in description.axes), _words(description.axes[0])],
            hoverinfo="text",
            fill="toself" if all(axis.value is not None for axis in description.axes) else "none",
            fillcolor="rgba(0,94,184,0.15)",
            connectgaps=False,
            line={"color": marks.MAIN, "width": 2.5},
            marker={"size": 10},
        )
    ]
    if description.threshold is not None:
        traces.append(
            go.Scatterpolar(
                name=f"threshold {description.threshold:g}",
                mode="lines",
                theta=around,
                r=[description.threshold] * len(around),
                hoverinfo="skip",
                line={"color": marks.INK, "width": 1.5, "dash": "dash"},
            )
        )
    return go.Figure(
        traces, _layout(polar=_polar(description), margin={"l": 110, "r": 110, "t": 60, "b": 120})
    )


def _polar(description: RadarDescription) -> dict[str, Any]:
    return {
        "radialaxis": {
            "range": [description.minimum, description.maximum],
            "dtick": 1,
            "gridcolor": marks.GRID,
            "angle": 90,  # beside the upper label, whose number stands above the axis and not in line with it
            "tickangle": 90,
        },
        "angularaxis": {"rotation": 90, "direction": "clockwise"},
        "gridshape": "linear",
        "bgcolor": "rgba(0,0,0,0)",
    }


def _intervals(description: IntervalDescription) -> go.Figure:
    rows = description.rows
    dots = go.Scatter(
        name="mean of the practice, with its 95 % interval",
        mode="markers",
        x=[row.value for row in rows],
        y=[_label(row) for row in rows],
        hovertext=[_words(row) for row in rows],
        hoverinfo="text",
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [_arm(row, 1) for row in rows],
            "arrayminus": [_arm(row, 0) for row in rows],
            "color": marks.INK,
        },
        marker={"color": marks.MAIN, "size": 12},
    )
    layout = _layout(
        shapes=_threshold_lines(description.threshold),
        margin={"l": 10, "r": 20, "t": 10, "b": 100},
        xaxis={"range": [description.minimum, description.maximum], "gridcolor": marks.GRID},
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return go.Figure([dots], layout)


def _threshold_lines(at: float | None) -> list[Figure]:
    """Return the line of the threshold over the whole height, none where there is no common one."""
    if at is None:
        return []
    line = {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"dash": "dash"},
        "name": f"threshold {at:g}",
        "showlegend": True,
    }
    return [line]


def _closed(values: list[float | None]) -> list[float | None]:
    return [*values, values[0]]


def _label(measure: Measure) -> str:
    return "<br>".join(
        (*marks.wrapped(measure.label, 16), measure.text, *([measure.note] if measure.note else []))
    )


def _words(measure: Measure) -> str:
    interval = f" ({measure.interval_text})" if measure.interval_text else ""
    return f"{measure.label}: {measure.text}{interval}"


def _arm(row: Measure, end: int) -> float | None:
    """Return the length of an interval's arm as exact as the texts, None where there is no interval."""
    if row.interval is None or row.value is None:
        return None
    return round(abs(row.interval[end] - row.value), 4)
