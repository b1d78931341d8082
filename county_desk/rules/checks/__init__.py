"""The catalogue of consistency checks: its entries, the facts they look at, and one function a check."""
