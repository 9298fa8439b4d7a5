"""Levelling: when activities run so that nobody is asked for more than there is."""
