"""The worker's pages: waves, custody, cards, who is missing, closing, opening, release, help contacts."""
