"""What may be shown: tables in, protected tables out. Pure."""
