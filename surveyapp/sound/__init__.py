"""Sentences as sound and questions in sign language: clips that belong to the words they say."""
