"""Monitoring: clues, monitored households and the measures that help them."""
