"""Lists of requests to other departments, of their answers, and of contradictions with the register."""
