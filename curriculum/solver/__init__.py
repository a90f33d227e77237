"""The process that solves linear models in whole numbers, and the talk with it. Knows no slot and no module."""
