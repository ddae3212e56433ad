"""In which languages a device's own voice may read: elsewhere it would read with the sounds of another language."""

VOICES = frozenset({"en", "ar", "pl", "ro", "uk", "vi"})
"""Languages in which tablets, phones and computers commonly have a voice that works without a network.

Only such voices are used (``localService``), and only where one of this very language is installed: Chrome on Android
reads what it has no voice for in an English one. Welsh and Urdu are left out: what devices have for them is hard to
understand. Sorani, Kurmanji, Farsi, Dari, Pashto, Tigrinya, Amharic, Albanian and Somali need recorded clips.
"""
