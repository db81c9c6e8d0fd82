INSERT INTO approval (task_id, plan, staff_id, at) VALUES
  ('00000000-0000-0000-0000-000000000051', '9f86d081884c7d65', '00000000-0000-0000-0000-000000000010', '2026-11-20 12:00:00+00:00');
INSERT INTO ledger (seq, at, ticket_id, task_id, system, plan, what, names, details, hash) VALUES
  (1, '2026-11-20 12:01:00+00:00', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000051', 'shop', '9f86d081884c7d65', 'begun', '["00ff"]', '{}', 'hash');
