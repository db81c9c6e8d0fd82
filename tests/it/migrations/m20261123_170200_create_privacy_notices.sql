INSERT INTO privacy_notice (id, product, number, hash, content, began_on, created_at) VALUES
  ('00000000-0000-0000-0000-0000000000c0', 'Shop', 1, '9f86d081884c7d65', '{}', '2026-11-20', '2026-11-20 12:00:00+00:00');
INSERT INTO privacy_notice_seen (ticket_id, privacy_notice_id) VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-0000000000c0');
