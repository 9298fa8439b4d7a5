"""Looking back: how well it was foreseen, and what that says of the next project."""
