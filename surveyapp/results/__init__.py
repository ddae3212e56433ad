"""Opened answers: rows, tallies and comments that know no child, no code and no clock."""
