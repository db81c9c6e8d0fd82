INSERT INTO task (id, ticket_id, request_id, system, operation, round, state, outcome, cursor, segments, result_sealed,
    records, files, problem, by_hand_until, ended_by, ended_at, created_at, due_at, attempts, max_attempts, lease_token,
    lease_until) VALUES
  ('00000000-0000-0000-0000-000000000050', '00000000-0000-0000-0000-000000000001', NULL, 'shop', 'resolve', 1, 'ended', 'done', NULL, 0, NULL, 1, 0, NULL, NULL, NULL,
    '2026-11-14 12:06:00+00:00', '2026-11-14 12:05:00+00:00', '2026-11-14 12:05:00+00:00', 1, 8, NULL, NULL),
  ('00000000-0000-0000-0000-000000000051', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000020', 'shop', 'export', 0, 'running', NULL, 'cursor', 1, 'sealed', 12, 1,
    'the system cannot be reached', NULL, NULL, NULL, '2026-11-14 12:06:00+00:00', '2026-11-14 12:06:00+00:00', 2, 8,
    '00000000-0000-0000-0000-000000000059', '2026-11-14 12:08:00+00:00');
