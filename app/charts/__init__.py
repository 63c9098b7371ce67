"""Charts: one description of each, drawn as plain SVG (pages, PDF) or as a Plotly figure (pages).

``describe`` makes a description from a released result, ``svg.draw`` and ``plotly_figure.figure`` draw it.
"""
