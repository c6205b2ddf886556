-- Facts in force on a day that rest on something which is not: of which table, by which column, on what.
-- parameters: area, without, on, known_at
-- columns: part, fields
-- part of: count
-- part found: table, id, column, refers_to, place, post, person, matter, since
-- json: fields
-- scans: without an area every fact in force is looked at
WITH RECURSIVE @inside,
-- every reference of a fact in force: kind says what must be in force
reference(fact, id, field, refers_to, kind, place, post, person, matter, since) AS MATERIALIZED (
  SELECT 'assignments', a.id, f.field, CASE f.field WHEN 'place' THEN a.place WHEN 'post' THEN a.post ELSE a.matter END, f.kind, a.place, a.post, NULL, a.matter, a.since
  FROM assignments a CROSS JOIN (SELECT 'place' AS field, 'body' AS kind UNION ALL SELECT 'post', 'post' UNION ALL SELECT 'matter', 'matter') f
  WHERE a.id >= '' AND @in_force(a)
    AND (:area IS NULL OR EXISTS (SELECT 1 FROM inside i WHERE i.id = a.place) OR EXISTS (SELECT 1 FROM post_in i WHERE i.id = a.post))
  UNION ALL
  SELECT 'tenures', t.id, 'post', t.post, 'post', NULL, t.post, t.person, NULL, t.since
  FROM tenures t WHERE t.post >= '' AND @in_force(t)
    AND NOT EXISTS (SELECT 1 FROM json_each(:without) g WHERE g.value = t.person)
    AND (:area IS NULL OR EXISTS (SELECT 1 FROM post_in i WHERE i.id = t.post))
  UNION ALL
  SELECT 'posts', p.id, f.field, CASE f.field WHEN 'organization' THEN p.organization ELSE p.reports_to END, f.kind, NULL, p.id, NULL, NULL, p.since
  FROM posts p CROSS JOIN (SELECT 'organization' AS field, 'body' AS kind UNION ALL SELECT 'reports_to', 'post') f
  WHERE p.id >= '' AND @in_force(p) AND (:area IS NULL OR EXISTS (SELECT 1 FROM post_in i WHERE i.id = p.id))
  UNION ALL
  SELECT 'organizations', o.id, f.field, CASE f.field WHEN 'area' THEN o.area ELSE o.parent END, f.kind, o.area, NULL, NULL, NULL, o.since
  FROM organizations o CROSS JOIN (SELECT 'area' AS field, 'body' AS kind UNION ALL SELECT 'parent', 'body') f
  WHERE o.id >= '' AND @in_force(o) AND (:area IS NULL OR EXISTS (SELECT 1 FROM inside i WHERE i.id = o.area))
  UNION ALL
  SELECT 'requirements', r.id, f.field, CASE f.field WHEN 'area' THEN r.area ELSE r.matter END, f.kind, r.area, NULL, NULL, r.matter, r.since
  FROM requirements r CROSS JOIN (SELECT 'area' AS field, 'body' AS kind UNION ALL SELECT 'matter', 'matter') f
  WHERE r.id >= '' AND @in_force(r) AND (:area IS NULL OR EXISTS (SELECT 1 FROM inside i WHERE i.id = r.area))
)
SELECT 'of' AS part, json_array(count(DISTINCT json_array(fact, id, post, person, since))) AS fields FROM reference
UNION ALL
SELECT 'found', json_array(fact, id, field, refers_to, place, post, person, matter, since)
FROM reference x
WHERE refers_to IS NOT NULL AND NOT (kind = 'matter' AND refers_to = 'all') AND NOT CASE kind
  WHEN 'post' THEN EXISTS (SELECT 1 FROM posts p WHERE p.id = x.refers_to AND @in_force(p))
  WHEN 'matter' THEN EXISTS (SELECT 1 FROM matters m WHERE m.id = x.refers_to AND @in_force(m))
  ELSE EXISTS (SELECT 1 FROM areas p WHERE p.id = x.refers_to AND @in_force(p))
    OR EXISTS (SELECT 1 FROM units p WHERE p.id = x.refers_to AND @in_force(p))
    OR EXISTS (SELECT 1 FROM organizations o WHERE o.id = x.refers_to AND @in_force(o)) END
