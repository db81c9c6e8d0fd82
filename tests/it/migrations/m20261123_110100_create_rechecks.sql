INSERT INTO recheck (id, ticket_id, task_id, system, after_seconds, planned_at, state, due_at, attempts, max_attempts, ended_at, found, verified, remark) VALUES
  ('00000000-0000-0000-0000-000000000081', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000051', 'shop', 3600, '2026-11-20 13:01:00+00:00', 'waiting', '2026-11-20 13:01:00+00:00', 0, 8, NULL, NULL, NULL, NULL),
  ('00000000-0000-0000-0000-000000000082', NULL, NULL, 'shop', 0, '2026-11-21 02:00:00+00:00', 'ended', '2026-11-21 02:00:00+00:00', 1, 8, '2026-11-21 02:00:01+00:00', 'back', NULL, '1 of 1: 2.1');
