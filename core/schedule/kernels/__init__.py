"""The passes over columns of whole numbers, written to run twice.

The same lines run as plain Python for a small network and compiled for a large one, so
they index, compare and add, and do nothing else. `core.schedule.passes` chooses.
"""
