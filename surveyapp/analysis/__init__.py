"""What the numbers mean: statistics as small pure functions, one method and one reference each."""
