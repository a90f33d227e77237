"""What the screens of track design say, as sheets and lines. Pure: each is made from values, and knows no widget."""
