INSERT INTO api_token (token_hash, staff_id, name, created_at, expires_at, last_used_at) VALUES
  ('hash', '00000000-0000-0000-0000-000000000010', 'reports', '2026-11-14 12:00:00+00:00', '2027-11-14 12:00:00+00:00', NULL);
