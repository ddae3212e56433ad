"""The box: sealed ballots that nobody can read while the wave is open, or tell whose they are."""
