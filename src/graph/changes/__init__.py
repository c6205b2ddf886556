"""Change: changesets, canonical form and hash chain, the rules, and the difference of files to a register. Pure."""
