"""A made-up county with a year of history: to look at, to practise on, and to test with."""
