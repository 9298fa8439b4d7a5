"""Earned value: what was earned, compared with the plan and with what it cost."""
