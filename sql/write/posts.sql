-- Add facts of posts, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, name, organization, kind, phone, phone_seal, email, email_seal, reports_to, since, until
INSERT INTO posts (version, supersedes, recorded_at, id, name, organization, kind, phone, phone_seal, email, email_seal, reports_to, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :name, :organization, :kind, :phone, :phone_seal, :email, :email_seal, :reports_to, :since, :until)
