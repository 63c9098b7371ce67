"""Instruments: the questionnaires as data, their types and their reader. Standard library only."""
