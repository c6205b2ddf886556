-- Move the head: the step that makes a changeset visible.
-- batch: number, hash, recorded_at, changes
UPDATE register SET head_number = :number, head = :hash, head_recorded_at = :recorded_at, changes = :changes
