INSERT INTO unlearned_name (id, ticket_id, kind, value_sealed, blind, learned_from, cause_id, staff_id, unlearned_at, refused_at) VALUES
  ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-000000000001', 'email', 'sealed', 'hash', 'shop.customer.email', '00000000-0000-0000-0000-000000000031', '00000000-0000-0000-0000-000000000010', '2026-11-20 12:00:00+00:00', NULL);
