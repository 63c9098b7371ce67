"""Readiness reports: a released result becomes a context, then HTML, then a PDF.

``compose`` prepares every word and chart, ``html`` fills the templates, ``pdf`` prints them. Nothing here
reads the database or the network: a report says what was released and nothing else.
"""
