INSERT INTO letter (id, ticket_id, kind, language, recipient_sealed, subject_sealed, body_sealed, archive_id, message_id,
    state, problem, created_at, sent_at, due_at, attempts, max_attempts, lease_token, lease_until) VALUES
  ('00000000-0000-0000-0000-000000000070', '00000000-0000-0000-0000-000000000001', 'confirm', 'en', 'sealed', 'sealed', 'sealed', NULL, '<1@example.org>', 'sent', NULL,
    '2026-11-14 12:00:00+00:00', '2026-11-14 12:00:01+00:00', '2026-11-14 12:00:00+00:00', 1, 12, NULL, NULL),
  ('00000000-0000-0000-0000-000000000071', '00000000-0000-0000-0000-000000000001', 'attached', 'en', 'sealed', 'sealed', 'sealed', '00000000-0000-0000-0000-000000000060', '<2@example.org>', 'abandoned',
    'code 550', '2026-11-14 13:00:00+00:00', NULL, '2026-11-14 13:00:00+00:00', 1, 12, NULL, NULL);
INSERT INTO proof (token_hash, ticket_id, purpose, created_at, expires_at, used_at) VALUES
  ('hash', '00000000-0000-0000-0000-000000000001', 'confirm', '2026-11-14 12:00:00+00:00', '2026-11-15 12:00:00+00:00', '2026-11-14 12:05:00+00:00');
INSERT INTO case_session (token_hash, ticket_id, created_at, seen_at, mailbox_proved_at) VALUES
  ('hash', '00000000-0000-0000-0000-000000000001', '2026-11-14 12:00:00+00:00', '2026-11-14 12:00:00+00:00', NULL);
