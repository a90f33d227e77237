"""The terminal app: the week, the library beside it, and every edit one key away. Textual lives only here."""
