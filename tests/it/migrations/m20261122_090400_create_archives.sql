INSERT INTO archive (id, ticket_id, state, key_sealed, passphrase_sealed, bytes, sha256, problem, created_at, released_at,
    released_by, expires_at, downloads_left, due_at, attempts, max_attempts, lease_token, lease_until) VALUES
  ('00000000-0000-0000-0000-000000000060', '00000000-0000-0000-0000-000000000001', 'released', 'sealed', 'sealed', 1000, 'abcd', NULL, '2026-11-14 12:10:00+00:00',
    '2026-11-14 13:00:00+00:00', '00000000-0000-0000-0000-000000000010', '2026-12-14 13:00:00+00:00', 9, '2026-11-14 12:10:00+00:00', 1, 8, NULL,
    NULL);
INSERT INTO download (id, archive_id, at) VALUES ('00000000-0000-0000-0000-000000000061', '00000000-0000-0000-0000-000000000060', '2026-11-14 14:00:00+00:00');
