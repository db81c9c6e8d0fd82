-- The small company on Discord. Ada is 1815001815001815, Grace 1906001906001906, 18150018150018150 is somebody else. What
-- all of mautrix keeps of the Matrix side is in ../telegram_bridge/people.sql.
INSERT INTO "user" (mxid, dcid, discord_token, management_room, space_room, heartbeat_session) VALUES
    ('@ada:example.org', '1815001815001815', 'planted-secret-ada-discord-token', '!planted-ada-management:example.org', NULL, '{"id":"planted-secret-ada-session"}'),
    ('@grace:example.org', '1906001906001906', 'planted-secret-grace-discord-token', '!planted-grace-management:example.org', NULL, NULL),
    ('@malice:example.org', '666600666600666', NULL, '!planted-bob-management:example.org', NULL, NULL),
    ('@ada:example.org.evil.net', '18150018150018150', NULL, '!planted-evil-management:example.org', NULL, NULL);

INSERT INTO user_portal (discord_id, user_mxid, type, in_space, timestamp) VALUES
    ('500', '@ada:example.org', 'guild', TRUE, 1777681815000),
    ('701', '@ada:example.org', 'dm', TRUE, 1777681815001),
    ('500', '@grace:example.org', 'guild', TRUE, 1777681906000);

INSERT INTO guild (dcid, mxid, plain_name) VALUES ('500', '!planted-shared-guild:example.org', 'Analytical engines');

INSERT INTO portal (dcid, receiver, other_user_id, type, dc_guild_id, mxid, plain_name, name, topic, avatar_url) VALUES
    ('701', '1815001815001815', '1906001906001906', 1, NULL, '!planted-ada-dm:example.org', 'planted-ada-chat', 'planted-ada-chat', '', ''),
    ('701', '1906001906001906', '1815001815001815', 1, NULL, '!planted-grace-dm:example.org', 'planted-grace-chat', 'planted-grace-chat', '', ''),
    ('501', '', NULL, 0, '500', '!planted-shared-channel:example.org', 'planted-shared-channel', 'planted-shared-channel', '', '');

INSERT INTO puppet (id, name, avatar, avatar_url, global_name, username, discriminator, custom_mxid, access_token) VALUES
    ('1815001815001815', 'planted-ada-puppet', 'a', 'mxc://example.org/planted-ada-puppet', 'planted-ada-global', 'planted-ada-username', '0', '@ada:example.org', 'planted-secret-ada-matrix-token'),
    ('1906001906001906', 'planted-grace-puppet', 'a', '', '', 'planted-grace-username', '0', NULL, NULL),
    ('18150018150018150', 'planted-evil-puppet', 'a', '', '', 'planted-evil-username', '0', '@ada:example.org.evil.net', NULL);

-- 1 and 2 are Ada's, 3 Bob's by way of her account, 4 and 5 Grace's.
INSERT INTO message (dcid, dc_attachment_id, dc_chan_id, dc_chan_receiver, dc_sender, timestamp, mxid, sender_mxid) VALUES
    ('1', '', '501', '', '1815001815001815', 1777681815001, '$planted-ada-message-1', '@ada:example.org'),
    ('2', '', '701', '1815001815001815', '1815001815001815', 1777681815002, '$planted-ada-message-2', ''),
    ('3', '', '501', '', '1815001815001815', 1777681815003, '$planted-shared-relayed', '@malice:example.org'),
    ('4', '', '701', '1815001815001815', '1906001906001906', 1777681906004, '$planted-ada-chat-message-of-another', ''),
    ('5', '', '501', '', '1906001906001906', 1777681906005, '$planted-grace-message', '@grace:example.org');

INSERT INTO reaction (dc_chan_id, dc_chan_receiver, dc_msg_id, dc_sender, dc_emoji_name, dc_first_attachment_id, mxid) VALUES
    ('501', '', '5', '1815001815001815', 'tea', '', '$planted-ada-reaction'),
    ('501', '', '1', '1906001906001906', 'cake', '', '$planted-shared-reaction-to-ada'),
    ('501', '', '5', '1906001906001906', 'self', '', '$planted-grace-reaction');
