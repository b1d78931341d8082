"""Cases on their way: applications, the work queue, reviewing and signing."""
