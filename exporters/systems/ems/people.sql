-- The small demo company. Every value that belongs to one person only says so: planted-ada-…, planted-grace-…;
-- planted-shared-… belongs to several. Ada's values include what an archive must survive: HTML, a formula, a file name
-- that is a path, line breaks, a bell and text that turns the reading direction.
-- Look-alikes of Ada are other people: adam@example.org, ada@example.org.evil.net, @Ada:example.org, @ada:example.org.evil.net.

INSERT INTO billing_contact (id, name, company, email, phone, street, city, postal_code, country, vat_number, stripe_customer, updated_at) VALUES
    (1, 'planted-shared-accounts-department', 'Analytical Engines Ltd', 'accounts@engines.example', '+44 20 7946 0100', '12 planted-shared Street', 'London', 'W1U 6TY', 'GB', 'GB999999973', 'cus_planted-shared-1', '2026-04-02T09:30:00Z'),
    (2, 'Ada Lovelace', '=HYPERLINK("https://evil.example/?planted-ada-formula","Click me")', 'ada@example.org', '+44 20 7946 0101', 'planted-ada-street 5', 'London', 'SW1Y 4JH', 'GB', NULL, 'cus_planted-ada-2', '2025-11-20T08:00:00Z'),
    (3, 'Bob Malice', NULL, 'bob@example.net', NULL, 'planted-bob-street 1', 'Reading', 'RG1 1AA', 'GB', NULL, 'cus_planted-bob-3', '2025-12-01T10:00:00Z'),
    (4, 'Tove Nyberg', 'Compta & Fils', 'tove@example.net', '+46 8 5550 0104', 'planted-tove-gatan 4', 'Stockholm', '111 22', 'SE', 'SE999999999901', 'cus_planted-tove-4', '2026-01-15T12:00:00Z'),
    (5, 'Adam Smith', NULL, 'adam@example.org', NULL, 'planted-adam-wynd 9', 'Kirkcaldy', 'KY1 1AA', 'GB', NULL, NULL, '2025-10-01T10:00:00Z');

INSERT INTO account (id, email, full_name, company, locale, status, billing_contact_id, newsletter, preferences, created_at, last_sign_in_at) VALUES
    ('ada0ada0-0000-4000-8000-000000000001', 'ada@example.org', 'Ada <script>alert("planted-ada-script")</script> Lovelace', '=HYPERLINK("https://evil.example/?planted-ada-formula","Analytical Engines")', 'en', 'active', 1, TRUE, '{"theme": "dark", "nickname": "planted-ada-preference", "columns": [3, 1.50]}', '2024-02-29T10:11:12.123456Z', '2026-05-04T07:08:09Z'),
    ('93ace000-0000-4000-8000-000000000002', 'grace@example.org', 'Grace Hopper', 'planted-grace-company', 'en', 'active', 1, FALSE, '{"nickname": "planted-grace-preference"}', '2024-03-01T09:00:00Z', '2026-05-03T18:00:00Z'),
    ('b0b00000-0000-4000-8000-000000000003', 'bob@example.net', 'Bob Malice', 'planted-bob-company', 'en', 'suspended', 3, TRUE, '{}', '2025-01-05T00:00:00Z', NULL),
    ('e10d1e00-0000-4000-8000-000000000004', 'elodie@example.fr', 'Élodie Dupont', 'planted-elodie-société', 'fr', 'active', 4, TRUE, '{"theme": "planted-elodie-clair"}', '2025-06-06T06:06:06Z', '2026-04-30T12:00:00Z'),
    ('ada3ada3-0000-4000-8000-000000000005', 'adam@example.org', 'Adam Smith', 'planted-adam-company', 'en', 'active', 5, FALSE, '{}', '2025-02-02T02:02:02Z', '2026-01-01T00:00:00Z'),
    ('ca1ada00-0000-4000-8000-000000000006', 'capital@example.net', 'planted-capital Ada', NULL, 'en', 'active', NULL, FALSE, '{}', '2025-07-07T07:07:07Z', NULL),
    ('eb1ada00-0000-4000-8000-000000000007', 'ada@example.org.evil.net', 'planted-evil Ada Lovelace', 'Analytical Engines', 'en', 'closed', NULL, FALSE, '{}', '2025-08-08T08:08:08Z', NULL);

INSERT INTO account_authentication (id, account_id, method, password_hash, twitter_id, google_id, created_at, last_used_at) VALUES
    (101, 'ada0ada0-0000-4000-8000-000000000001', 'password', '$2b$12$planted-secret-ada-hash', NULL, NULL, '2024-02-29T10:11:12Z', '2026-05-04T07:08:09Z'),
    (102, 'ada0ada0-0000-4000-8000-000000000001', 'twitter', NULL, 'planted-ada-twitter-1815', NULL, '2024-06-01T00:00:00Z', NULL),
    (103, 'ada0ada0-0000-4000-8000-000000000001', 'google', NULL, NULL, 'planted-ada-google-1843', '2025-01-01T00:00:00Z', '2026-02-02T02:02:02Z'),
    (104, '93ace000-0000-4000-8000-000000000002', 'password', '$2b$12$planted-secret-grace-hash', NULL, NULL, '2024-03-01T09:00:00Z', '2026-05-03T18:00:00Z'),
    (105, 'b0b00000-0000-4000-8000-000000000003', 'twitter', NULL, 'planted-bob-twitter-1', NULL, '2025-01-05T00:00:00Z', NULL),
    (106, 'e10d1e00-0000-4000-8000-000000000004', 'google', NULL, NULL, 'planted-elodie-google-1', '2025-06-06T06:06:06Z', NULL),
    (107, 'ada3ada3-0000-4000-8000-000000000005', 'password', '$2b$12$planted-secret-adam-hash', NULL, NULL, '2025-02-02T02:02:02Z', NULL);

INSERT INTO host (id, account_id, server_name, owner_mxid, plan, addons, region, created_at, closed_at) VALUES
    (201, 'ada0ada0-0000-4000-8000-000000000001', 'planted-ada-engines.ems.example', '@ada:example.org', 'business', '{jitsi,"planted-ada-addon"}', 'eu-west-2', '2024-02-29T10:30:00Z', NULL),
    (202, 'ada0ada0-0000-4000-8000-000000000001', 'planted-ada-notes.ems.example', '@ada:example.org', 'starter', '{}', 'eu-west-2', '2025-03-01T00:00:00Z', '2026-03-01T00:00:00Z'),
    (203, '93ace000-0000-4000-8000-000000000002', 'planted-grace-cobol.ems.example', '@grace:example.org', 'business', '{}', 'eu-west-2', '2024-03-01T09:30:00Z', NULL),
    (204, 'b0b00000-0000-4000-8000-000000000003', 'planted-bob.ems.example', '@malice:example.org', 'starter', '{}', 'eu-west-2', '2025-01-05T00:30:00Z', NULL),
    (205, 'eb1ada00-0000-4000-8000-000000000007', 'planted-evil.ems.example', '@ada:example.org.evil.net', 'starter', '{}', 'eu-west-2', '2025-08-08T08:30:00Z', NULL),
    (206, 'ca1ada00-0000-4000-8000-000000000006', 'planted-capital.ems.example', '@Ada:example.org', 'starter', '{}', 'eu-west-2', '2025-07-07T07:30:00Z', NULL),
    (207, 'e10d1e00-0000-4000-8000-000000000004', 'planted-elodie.ems.example', '@elodie:example.org', 'starter', '{}', 'eu-west-3', '2025-06-06T06:30:00Z', NULL);

-- Nothing but numbers here: those of Ada's servers begin with 1815, those of Grace's with 1906.
INSERT INTO host_usage (host_id, day, active_users, rooms, messages, storage_bytes) VALUES
    (201, '2026-05-01', 12, 34, 1815001, 9007199254740993),
    (201, '2026-05-02', 13, 34, 1815002, 9007199254740994),
    (202, '2026-02-28', 1, 2, 1815003, 4096),
    (203, '2026-05-01', 40, 80, 1906001, 8192),
    (204, '2026-05-01', 1, 1, 3, 512);

INSERT INTO usage_event (id, account_id, happened_at, action, details) VALUES
    (301, 'ada0ada0-0000-4000-8000-000000000001', '2026-04-20T10:00:00Z', 'host.resize', '{"from": "starter", "to": "business", "note": "planted-ada-event: asked by Charles"}'),
    (302, 'ada0ada0-0000-4000-8000-000000000001', '2026-04-21T11:00:00Z', 'export.download', '{"file": "../../planted-ada-path/etc/passwd", "size": 18446744073709551616}'),
    (303, '93ace000-0000-4000-8000-000000000002', '2026-04-22T12:00:00Z', 'host.resize', '{"note": "planted-grace-event"}'),
    (304, 'ada3ada3-0000-4000-8000-000000000005', '2026-04-22T12:30:00Z', 'sign_in', '{"note": "planted-adam-event"}');

INSERT INTO billing_contact_change (id, billing_contact_id, changed_by, changed_at, field, old_value, new_value) VALUES
    (401, 1, 'ada0ada0-0000-4000-8000-000000000001', '2026-04-01T09:00:00Z', 'street', '11 planted-shared-changed-by-ada Street', '12 planted-shared Street'),
    (402, 1, '93ace000-0000-4000-8000-000000000002', '2026-04-02T09:30:00Z', 'name', 'planted-shared-changed-by-grace', 'planted-shared-accounts-department'),
    (403, 2, 'ada0ada0-0000-4000-8000-000000000001', '2025-11-20T08:00:00Z', 'company', NULL, '=HYPERLINK("https://evil.example/?planted-ada-change","Click me")'),
    (404, 3, 'b0b00000-0000-4000-8000-000000000003', '2025-12-01T10:00:00Z', 'street', NULL, 'planted-bob-street 1'),
    (405, 4, 'e10d1e00-0000-4000-8000-000000000004', '2026-01-15T12:00:00Z', 'name', 'planted-elodie-old-contact', 'Tove Nyberg');

INSERT INTO invoice (id, number, account_id, billing_contact_id, billed_to, currency, net, vat, total, card_brand, card_last_four, issued_at, paid_at, document) VALUES
    (501, 'INV-2025-planted-ada-1', 'ada0ada0-0000-4000-8000-000000000001', 2, 'Ada Lovelace
planted-ada-street 5
London', 'GBP', '49.90', '9.98', '59.88', 'visa', '1815', '2025-11-30T23:59:59Z', '2025-12-01T00:00:05Z', '../../../planted-ada-path/invoice.pdf'),
    (502, 'INV-2026-planted-ada-2', 'ada0ada0-0000-4000-8000-000000000001', 1, 'Analytical Engines Ltd, for the attention of Ada Lovelace', 'GBP', '1000000000.10', '200000000.02', '1200000000.12', 'visa', '1815', '2026-04-30T23:59:59Z', NULL, 'C:\planted-ada-path\‮fdp.exe'),
    (503, 'INV-2026-planted-grace-1', '93ace000-0000-4000-8000-000000000002', 1, 'Grace Hopper, planted-grace-address', 'GBP', '20.00', '4.00', '24.00', 'amex', '1906', '2026-04-30T23:59:59Z', '2026-05-01T00:00:00Z', 'planted-grace-invoice.pdf'),
    (504, 'INV-2026-planted-bob-1', 'b0b00000-0000-4000-8000-000000000003', 3, 'Bob Malice', 'GBP', '5.00', '1.00', '6.00', 'mastercard', '6666', '2026-04-30T23:59:59Z', NULL, 'planted-bob-invoice.pdf'),
    (505, 'INV-2026-planted-elodie-1', 'e10d1e00-0000-4000-8000-000000000004', 4, 'Compta & Fils', 'EUR', '9.00', '1.80', '10.80', 'visa', '0004', '2026-04-30T23:59:59Z', NULL, 'facture-planted-elodie.pdf');

INSERT INTO invoice_line (invoice_id, line, host_id, text, quantity, amount) VALUES
    (501, 1, 201, 'planted-ada-engines.ems.example, business', '1.000', '39.90'),
    (501, 2, 202, 'planted-ada-notes.ems.example, starter', '0.500', '10.00'),
    (502, 1, 201, 'planted-ada-engines.ems.example, business, one year', '12.000', '1000000000.10'),
    (503, 1, 203, 'planted-grace-cobol.ems.example', '1.000', '20.00'),
    (504, 1, 204, 'planted-bob.ems.example', '1.000', '5.00'),
    (505, 1, 207, 'planted-elodie.ems.example', '1.000', '9.00');

INSERT INTO ip_log (id, account_id, seen_at, ip, user_agent, action) VALUES
    (601, 'ada0ada0-0000-4000-8000-000000000001', '2026-05-04T07:08:09.000001Z', '203.0.113.15', 'Mozilla/5.0 (planted-ada-browser)', 'sign_in'),
    (602, 'ada0ada0-0000-4000-8000-000000000001', '2026-05-04T07:09:00Z', '2001:db8::18:15', 'planted-ada-agent  " , ; <img src=x onerror=alert(1)>', 'open_invoice'),
    (603, 'ada0ada0-0000-4000-8000-000000000001', '2026-05-04T09:09:00+02:00', '203.0.113.15', 'planted-ada-​zero-width Лавлейс 🜂', 'sign_out'),
    (604, '93ace000-0000-4000-8000-000000000002', '2026-05-03T18:00:00Z', '198.51.100.6', 'planted-grace-browser', 'sign_in'),
    (605, 'ada3ada3-0000-4000-8000-000000000005', '2026-05-03T19:00:00Z', '203.0.113.15', 'planted-adam-browser', 'sign_in');
