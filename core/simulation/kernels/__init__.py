"""The inner loops, compiled."""
