// The places asked about that are in force, those in one place together, with what stands above them and is required there.
// only here: SQLite has it as tables within its slots; Cypher has no tables in a question, so a shared step is a file.
// parameters: spots, matter, tier, requirement
// spots: [[place, day], …]; matter, tier, requirement: null for every one. A row for each day and each parent.
CALL () {
  UNWIND $spots AS spot
  WITH spot[1] AS day, collect(DISTINCT spot[0]) AS ids
  RETURN {day: day} AS at, ids
}
// each leaf with itself and every matter above it; a matter whose parent is not in force hangs under the root
CALL (known_at, at) {
  MATCH (l:MatterPeriod) USING INDEX SEEK l:MatterPeriod(version)
  WHERE l.version >= 1 AND l.id <> 'all' AND @in_force(l, at)
    AND NOT EXISTS { (l)-[:PERIOD_OF]->(:Matter)<-[:PART_OF]-(b:MatterPeriod) WHERE @in_force(b, at) }
  MATCH (l)-[:PERIOD_OF]->(leaf:Matter)
  MATCH (leaf)
    ((:Matter)<-[:PERIOD_OF]-(q:MatterPeriod WHERE @in_force(q, at))-[:PART_OF]->(:Matter))*
    (:Matter)<-[:PERIOD_OF]-(m:MatterPeriod)
  WHERE m.id <> 'all' AND @in_force(m, at)
  WITH leaf, collect(m.id) + ['all'] AS matters
  WITH collect({leaf: leaf.id, matters: matters}) AS found
  WITH CASE WHEN size(found) > 0 THEN found ELSE [{leaf: 'all', matters: ['all']}] END AS found
  RETURN [l IN found WHERE $matter IS NULL OR $matter IN l.matters] AS lines
}
CALL (known_at, at, ids) {
  UNWIND ids AS id
  MATCH (node:Body {id: id})<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod) USING INDEX SEEK node:Body(id)
  WHERE @in_force(p, at)
  OPTIONAL MATCH (p)-[:WITHIN]->(parent:Body)
  RETURN parent, collect({
    distance: 0, place: id, node: node, kinds: coalesce(p.kinds, []), asked_as: coalesce(p.kinds, [p.level])
  }) AS places
}
CALL (known_at, at, parent) {
  MATCH (parent)
    ((:Body)<-[:PERIOD_OF]-(q:AreaPeriod WHERE @in_force(q, at))-[:WITHIN]->(:Body)){0,9}
    (node:Body)<-[:PERIOD_OF]-(p:AreaPeriod)
  WHERE @in_force(p, at)
  RETURN collect({distance: size(q) + 1, place: p.id, node: node}) AS chain
}
CALL (register, known_at, at, places, chain) {
  CALL (register, places, chain) {
    MATCH (register)<-[:APPLIES_EVERYWHERE]-(r:Requirement)
    RETURN r
    UNION ALL
    UNWIND [p IN places + chain | p.node] AS node
    MATCH (node)<-[:APPLIES_IN]-(r:Requirement)
    RETURN r
  }
  WITH known_at, at, r
  WHERE ($tier IS NULL OR r.tier = $tier) AND ($requirement IS NULL OR r.id = $requirement) AND @in_force(r, at)
  RETURN collect(r {.id, .area, .tier, .place_kinds, .matter, .minimum, .maximum, .answered_at, .post_kinds}) AS asking
}
