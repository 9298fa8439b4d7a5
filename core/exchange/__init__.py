"""What comes in from files and goes out to them: bytes and text, entries and back."""
