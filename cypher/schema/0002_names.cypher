// Schema 2: what places, posts, people and matters are found by.
//
// Rules: `folded` and `sought` stand on each fact that bears a name (src/graph/changes/names.py), derived when it is
// written and no part of the chain; `crc` shows damage, whichever version of pypinyin they were made by. A text index
// finds what holds a piece of text. A person whose name is erased must be found by nothing (empty, empty and 0).

CREATE TEXT INDEX area_period_sought IF NOT EXISTS FOR (n:AreaPeriod) ON (n.sought);
CREATE TEXT INDEX unit_period_sought IF NOT EXISTS FOR (n:UnitPeriod) ON (n.sought);
CREATE TEXT INDEX post_period_sought IF NOT EXISTS FOR (n:PostPeriod) ON (n.sought);
CREATE TEXT INDEX person_period_sought IF NOT EXISTS FOR (n:PersonPeriod) ON (n.sought);
CREATE TEXT INDEX matter_period_sought IF NOT EXISTS FOR (n:MatterPeriod) ON (n.sought);
