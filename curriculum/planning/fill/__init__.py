"""Proposals for the empty slots of a track: what is to be filled, the models of both stages, the proposal and why."""
