// The rows of the whole answer for one incident: chain, matters, assignments with holders, requirements; in no order.
// parameters: place, matter, on, known_at
// columns: part, rows
// part as_of: known_at, head, recorded_at
// part chain: distance, id, name, level, kinds, parent
// part matter: id, parent, name
// part assignment: distance, place, id, tier, matter, unit_kinds, ground, since, until, answers, post, post_name, post_kind, phone, organization, organization_name, person, person_name, tenure_kind, tenure_since, tenure_until
// part requirement: id, area, tier, place_kinds, matter, minimum, answered_at, post_kinds, citation
@moment
CALL (known_at) {
  OPTIONAL MATCH (c:Changeset) WHERE c.recorded_at <= known_at
  RETURN c AS changeset ORDER BY c.recorded_at DESC LIMIT 1
}
CALL (known_at) {
  MATCH (asked:Body {id: $place}) USING INDEX SEEK asked:Body(id)
  MATCH (asked)
    ((:Body)<-[:PERIOD_OF]-(q:AreaPeriod|UnitPeriod WHERE @in_force(q))-[:WITHIN]->(:Body)){0,9}
    (place:Body)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
  WHERE @in_force(p)
  RETURN collect({distance: size(q), place: place, period: p}) AS chain
}
// the matter asked about and those above it
CALL (known_at) {
  MATCH (asked:Matter {id: $matter}) USING INDEX SEEK asked:Matter(id)
  MATCH (asked)
    ((:Matter)<-[:PERIOD_OF]-(q:MatterPeriod WHERE @in_force(q))-[:PART_OF]->(:Matter))*
    (:Matter)<-[:PERIOD_OF]-(m:MatterPeriod)
  WHERE @in_force(m)
  RETURN collect([m.id, m.parent, m.name]) AS above
}
// those below it; under the root, and where no matter is named, every matter in force (also one whose parent is not)
CALL (known_at) {
  UNWIND CASE WHEN coalesce($matter, 'all') = 'all' THEN [1] ELSE [] END AS first
  MATCH (m:MatterPeriod) USING INDEX SEEK m:MatterPeriod(version)
  WHERE m.version >= first AND @in_force(m)
  RETURN collect([m.id, m.parent, m.name]) AS every
}
CALL (known_at) {
  UNWIND CASE WHEN $matter <> 'all' THEN [$matter] ELSE [] END AS one
  MATCH (asked:Matter {id: one}) USING INDEX SEEK asked:Matter(id)
  MATCH (asked)
    ((:Matter)<-[:PART_OF]-(q:MatterPeriod WHERE @in_force(q))-[:PERIOD_OF]->(:Matter))+
    (:Matter)
  RETURN collect([q[-1].id, q[-1].parent, q[-1].name]) AS below
}
WITH register, known_at, changeset, chain, above + every + below + [['all', null, null]] AS related
WITH register, known_at, changeset, chain, related, [m IN related | m[0]] AS matters
CALL (register, known_at, changeset, chain, related, matters) {
  RETURN 'as_of' AS part, [[known_at, changeset.hash, changeset.recorded_at]] AS rows
  UNION ALL
  RETURN 'chain' AS part, [c IN chain |
    [c.distance, c.period.id, c.period.name, c.period.level, coalesce(c.period.kinds, []), coalesce(c.period.parent, c.period.area)]
  ] AS rows
  UNION ALL
  RETURN 'matter' AS part, related AS rows
  UNION ALL
  UNWIND chain AS c
  WITH known_at, matters, c.distance AS distance, c.place AS place
  MATCH (place)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post)
  WHERE @known(a) AND (a.since IS NULL OR a.since <= $on) AND a.matter IN matters
  CALL (known_at, post) {
    MATCH (post)<-[:PERIOD_OF]-(p:PostPeriod) WHERE @known(p)
    RETURN p ORDER BY @standing(p) LIMIT 1
  }
  WITH known_at, distance, a, post, p, (a.until IS NULL OR $on < a.until) AND @in_force(p) AS answers
  CALL (known_at, p) {
    OPTIONAL MATCH (p)-[:IN_ORGANIZATION]->(:Body)<-[:PERIOD_OF]-(o:OrganizationPeriod|UnitPeriod) WHERE @known(o)
    RETURN o.name AS organization_name ORDER BY o:OrganizationPeriod DESC, @standing(o) LIMIT 1
  }
  OPTIONAL MATCH (post)<-[:OF_POST]-(t:Tenure) WHERE answers AND @in_force(t)
  CALL (known_at, t) {
    OPTIONAL MATCH (t)-[:BY_PERSON]->(:Person)<-[:PERIOD_OF]-(n:PersonPeriod) WHERE @known(n)
    RETURN n.name AS person_name ORDER BY @standing(n) LIMIT 1
  }
  RETURN 'assignment' AS part, collect([
    distance, a.place, a.id, a.tier, a.matter, a.unit_kinds, a.ground, a.since, a.until, answers,
    p.id, p.name, p.kind, p.phone, p.organization, organization_name,
    t.person, person_name, t.kind, t.since, t.until
  ]) AS rows
  UNION ALL
  CALL (register, chain) {
    MATCH (register)<-[:APPLIES_EVERYWHERE]-(r:Requirement)
    RETURN r
    UNION ALL
    UNWIND chain AS c
    WITH c.place AS place
    MATCH (place)<-[:APPLIES_IN]-(r:Requirement)
    RETURN r
  }
  WITH known_at, matters, r WHERE @in_force(r) AND r.matter IN matters
  RETURN 'requirement' AS part,
    collect([r.id, r.area, r.tier, r.place_kinds, r.matter, r.minimum, r.answered_at, r.post_kinds, r.citation]) AS rows
}
RETURN part, rows
