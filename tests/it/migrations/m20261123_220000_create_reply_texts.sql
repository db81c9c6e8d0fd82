INSERT INTO reply_text (id, name, for_right, language, body, added_by, added_at, changed_by, changed_at, retired_at) VALUES
  ('00000000-0000-0000-0000-0000000000e0', 'Thanks', NULL, 'en', 'Thank you for {reference}.', '00000000-0000-0000-0000-000000000010', '2026-11-20 12:00:00+00:00', NULL, NULL, NULL),
  ('00000000-0000-0000-0000-0000000000e1', 'Korrigiert', 'rectification', 'de', 'Ihr Name ist berichtigt.', '00000000-0000-0000-0000-000000000010', '2026-11-20 12:00:00+00:00', '00000000-0000-0000-0000-000000000010', '2026-11-21 12:00:00+00:00', '2026-11-22 12:00:00+00:00');
