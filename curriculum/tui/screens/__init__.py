"""The screens: the week, and those that open over it. Imported when they are first needed."""
