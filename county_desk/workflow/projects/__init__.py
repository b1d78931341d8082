"""Projects from the proposal to the acceptance, and the money for them."""
