"""The disk, and only the disk: reading with places, and writing that loses nothing."""
