INSERT INTO ticket (id, reference, state, channel, language, regime, received_at, received_on, unverified_until,
    verified_at, verified_how, contact_kind, contact_sealed, contact_blind, access_code_hash, delivery, agent_sealed,
    assignee, due_on, due_safe_on, closed_at, version) VALUES
  ('00000000-0000-0000-0000-000000000001', 'DR-0000-0001', 'collecting', 'web', 'en', 'both', '2026-11-14 12:00:00+00:00', '2026-11-14', NULL,
    '2026-11-14 12:05:00+00:00', 'mailbox', 'email', 'sealed', 'blind', 'hash', 'link', NULL,
    '00000000-0000-0000-0000-000000000010', '2026-12-14', '2026-12-10', NULL, 3),
  ('00000000-0000-0000-0000-000000000002', 'DR-0000-0002', 'expired', 'letter', 'fr', 'eu', '2026-10-01 12:00:00+00:00', '2026-10-01',
    '2026-10-04 12:00:00+00:00', NULL, NULL, 'matrix_id', 'sealed', 'blind', 'hash', 'attachment', 'sealed',
    NULL, '2026-11-02', '2026-10-30', '2026-10-04 12:00:00+00:00', 1);
INSERT INTO request (id, ticket_id, kind, state, due_on, due_safe_on, outcome, answered_at) VALUES
  ('00000000-0000-0000-0000-000000000020', '00000000-0000-0000-0000-000000000001', 'access', 'open', '2026-12-14', '2026-12-10', NULL, NULL);
INSERT INTO identifier (id, ticket_id, kind, value_sealed, blind, standing, origin, learned_from, round, created_at) VALUES
  ('00000000-0000-0000-0000-000000000030', '00000000-0000-0000-0000-000000000001', 'email', 'sealed', 'blind', 'trusted', 'contact', NULL, 0, '2026-11-14 12:00:00+00:00'),
  ('00000000-0000-0000-0000-000000000031', '00000000-0000-0000-0000-000000000001', 'customer_id', 'sealed', 'other', 'trusted', 'resolved', 'shop.account.id', 1,
    '2026-11-14 12:06:00+00:00');
INSERT INTO message (id, ticket_id, at, author, staff_id, visibility, body_sealed) VALUES
  ('00000000-0000-0000-0000-000000000040', '00000000-0000-0000-0000-000000000001', '2026-11-14 12:00:00+00:00', 'subject', NULL, 'shared', 'sealed');
