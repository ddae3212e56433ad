"""Whoever runs many authorities: release files taken in, comparators given out; it never meets an answer."""
