"""What is asked: surveys read from YAML, checked, and frozen. Pure: no web, no database."""
