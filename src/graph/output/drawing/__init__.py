"""Drawings: an answer becomes a picture, and a picture becomes DOT, SVG, PNG, PDF or Mermaid."""
