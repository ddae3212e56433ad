"""Earlier years and published figures that an authority brings in: read, checked, kept beside its releases."""
