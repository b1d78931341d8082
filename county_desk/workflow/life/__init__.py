"""The life of a household: births, arrivals, departures, deaths, its head, splits, mergers and moves."""
