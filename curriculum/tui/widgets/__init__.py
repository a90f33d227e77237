"""The parts of the screen. Each draws what it is given and says what was asked of it; none edits or saves."""
