"""The counter: one method per request, and the one room that knows the time and chance."""
