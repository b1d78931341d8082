"""The history as people read it: acts, their sentences, and the records that each touched."""
