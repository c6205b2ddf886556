// The periods of one matter as known.
// parameters: matter, known_at
// columns: since, until
@moment
MATCH (:Matter {id: $matter})<-[:PERIOD_OF]-(m:MatterPeriod) WHERE @known(m)
RETURN m.since AS since, m.until AS until
