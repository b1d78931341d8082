"""Every document that leaves the office: papers as PDF, returns as workbooks."""
