"""Lists on public display: their days, their objections, and how they end."""
