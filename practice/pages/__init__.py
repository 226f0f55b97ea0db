"""What people see: one file per role, and the front door. Pages call verbs and draw results."""
