INSERT INTO decision_review (id, request_id, ticket_id, decision, verdict, reason_sealed, staff_id, at) VALUES
  ('00000000-0000-0000-0000-000000000083', '00000000-0000-0000-0000-000000000020', '00000000-0000-0000-0000-000000000001', 'ban', 'upheld', 'sealed', '00000000-0000-0000-0000-000000000010', '2026-11-20 12:00:00+00:00');
