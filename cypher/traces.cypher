// The rows of several traces, each with the number of its question; in no order.
// parameters: questions
// columns: number, part, rows
// only here: a server is a round trip away; SQLite asks one trace after another in one read transaction.
UNWIND $questions AS question
CALL (question) {
  @each(trace)
}
RETURN question.number AS number, part, rows
