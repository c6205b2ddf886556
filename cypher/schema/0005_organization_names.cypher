// Schema 5: what organizations are found by.
//
// Rules: `folded`, `sought` and `crc` as on every other fact that bears a name (0002_names.cypher); a register of an
// older schema gets them when it is opened. Nothing else of a fact is touched: its heads stay as they are.

CREATE TEXT INDEX organization_period_sought IF NOT EXISTS FOR (n:OrganizationPeriod) ON (n.sought);
