-- The small demo company. planted-ada-… is Ada's, planted-grace-… Grace's, and so on; planted-secret-… may never leave.
-- @Ada:example.org and @ada:example.org.evil.net are other people than @ada:example.org; Tove is only here and in EMS.

INSERT INTO matrix_users (user_id, data) VALUES
    ('@ada:example.org', '{"localpart":"ada","note":"planted-ada-user <img src=x onerror=alert(1)>"}'),
    ('@grace:example.org', '{"localpart":"grace","note":"planted-grace-user"}'),
    ('@malice:example.org', NULL),
    ('@tove:example.net', '{"localpart":"tove","note":"planted-tove-user"}'),
    ('@Ada:example.org', '{"localpart":"Ada","note":"planted-capital-user"}'),
    ('@ada:example.org.evil.net', '{"localpart":"ada","note":"planted-evil-user"}');

INSERT INTO client_config (user_id, domain, config, password) VALUES
    ('@ada:example.org', 'irc.libera.example', '{"username":"planted-ada-libera","nick":"ada","ipv6":"2001:db8::18:15"}', 'planted-secret-ada-encrypted-1'),
    ('@ada:example.org', 'irc.oftc.example', '{"username":"planted-ada-oftc","nick":"=ada|planted-ada-nick","password":"planted-secret-ada-irc","saslKey":"planted-secret-ada-sasl"}', NULL),
    ('@grace:example.org', 'irc.libera.example', '{"username":"planted-grace-libera","nick":"amazing-grace"}', 'planted-secret-grace-encrypted'),
    ('@malice:example.org', 'irc.libera.example', NULL, NULL),
    ('@tove:example.net', 'irc.oftc.example', '{"username":"planted-tove-oftc","nick":"ada"}', NULL),
    ('@Ada:example.org', 'irc.libera.example', '{"username":"planted-capital-libera","nick":"Ada"}', NULL);

INSERT INTO user_features (user_id, features) VALUES
    ('@ada:example.org', '{"mentions":false,"planted-ada-feature":true}'),
    ('@grace:example.org', '{"planted-grace-feature":true}');

INSERT INTO user_activity (user_id, data) VALUES
    ('@ada:example.org', '{"ts":[1777593600,1777680000],"metadata":{"active":true,"planted-ada-activity":1}}'),
    ('@grace:example.org', '{"ts":[1777593600],"metadata":{"planted-grace-activity":1}}');

-- Only numbers: Ada's ends in 1815, Grace's in 1906.
INSERT INTO last_seen (user_id, ts) VALUES
    ('@ada:example.org', 1777680001815),
    ('@grace:example.org', 1777680001906),
    ('@tove:example.net', 1777680000004);

INSERT INTO admin_rooms (room_id, user_id) VALUES
    ('!planted-ada-admin-1:example.org', '@ada:example.org'),
    ('!planted-ada-admin-2:example.org', '@ada:example.org'),
    ('!planted-grace-admin:example.org', '@grace:example.org'),
    ('!planted-evil-admin:example.org', '@ada:example.org.evil.net');

-- The last three are conversations of others with somebody called ada: on libera she herself, on oftc it was Tove.
INSERT INTO pm_rooms (room_id, irc_domain, irc_nick, matrix_user_id, virtual_user_id) VALUES
    ('!planted-ada-pm-1:example.org', 'irc.libera.example', 'charles', '@ada:example.org', '@_irc_charles:example.org'),
    ('!planted-ada-pm-2:example.org', 'irc.oftc.example', 'mary[m]', '@ada:example.org', '@_oftc_mary=5bm=5d:example.org'),
    ('!planted-ada-pm-3:example.org', 'irc.libera.example', 'charles_', '@ada:example.org', NULL),
    ('!planted-grace-pm-1:example.org', 'irc.libera.example', 'ada', '@grace:example.org', '@_irc_ada:example.org'),
    ('!planted-bob-pm-1:example.org', 'irc.libera.example', 'ada', '@malice:example.org', '@_irc_ada:example.org'),
    ('!planted-grace-pm-2:example.org', 'irc.oftc.example', 'ada', '@grace:example.org', '@_oftc_ada:example.org');

INSERT INTO provisioner_sessions (user_id, token, expires_ts) VALUES
    ('@ada:example.org', 'planted-secret-ada-session-1', 1777683601815),
    ('@ada:example.org', 'planted-secret-ada-session-2', 1777687201815),
    ('@grace:example.org', 'planted-secret-grace-session', 1777683601906);

INSERT INTO deactivated_users (user_id, ts) VALUES
    ('@ada:example.org', 1777690001815),
    ('@malice:example.org', 1777690006666);
