"""Commands: one module per thing a user can do, for the command line and HTTP alike. Clocks are read here."""
