"""Surveys on paper: the booklet of a definition, as data and as a PDF. It knows no store and no web."""
