// The slots asked about, by place and day: looked up where they are met, since a list is searched from its beginning.
// parameters: slots
// slots: [[place, day, requirement, leaf], …]
CALL () {
  UNWIND $slots AS slot
  WITH slot[0] AS place, slot[1] AS day, collect(DISTINCT {requirement: slot[2], leaf: slot[3]}) AS slots
  RETURN collect({place: place, day: day, slots: slots}) AS wanted
}
