// Schema 1 of a register on a Neo4j server.
//
// Rules: an identity node (Body, which is an Area, a Unit or an Organization; Post; Person; Matter) holds an id and nothing
// else; everything dated is a fact node with the same properties as a row of sql/schema. Relationships repeat the
// references of a fact so that questions can walk; `zeren verify` compares the two. One statement a line block.

CREATE CONSTRAINT register_key IF NOT EXISTS FOR (n:Register) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT changeset_number IF NOT EXISTS FOR (n:Changeset) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT changeset_recorded_at IF NOT EXISTS FOR (n:Changeset) REQUIRE n.recorded_at IS UNIQUE;
CREATE CONSTRAINT changeset_key IF NOT EXISTS FOR (n:Changeset) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT body_id IF NOT EXISTS FOR (n:Body) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT post_id IF NOT EXISTS FOR (n:Post) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT matter_id IF NOT EXISTS FOR (n:Matter) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT fact_version IF NOT EXISTS FOR (n:Fact) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT area_period_version IF NOT EXISTS FOR (n:AreaPeriod) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT unit_period_version IF NOT EXISTS FOR (n:UnitPeriod) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT organization_period_version IF NOT EXISTS FOR (n:OrganizationPeriod) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT post_period_version IF NOT EXISTS FOR (n:PostPeriod) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT person_period_version IF NOT EXISTS FOR (n:PersonPeriod) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT tenure_version IF NOT EXISTS FOR (n:Tenure) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT matter_period_version IF NOT EXISTS FOR (n:MatterPeriod) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT requirement_version IF NOT EXISTS FOR (n:Requirement) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT assignment_version IF NOT EXISTS FOR (n:Assignment) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT withdrawal_version IF NOT EXISTS FOR (n:Withdrawal) REQUIRE n.version IS UNIQUE;
CREATE INDEX area_period_name IF NOT EXISTS FOR (n:AreaPeriod) ON (n.name);
CREATE INDEX unit_period_name IF NOT EXISTS FOR (n:UnitPeriod) ON (n.name);
