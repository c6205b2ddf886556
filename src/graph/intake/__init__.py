"""Intake: a folder of files becomes a submission of typed rows, with every fault collected, none raised."""
