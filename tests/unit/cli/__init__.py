"""The front door, room by room."""
