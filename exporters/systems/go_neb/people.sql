-- The small demo company. planted-ada-… is Ada's, planted-grace-… Grace's, and so on; planted-secret-… may never leave.
-- @Ada:example.org and @ada:example.org.evil.net are other people than @ada:example.org.

-- The first two were made for Ada alone and say so only in their names; the third acts with her access. The RSS service
-- of the shared bot is nobody's, though its feed names her.
INSERT INTO services (service_id, service_type, service_user_id, service_json, time_added_ms, time_updated_ms) VALUES
    ('dimension-neb_integration_rss_notifications_=40ada=3aexample.org', 'rssbot', '@neb_rss__notifications_=40ada=3aexample.org:example.org', '{"feeds":{"https://feeds.example/planted-ada-feed?x=<1>":{"poll_interval_mins":60,"rooms":["!planted-ada-room:example.org"]}}}', 1709201472000, 1777878489000),
    ('dimension-neb_integration_travisci_notifications_=40ada=3aexample.org', 'travis-ci', '@neb_travisci__notifications_=40ada=3aexample.org:example.org', '{"rooms":{"!planted-ada-room:example.org":{"repos":{"ada/planted-ada-engine":{"template":"=1+1 %{repository}"}}}}}', 1709201473000, 1709201473000),
    ('github_planted-ada-hook', 'github-webhook', '@neb_github:example.org', '{"ClientUserID":"@ada:example.org","RealmID":"github_realm","SecretToken":"planted-secret-ada-webhook","Rooms":{"!planted-ada-room:example.org":{"Repos":{"ada/planted-ada-notes":{"Events":["push","issues"]}}}}}', 1709201474000, 1777878490000),
    ('dimension-neb_integration_rss', 'rssbot', '@neb_rss:example.org', '{"feeds":{"https://feeds.example/planted-nobody-feed":{"rooms":["!lobby:example.org"]}}}', 1709201475000, 1709201475000),
    ('dimension-neb_integration_rss_notifications_=40grace=3aexample.org', 'rssbot', '@neb_rss__notifications_=40grace=3aexample.org:example.org', '{"feeds":{"https://feeds.example/planted-grace-feed":{"rooms":["!planted-grace-room:example.org"]}}}', 1709201476000, 1709201476000),
    ('dimension-neb_integration_rss_notifications_=40ada=3aexample.org.evil.net', 'rssbot', '@neb_rss__notifications_=40ada=3aexample.org.evil.net:example.org', '{"feeds":{"https://feeds.example/planted-evil-feed":{"rooms":[]}}}', 1709201477000, 1709201477000),
    ('github_planted-capital-hook', 'github-webhook', '@neb_github:example.org', '{"ClientUserID":"@Ada:example.org","RealmID":"github_realm","SecretToken":"planted-secret-capital-webhook","Rooms":{}}', 1709201478000, 1709201478000),
    ('github_planted-bob-hook', 'github-webhook', '@neb_github:example.org', '{"ClientUserID":"@malice:example.org","RealmID":"github_realm","SecretToken":"","Rooms":{"!planted-bob-room:example.org":{"Repos":{"ada/engine":{"Events":["push"]}}}}}', 1709201479000, 1709201479000);

INSERT INTO matrix_clients (user_id, client_json, next_batch, time_added_ms, time_updated_ms) VALUES
    ('@neb_rss:example.org', '{"UserID":"@neb_rss:example.org","AccessToken":"planted-secret-rss-bot","HomeserverURL":"https://example.org","Sync":true}', 's1', 1709201470000, 1709201470000),
    ('@neb_github:example.org', '{"UserID":"@neb_github:example.org","AccessToken":"planted-secret-github-bot","HomeserverURL":"https://example.org","Sync":true}', 's1', 1709201470000, 1709201470000),
    ('@neb_rss__notifications_=40ada=3aexample.org:example.org', '{"UserID":"@neb_rss__notifications_=40ada=3aexample.org:example.org","AccessToken":"planted-secret-ada-puppet-rss","DeviceID":"planted-ada-puppet-device","HomeserverURL":"https://example.org","Sync":false}', 'planted-ada-batch', 1709201472000, 1777878489000),
    ('@neb_travisci__notifications_=40ada=3aexample.org:example.org', '{"UserID":"@neb_travisci__notifications_=40ada=3aexample.org:example.org","AccessToken":"planted-secret-ada-puppet-travis","HomeserverURL":"https://example.org","DisplayName":"Travis Notifications [@ada:example.org]"}', 'planted-ada-batch-2', 1709201473000, 1709201473000),
    ('@neb_rss__notifications_=40grace=3aexample.org:example.org', '{"UserID":"@neb_rss__notifications_=40grace=3aexample.org:example.org","AccessToken":"planted-secret-grace-puppet"}', 'planted-grace-batch', 1709201476000, 1709201476000),
    ('@neb_rss__notifications_=40ada=3aexample.org.evil.net:example.org', '{"AccessToken":"planted-secret-evil-puppet"}', 'planted-evil-batch', 1709201477000, 1709201477000);

INSERT INTO auth_sessions (session_id, realm_id, user_id, session_json, time_added_ms, time_updated_ms) VALUES
    ('planted-ada-session-1', 'github_realm', '@ada:example.org', '{"AccessToken":"planted-secret-ada-github","Scopes":"admin:repo_hook,repo"}', 1709201471000, 1709201471000),
    ('planted-ada-session-2', 'jira_realm', '@ada:example.org', '{"AccessToken":"planted-secret-ada-jira","AccessSecret":"planted-secret-ada-jira-2","RequestSecret":"planted-secret-ada-jira-3"}', 1709201472000, 1777878489000),
    ('planted-grace-session', 'github_realm', '@grace:example.org', '{"AccessToken":"planted-secret-grace-github"}', 1709201473000, 1709201473000),
    ('planted-capital-session', 'github_realm', '@Ada:example.org', '{"AccessToken":"planted-secret-capital-github"}', 1709201474000, 1709201474000);

INSERT INTO bot_options (user_id, room_id, set_by_user_id, bot_options_json, time_added_ms, time_updated_ms) VALUES
    ('@neb_github:example.org', '!planted-ada-room:example.org', '@ada:example.org', '{"github":{"default_repo":"ada/planted-ada-notes","new_issue_labels":"=2+2"}}', 1709201480000, 1709201480000),
    ('@neb_github:example.org', '!planted-ada-room-2:example.org', '@ada:example.org', '{"github":{"default_repo":"ada/planted-ada-engine"}}', 1709201481000, 1709201481000),
    ('@neb_github:example.org', '!planted-grace-room:example.org', '@grace:example.org', '{"github":{"default_repo":"grace/planted-grace-cobol"}}', 1709201482000, 1709201482000);

INSERT INTO crypto_device (user_id, device_id, identity_key, signing_key, trust, deleted, name) VALUES
    ('@ada:example.org', 'planted-ada-DEV1', 'planted-ada-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-signkey1AAAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'Ada''s phone <script>alert("planted-ada-device")</script>'),
    ('@ada:example.org', 'planted-ada-DEV2', 'planted-ada-idkey2AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-signkey2AAAAAAAAAAAAAAAAAAAAAAA', 1, TRUE, '=cmd|''/C planted-ada-device''!A1'),
    ('@grace:example.org', 'planted-grace-DEV1', 'planted-grace-idkey1AAAAAAAAAAAAAAAAAAAAAAA', 'planted-grace-signkey1AAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-grace-device'),
    ('@malice:example.org', 'planted-bob-DEV1', 'planted-bob-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-bob-signkey1AAAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-bob-device'),
    ('@Ada:example.org', 'planted-capital-DEV1', 'planted-capital-idkey1AAAAAAAAAAAAAAAAAAAAA', 'planted-capital-signkey1AAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-capital-device'),
    ('@ada:example.org.evil.net', 'planted-evil-DEV1', 'planted-evil-idkey1AAAAAAAAAAAAAAAAAAAAAAAA', 'planted-evil-signkey1AAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-evil-device');

-- sender_key is the identity key of the device above; the session itself is the word "secret" in bytes.
INSERT INTO crypto_olm_session (account_id, session_id, sender_key, session, created_at, last_used) VALUES
    ('@neb_github:example.org', 'planted-ada-olm1AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00'),
    ('@neb_github:example.org', 'planted-ada-olm2AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-idkey2AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-02 10:00:00', '2026-03-02 10:00:00'),
    ('@neb_github:example.org', 'planted-grace-olm1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-grace-idkey1AAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00'),
    ('@neb_github:example.org', 'planted-bob-olm1AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-bob-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00');

INSERT INTO crypto_tracked_user (user_id) VALUES
    ('@ada:example.org'),
    ('@grace:example.org'),
    ('@malice:example.org'),
    ('@Ada:example.org'),
    ('@ada:example.org.evil.net');

INSERT INTO crypto_cross_signing_keys (user_id, usage, key) VALUES
    ('@ada:example.org', 'master', 'planted-ada-masterAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@ada:example.org', 'self_signing', 'planted-ada-self_signingAAAAAAAAAAAAAAAAAAA'),
    ('@grace:example.org', 'master', 'planted-grace-masterAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@malice:example.org', 'master', 'planted-bob-masterAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@Ada:example.org', 'master', 'planted-capital-masterAAAAAAAAAAAAAAAAAAAAA');

-- The second says that Grace signed Ada's key: it is about both. The third is the reverse.
INSERT INTO crypto_cross_signing_signatures (signed_user_id, signed_key, signer_user_id, signer_key, signature) VALUES
    ('@ada:example.org', 'planted-ada-masterAAAAAAAAAAAAAAAAAAAAAAAAA', '@ada:example.org', 'planted-ada-DEV1', 'planted-ada-sig-selfAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@ada:example.org', 'planted-shared-ada-masterAAAAAAAAAAAAAAAAAA', '@grace:example.org', 'planted-shared-key-of-graceAAAAAAAAAAAAAAAA', 'planted-shared-sig-by-graceAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@grace:example.org', 'planted-shared-grace-masterAAAAAAAAAAAAAAAA', '@ada:example.org', 'planted-shared-key-of-adaAAAAAAAAAAAAAAAAAA', 'planted-shared-sig-by-adaAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@grace:example.org', 'planted-grace-masterAAAAAAAAAAAAAAAAAAAAAAA', '@grace:example.org', 'planted-grace-DEV1', 'planted-grace-sig-selfAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
