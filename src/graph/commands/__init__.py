"""Commands: one module per thing a user can do, shared by the command line, HTTP and every page. Clocks are read here."""
