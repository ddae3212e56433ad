"""Before anybody is asked: what so many children, and a guessed response, would allow to be shown and seen."""
