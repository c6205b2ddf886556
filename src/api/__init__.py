"""What faces people and other systems: the command line and HTTP."""
