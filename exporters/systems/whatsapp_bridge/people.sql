-- What is WhatsApp's own; the rest of the small company is in ../telegram_bridge/people.sql, under other numbers: Ada is
-- 442079460815 here, Grace 442079461906. 4420794608150 is somebody else.
INSERT INTO whatsapp_poll_option_id (bridge_id, msg_mxid, opt_id) VALUES
    ('whatsapp', '$planted-ada-message-1', 'planted-ada-option'),
    ('whatsapp', '$planted-grace-message-2', 'planted-grace-option');

INSERT INTO whatsapp_history_sync_conversation (bridge_id, user_login_id, chat_jid, last_message_timestamp, archived, pinned, unread_count) VALUES
    ('whatsapp', '442079460815', 'planted-ada-chat@s.whatsapp.net', 1777681815, FALSE, TRUE, 1),
    ('whatsapp', '442079461906', 'planted-grace-chat@s.whatsapp.net', 1777681906, FALSE, TRUE, 2),
    ('whatsapp', '4420794608150', 'planted-evil-chat@s.whatsapp.net', 1777681907, FALSE, TRUE, 2);

INSERT INTO whatsapp_history_sync_message (bridge_id, user_login_id, chat_jid, sender_jid, message_id, timestamp, data, inserted_time) VALUES
    ('whatsapp', '442079460815', 'planted-ada-chat@s.whatsapp.net', '442079460815@s.whatsapp.net', 'planted-ada-sync-1', 1777681815, '\x706c616e7465642d6164612d626f6479', 1777681815),
    ('whatsapp', '442079460815', 'planted-ada-chat@s.whatsapp.net', '442079461791@s.whatsapp.net', 'planted-ada-sync-2', 1777681816, '\x706c616e7465642d6164612d626f6479', 1777681816),
    ('whatsapp', '442079461906', 'planted-grace-chat@s.whatsapp.net', '442079461906@s.whatsapp.net', 'planted-grace-sync-1', 1777681906, '\x706c616e7465642d67726163652d626f6479', 1777681906);

INSERT INTO whatsapp_media_backfill_request (bridge_id, user_login_id, message_id, _part_id, portal_id, portal_receiver, media_key, status, error) VALUES
    ('whatsapp', '442079460815', '13', '', 'chat:77', '442079460815', NULL, 1, 'planted-ada-media');

INSERT INTO whatsapp_history_sync_notification (rowid, bridge_id, user_login_id, data) VALUES
    (1, 'whatsapp', '442079460815', '\x6164612073796e63'),
    (2, 'whatsapp', '442079461906', '\x67726163652073796e63');

INSERT INTO whatsapp_avatar_cache (entity_jid, avatar_id, direct_path, expiry) VALUES
    ('442079460815@s.whatsapp.net', 'planted-ada-avatar', '/planted-ada-path', 1777681815),
    ('4420794608150@s.whatsapp.net', 'planted-evil-avatar', '/planted-evil-path', 1777681815),
    ('442079461906@s.whatsapp.net', 'planted-grace-avatar', '/planted-grace-path', 1777681815);

INSERT INTO whatsmeow_device (jid, lid, noise_key, identity_key, adv_key, platform, push_name) VALUES
    ('442079460815:12@s.whatsapp.net', '181518151815:12@lid', '\x01', '\x02', '\x03', 'android', 'planted-ada-push-name'),
    ('442079461906:3@s.whatsapp.net', '190619061906:3@lid', '\x01', '\x02', '\x03', 'android', 'planted-grace-push-name'),
    ('4420794608150:12@s.whatsapp.net', '181518151816:12@lid', '\x01', '\x02', '\x03', 'android', 'planted-evil-push-name');

INSERT INTO whatsmeow_sessions (our_jid, their_id, session) VALUES
    ('442079460815:12@s.whatsapp.net', 'planted-ada-session', '\x04'),
    ('442079461906:3@s.whatsapp.net', 'planted-grace-session', '\x04');

INSERT INTO whatsmeow_contacts (our_jid, their_jid, first_name, full_name, push_name) VALUES
    ('442079460815:12@s.whatsapp.net', '442079461906@s.whatsapp.net', 'Grace', 'planted-ada-contact', 'Grace'),
    ('442079461906:3@s.whatsapp.net', '442079460815@s.whatsapp.net', 'Ada', 'planted-grace-contact-of-ada', 'Ada');

INSERT INTO whatsmeow_chat_settings (our_jid, chat_jid, muted_until) VALUES
    ('442079460815:12@s.whatsapp.net', 'planted-ada-muted@s.whatsapp.net', 1777681815),
    ('442079461906:3@s.whatsapp.net', 'planted-grace-muted@s.whatsapp.net', 1777681906);

INSERT INTO whatsmeow_message_secrets (our_jid, chat_jid, sender_jid, message_id, key) VALUES
    ('442079460815:12@s.whatsapp.net', 'planted-ada-chat@s.whatsapp.net', '442079461906@s.whatsapp.net', 'planted-ada-secret-of', '\x05'),
    ('442079461906:3@s.whatsapp.net', 'planted-grace-chat@s.whatsapp.net', '442079461906@s.whatsapp.net', 'planted-grace-secret-of', '\x05');

INSERT INTO whatsmeow_privacy_tokens (our_jid, their_jid, token, timestamp) VALUES
    ('442079460815:12@s.whatsapp.net', 'planted-ada-token@s.whatsapp.net', '\x06', 1777681815),
    ('442079461906:3@s.whatsapp.net', 'planted-grace-token@s.whatsapp.net', '\x06', 1777681906);

INSERT INTO whatsmeow_retry_buffer (our_jid, chat_jid, message_id, format, plaintext, timestamp) VALUES
    ('442079460815:12@s.whatsapp.net', 'planted-ada-chat@s.whatsapp.net', 'planted-ada-retry', 'waE2E', '\x07', 1777681815),
    ('442079461906:3@s.whatsapp.net', 'planted-grace-chat@s.whatsapp.net', 'planted-grace-retry', 'waE2E', '\x07', 1777681906);

INSERT INTO whatsmeow_lid_map (lid, pn) VALUES
    ('181518151815', '442079460815'),
    ('190619061906', '442079461906'),
    ('181518151816', '4420794608150');
