"""Takes the rows of a compared delivery into the register as one act, and takes such an act back."""
