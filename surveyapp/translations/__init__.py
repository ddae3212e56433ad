"""Catalogues of sentences: where they lie, what is extracted into them, and how far people have reviewed them."""
