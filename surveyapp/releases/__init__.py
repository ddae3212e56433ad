"""Results built once after the opening, protected as a whole, frozen, and read by everything."""
