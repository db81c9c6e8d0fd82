INSERT INTO task (id, ticket_id, request_id, identifier_id, system, operation, round, state, outcome, cursor, segments, result_sealed,
    records, files, problem, by_hand_until, ended_by, ended_at, created_at, due_at, attempts, max_attempts, lease_token,
    lease_until) VALUES
  ('00000000-0000-0000-0000-0000000000d9', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000020', '00000000-0000-0000-0000-000000000031',
    'shop', 'unlock', 0, 'waiting', NULL, NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-14 12:06:00+00:00', '2026-11-14 12:06:00+00:00', 0, 8, NULL, NULL);
