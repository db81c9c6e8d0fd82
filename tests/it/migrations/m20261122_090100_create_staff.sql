INSERT INTO staff (id, login, name, role, password_hash, created_at, disabled_at) VALUES
  ('00000000-0000-0000-0000-000000000010', 'ana', 'Ana Ruiz', 'officer', 'hash', '2026-11-14 12:00:00+00:00', NULL),
  ('00000000-0000-0000-0000-000000000011', 'jo', 'Jo Doe', 'auditor', 'hash', '2026-10-01 12:00:00+00:00', '2026-11-14 12:00:00+00:00');
INSERT INTO staff_session (token_hash, staff_id, created_at, seen_at) VALUES
  ('hash', '00000000-0000-0000-0000-000000000010', '2026-11-14 12:00:00+00:00', '2026-11-14 12:10:00+00:00');
