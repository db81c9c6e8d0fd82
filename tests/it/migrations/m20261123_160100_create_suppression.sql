UPDATE request SET aims = 'marketing consent' WHERE id = '00000000-0000-0000-0000-000000000020';
INSERT INTO suppression (blind, ticket_id, at) VALUES ('hash', '00000000-0000-0000-0000-000000000001', '2026-11-20 12:00:00+00:00');
INSERT INTO balance (request_id, ticket_id, theirs_sealed, ours_sealed, weight, staff_id, at) VALUES
  ('00000000-0000-0000-0000-000000000020', '00000000-0000-0000-0000-000000000001', 'sealed', 'sealed', 'ours', '00000000-0000-0000-0000-000000000010', '2026-11-20 12:00:00+00:00');
