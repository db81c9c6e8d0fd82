INSERT INTO sweep (id, state, created_at, accounts, people_sealed, asked_at, due_at, attempts, max_attempts) VALUES
  ('00000000-0000-0000-0000-000000000091', 'parted', '2026-11-20 12:00:00+00:00', 1, 'sealed', '2026-11-20 12:00:00+00:00', '2026-11-20 12:00:00+00:00', 1, 8);
INSERT INTO sweep_part (id, sweep_id, system, state, fates, aside, due_at, attempts, max_attempts) VALUES
  ('00000000-0000-0000-0000-000000000092', '00000000-0000-0000-0000-000000000091', 'shop', 'waiting', '[]', '[]', '2026-11-20 12:00:00+00:00', 0, 8);
INSERT INTO deactivation (id, blind, account_sealed, source, closed_at, knows_when, noted_at, closed_on, due_on, state, due_at, sweep_id, place) VALUES
  ('00000000-0000-0000-0000-000000000093', 'hash', 'sealed', 'synapse', '2026-11-01 12:00:00+00:00', FALSE, '2026-11-01 12:00:00+00:00', '2026-11-01', '2026-12-01', 'running', '2026-11-08 12:00:00+00:00', '00000000-0000-0000-0000-000000000091', 1);
INSERT INTO deactivation (id, blind, source, closed_at, knows_when, noted_at, closed_on, due_on, state, due_at, place, ended_at, ended_on, reopened_at) VALUES
  ('00000000-0000-0000-0000-000000000094', 'hash', 'import', '2026-10-01 12:00:00+00:00', TRUE, '2026-10-01 12:00:00+00:00', '2026-10-01', '2026-10-31', 'cancelled', '2026-10-08 12:00:00+00:00', 0, '2026-10-02 12:00:00+00:00', '2026-10-02', '2026-10-02 12:00:00+00:00');
INSERT INTO deactivation_import (id, at, lines, added, known, better, refused, report) VALUES
  ('00000000-0000-0000-0000-000000000095', '2026-11-20 12:00:00+00:00', 3, 1, 1, 0, 1, '[[3,"it is not a Matrix ID"]]');
