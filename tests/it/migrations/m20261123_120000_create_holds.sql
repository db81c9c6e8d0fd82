INSERT INTO hold (id, ground, is_everywhere, key_wrapped, names_sealed, ticket_id, set_by, set_at, review_on, lifted_by, lifted_at) VALUES
  ('00000000-0000-0000-0000-000000000080', 'ERASURE_LEGAL_CLAIMS', FALSE, 'wrapped', 'sealed', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000010', '2026-11-20 12:00:00+00:00', '2027-02-20', NULL, NULL);
INSERT INTO hold_name (hold_id, blind) VALUES ('00000000-0000-0000-0000-000000000080', 'hash');
INSERT INTO hold_place (hold_id, system, collection) VALUES ('00000000-0000-0000-0000-000000000080', 'shop', '');
INSERT INTO hold_step (id, hold_id, at, staff_id, what, review_on, words_sealed) VALUES
  ('00000000-0000-0000-0000-000000000081', '00000000-0000-0000-0000-000000000080', '2026-11-20 12:00:00+00:00', '00000000-0000-0000-0000-000000000010', 'set', '2027-02-20', 'sealed');
INSERT INTO hold_stop (hold_id, task_id, at) VALUES
  ('00000000-0000-0000-0000-000000000080', '00000000-0000-0000-0000-000000000051', '2026-11-20 12:01:00+00:00');
