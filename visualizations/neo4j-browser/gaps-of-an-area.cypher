// Gaps of an area: each place where fewer persons answer than a requirement asks for, and for which matters.
// parameters: area, on, known_at
// columns: place, name, tier, requirement, kind, have, need, matters, within, asks, about, still_there
// :params {area: '990101001', on: '2026-03-14', known_at: null}
// kind: vacant (a post without holder is there), lapsed (an assignment ended), partial (too few), unassigned (none ever).
// still_there: the assignments that fill the slot in part, or would if somebody held their post or they had not ended.
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
// each leaf of the tree of matters, with every matter above it
CALL (known_at) {
  MATCH (l:MatterPeriod) USING INDEX SEEK l:MatterPeriod(version)
  WHERE l.version >= 1 AND l.id <> 'all'
    AND l.recorded_at <= known_at AND (l.superseded_at IS NULL OR known_at < l.superseded_at)
      AND (l.since IS NULL OR l.since <= $on) AND (l.until IS NULL OR $on < l.until)
    AND NOT EXISTS {
      MATCH (l)-[:PERIOD_OF]->(:Matter)<-[:PART_OF]-(b:MatterPeriod)
      WHERE b.recorded_at <= known_at AND (b.superseded_at IS NULL OR known_at < b.superseded_at)
        AND (b.since IS NULL OR b.since <= $on) AND (b.until IS NULL OR $on < b.until)
    }
  MATCH (l)-[:PERIOD_OF]->(leaf:Matter)
  MATCH (leaf)
    ((:Matter)<-[:PERIOD_OF]-(q:MatterPeriod
      WHERE q.recorded_at <= known_at AND (q.superseded_at IS NULL OR known_at < q.superseded_at)
        AND (q.since IS NULL OR q.since <= $on) AND (q.until IS NULL OR $on < q.until))-[:PART_OF]->(:Matter))*
    (:Matter)<-[:PERIOD_OF]-(m:MatterPeriod)
  WHERE m.id <> 'all'
    AND m.recorded_at <= known_at AND (m.superseded_at IS NULL OR known_at < m.superseded_at)
      AND (m.since IS NULL OR m.since <= $on) AND (m.until IS NULL OR $on < m.until)
  WITH leaf, collect(m.id) + ['all'] AS matters
  WITH collect({leaf: leaf.id, matters: matters}) AS found
  RETURN CASE WHEN size(found) > 0 THEN found ELSE [{leaf: 'all', matters: ['all']}] END AS leaves
}
// the places in force inside the area
MATCH (top:Body {id: $area})<-[:PERIOD_OF]-(itself:AreaPeriod) USING INDEX SEEK top:Body(id)
WHERE itself.recorded_at <= known_at AND (itself.superseded_at IS NULL OR known_at < itself.superseded_at)
  AND (itself.since IS NULL OR itself.since <= $on) AND (itself.until IS NULL OR $on < itself.until)
MATCH within = (itself)-[:PERIOD_OF]->(top)
  ((:Body)<-[:WITHIN]-(deep:AreaPeriod|UnitPeriod
    WHERE deep.recorded_at <= known_at AND (deep.superseded_at IS NULL OR known_at < deep.superseded_at)
      AND (deep.since IS NULL OR deep.since <= $on) AND (deep.until IS NULL OR $on < deep.until))-[:PERIOD_OF]->(:Body))*
  (place:Body)
MATCH (place)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
WHERE p.recorded_at <= known_at AND (p.superseded_at IS NULL OR known_at < p.superseded_at)
  AND (p.since IS NULL OR p.since <= $on) AND (p.until IS NULL OR $on < p.until)
// each with the places above it, as far as they are in force
CALL (known_at, place) {
  MATCH (place)
    ((:Body)<-[:PERIOD_OF]-(q:AreaPeriod|UnitPeriod
      WHERE q.recorded_at <= known_at AND (q.superseded_at IS NULL OR known_at < q.superseded_at)
        AND (q.since IS NULL OR q.since <= $on) AND (q.until IS NULL OR $on < q.until))-[:WITHIN]->(:Body)){0,9}
    (above:Body)<-[:PERIOD_OF]-(b:AreaPeriod|UnitPeriod)
  WHERE b.recorded_at <= known_at AND (b.superseded_at IS NULL OR known_at < b.superseded_at)
    AND (b.since IS NULL OR b.since <= $on) AND (b.until IS NULL OR $on < b.until)
  RETURN collect(above) AS chain
}
// what is asked there
CALL (register, known_at, p, chain) {
  CALL (register, chain) {
    MATCH (register)<-[:APPLIES_EVERYWHERE]-(r:Requirement)
    RETURN r
    UNION ALL
    UNWIND chain AS b
    MATCH (b)<-[:APPLIES_IN]-(r:Requirement)
    RETURN r
  }
  WITH known_at, p, r
  WHERE any(kind IN coalesce(p.kinds, [p.level]) WHERE kind IN r.place_kinds)
    AND r.recorded_at <= known_at AND (r.superseded_at IS NULL OR known_at < r.superseded_at)
      AND (r.since IS NULL OR r.since <= $on) AND (r.until IS NULL OR $on < r.until)
  RETURN r
}
// who answers it, or did
CALL (known_at, place, p, chain, r) {
  UNWIND CASE r.answered_at WHEN 'chain' THEN chain ELSE [place] END AS b
  MATCH (b)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post)
  WHERE a.tier = r.tier AND (a.since IS NULL OR a.since <= $on)
    AND (size(a.unit_kinds) = 0 OR any(kind IN a.unit_kinds WHERE kind IN p.kinds))
    AND a.recorded_at <= known_at AND (a.superseded_at IS NULL OR known_at < a.superseded_at)
  CALL (known_at, post) {
    MATCH (post)<-[:PERIOD_OF]-(s:PostPeriod)
      WHERE s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
    RETURN s
      ORDER BY coalesce(s.since, '') <= $on DESC,
        CASE WHEN coalesce(s.since, '') <= $on THEN coalesce(s.since, '') ELSE '' END DESC, s.since LIMIT 1
  }
  WITH known_at, r, a, post, s, (a.until IS NULL OR $on < a.until)
    AND s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
      AND (s.since IS NULL OR s.since <= $on) AND (s.until IS NULL OR $on < s.until) AS answers
  WHERE size(r.post_kinds) = 0 OR s.kind IN r.post_kinds
  OPTIONAL MATCH (post)<-[:OF_POST]-(t:Tenure)
  WHERE answers
    AND t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
      AND (t.since IS NULL OR t.since <= $on) AND (t.until IS NULL OR $on < t.until)
  RETURN collect({matter: a.matter, answers: answers, person: t.person, assignment: a}) AS able
}
UNWIND [l IN leaves WHERE r.matter IN l.matters] AS l
WITH within, place, p, r, l, [s IN able WHERE s.matter IN l.matters] AS fits
WITH *, size(reduce(them = [], s IN fits |
  CASE WHEN s.person IS NULL OR s.person IN them THEN them ELSE them + [s.person] END)) AS have
WHERE have < r.minimum
WITH within, place, p, r, have, l.leaf AS leaf, [s IN fits | s.assignment] AS still_there,
  CASE WHEN have > 0 THEN 'partial' WHEN any(s IN fits WHERE s.answers) THEN 'vacant'
    WHEN size(fits) > 0 THEN 'lapsed' ELSE 'unassigned' END AS kind
ORDER BY leaf
WITH within, place, p, r, have, kind, collect(leaf) AS matters, collect(still_there)[0] AS still_there
MATCH about = (r)-[:ABOUT]->(:Matter)
RETURN place.id AS place, p.name AS name, r.tier AS tier, r.id AS requirement, kind, have, r.minimum AS need, matters,
  within, [asked = (r)-[:APPLIES_IN]->(:Body) | asked] AS asks, about, still_there
ORDER BY place, requirement, kind
