-- Add facts of units, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, name, kinds, area, since, until, longitude, latitude
INSERT INTO units (version, supersedes, recorded_at, id, name, kinds, area, since, until, longitude, latitude)
VALUES (:version, :supersedes, :recorded_at, :id, :name, :kinds, :area, :since, :until, :longitude, :latitude)
