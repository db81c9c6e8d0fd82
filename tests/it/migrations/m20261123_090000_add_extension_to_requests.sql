INSERT INTO request (id, ticket_id, kind, state, due_on, due_safe_on, outcome, answered_at, extended_on) VALUES
  ('00000000-0000-0000-0000-000000000021', '00000000-0000-0000-0000-000000000001', 'erasure', 'open', '2027-02-15', '2027-02-10', NULL, NULL, '2026-11-20');
