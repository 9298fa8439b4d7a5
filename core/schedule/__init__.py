"""The schedule: working calendars, the network's dates, and how good the plan is."""
