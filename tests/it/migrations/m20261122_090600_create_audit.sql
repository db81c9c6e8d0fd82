INSERT INTO audit (seq, at, ticket_id, actor, actor_id, event, details, hash) VALUES
  (1, '2026-11-14 12:00:00+00:00', '00000000-0000-0000-0000-000000000001', 'subject', NULL, 'received', '{}', 'hash'),
  (2, '2026-11-14 12:01:00+00:00', NULL, 'staff', '00000000-0000-0000-0000-000000000010', 'signed_in', '{}', 'hash');
