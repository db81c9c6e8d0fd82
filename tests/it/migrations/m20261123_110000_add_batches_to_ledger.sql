INSERT INTO ledger (seq, at, ticket_id, task_id, system, plan, what, names, details, hash, batch, batch_id) VALUES
  (2, '2026-11-21 03:00:00+00:00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'shop', '', 'begun', '[["00ff"],["11ee","22dd"]]', '{}', 'hash', 'sweep', '00000000-0000-0000-0000-000000000071');
