"""Help that a child can reach at once: each authority's contacts and their hours, kept apart from all answers."""
