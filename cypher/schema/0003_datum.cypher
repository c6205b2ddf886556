// Schema 3: the datum that a changeset's coordinates were converted from.
//
// Rules: the property `datum` of a Changeset is absent where they were WGS 84, as in every changeset of an older schema;
// else `gcj02` or `bd09`, and then a part of what is hashed (docs/canonical-form.md). Nothing is laid out for it.
