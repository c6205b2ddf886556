// Schema 4: the printings of responsibility boards, facts like any other.
//
// Rules: a Printing has the properties of a row of sql/schema/0004_printings.sql, and OF_BOARD leads to its place. A
// register of an older schema has none, and its changesets name no such table: its heads stay as they are.

CREATE CONSTRAINT printing_version IF NOT EXISTS FOR (n:Printing) REQUIRE n.version IS UNIQUE;
