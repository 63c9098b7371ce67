"""The demonstration: two programmes with invented answers, something to show on every page.

``links_worker`` is shaped after the published study S4 (seven practices, two waves; its answers ship as CSV
files), ``harbour`` is made up altogether. ``build`` puts both into the database.
"""
