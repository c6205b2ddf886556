"""The bundled example: an invented district in the import format (the CSV files here) and the script that writes it."""
