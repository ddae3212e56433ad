"""Copies of an installation, made so that no two of them tell of a few children, and tried before they are needed."""
