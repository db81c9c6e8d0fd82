INSERT INTO drift (system, kind, place, details, looks, shape, first_seen_at, seen_at, known_by, known_at, known_why, known_shape) VALUES
  ('shop', 'gone', 'shop.customer.phone', '{}', 0, '', '2026-11-20 03:00:00+00:00', '2026-11-21 03:00:00+00:00', NULL, NULL, NULL, NULL),
  ('shop', 'undeclared', 'newsletter', '{}', 12, '00ff', '2026-11-20 03:00:00+00:00', '2026-11-21 03:00:00+00:00', '00000000-0000-0000-0000-000000000010', '2026-11-20 12:00:00+00:00', 'Only test addresses.', '00ff');
