// What bears a name like the one sought, and its periods as known; one page, in no order.
// scans: a piece of a name has no beginning to look up; the text index of one kind of fact is read for the piece, and nothing else is.
// parameters: noun, id, text, after_rank, after_id, limit, known_at
// columns: part, fields
// part as_of: known_at, head, recorded_at
// part found: id, rank
// part period: id, rank, name, level, kinds, above, area, since, until
@moment
CALL (known_at) {
  OPTIONAL MATCH (c:Changeset) WHERE c.recorded_at <= known_at
  RETURN c AS changeset ORDER BY c.recorded_at DESC LIMIT 1
}
CALL (known_at) {
  CALL () {
    UNWIND CASE WHEN $noun = 'place' THEN [$text] ELSE [] END AS piece
    MATCH (n:AreaPeriod) USING TEXT INDEX n:AreaPeriod(sought) WHERE n.sought CONTAINS piece
    RETURN n
    UNION ALL
    UNWIND CASE WHEN $noun = 'place' THEN [$text] ELSE [] END AS piece
    MATCH (n:UnitPeriod) USING TEXT INDEX n:UnitPeriod(sought) WHERE n.sought CONTAINS piece
    RETURN n
    UNION ALL
    UNWIND CASE WHEN $noun = 'organization' THEN [$text] ELSE [] END AS piece
    MATCH (n:OrganizationPeriod) USING TEXT INDEX n:OrganizationPeriod(sought) WHERE n.sought CONTAINS piece
    RETURN n
    UNION ALL
    UNWIND CASE WHEN $noun = 'post' THEN [$text] ELSE [] END AS piece
    MATCH (n:PostPeriod) USING TEXT INDEX n:PostPeriod(sought) WHERE n.sought CONTAINS piece
    RETURN n
    UNION ALL
    UNWIND CASE WHEN $noun = 'person' THEN [$text] ELSE [] END AS piece
    MATCH (n:PersonPeriod) USING TEXT INDEX n:PersonPeriod(sought) WHERE n.sought CONTAINS piece
    RETURN n
    UNION ALL
    UNWIND CASE WHEN $noun = 'matter' THEN [$text] ELSE [] END AS piece
    MATCH (n:MatterPeriod) USING TEXT INDEX n:MatterPeriod(sought) WHERE n.sought CONTAINS piece
    RETURN n
  }
  WITH n WHERE @known(n)
  WITH n.id AS id, min(@matching(n)) AS rank, collect(n) AS some
  WHERE rank > $after_rank OR (rank = $after_rank AND id > $after_id)
  WITH id, rank, some[0] AS one ORDER BY rank, id LIMIT $limit
  RETURN collect({id: id, rank: rank, one: one}) AS found
}
CALL (known_at, changeset, found) {
  RETURN 'as_of' AS part, [known_at, changeset.hash, changeset.recorded_at] AS fields
  UNION ALL
  UNWIND found AS f
  RETURN 'found' AS part, [f.id, f.rank] AS fields
  UNION ALL
  UNWIND found AS f
  WITH known_at, f.one AS one
  MATCH (one)-[:PERIOD_OF]->(whole)
  MATCH (whole)<-[:PERIOD_OF]-(n:AreaPeriod|UnitPeriod|OrganizationPeriod|PostPeriod|PersonPeriod|MatterPeriod)
  WHERE @known(n)
  RETURN 'period' AS part,
    [n.id, @matching(n), n.name, n.level, coalesce(n.kinds, []),
      CASE WHEN n:UnitPeriod THEN n.area ELSE coalesce(n.parent, n.organization) END,
      CASE WHEN n:OrganizationPeriod THEN n.area END, n.since, n.until] AS fields
}
RETURN part, fields
