INSERT INTO system_state (system, paused, last_success_at, last_failure_at, last_problem) VALUES
  ('shop', FALSE, '2026-11-14 12:00:00+00:00', NULL, NULL);
INSERT INTO tally (what, since, count) VALUES ('hash', '2026-11-14 12:00:00+00:00', 3);
INSERT INTO recurring (id, state, problem, due_at, attempts, max_attempts, lease_token, lease_until) VALUES
  ('tidy', 'waiting', NULL, '2026-11-14 12:00:00+00:00', 0, 0, NULL, NULL);
