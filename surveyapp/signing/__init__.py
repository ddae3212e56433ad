"""Files that say whose they are: an Ed25519 key for each authority, and one for a programme of many."""
