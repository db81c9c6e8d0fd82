INSERT INTO hold (id, ground, is_everywhere, key_wrapped, names_sealed, ticket_id, set_by, set_at, review_on, lifted_by, lifted_at) VALUES
  ('00000000-0000-0000-0000-000000000082', 'RESTRICTION_ACCURACY', TRUE, 'wrapped', 'sealed', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000000', '2026-11-20 12:00:00+00:00', '2026-12-20', NULL, NULL);
INSERT INTO lock (hold_id, request_id, purpose, ends_on, letter_id, told_at) VALUES
  ('00000000-0000-0000-0000-000000000082', NULL, 'Newsletter', '2026-12-01', NULL, '2026-11-21 12:00:00+00:00');
