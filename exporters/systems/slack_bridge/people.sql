-- The small demo company. planted-ada-… is Ada's, planted-grace-… Grace's, and so on; planted-secret-… may never leave.
-- Ada is U0ADA1815 in one workspace and U0ADA1843 in another; U0ADA18150 and u0ada1815 are other people.

INSERT INTO linked_accounts (user_id, slack_id, team_id, access_token) VALUES
    ('@ada:example.org', 'U0ADA1815', 'T0ENGINES', 'planted-secret-ada-xoxp-1'),
    ('@ada:example.org', 'U0ADA1843', 'T0NOTES', 'planted-secret-ada-xoxp-2'),
    ('@grace:example.org', 'U0GRACE1906', 'T0ENGINES', 'planted-secret-grace-xoxp'),
    ('@Ada:example.org', 'U0CAPITAL', 'T0ENGINES', 'planted-secret-capital-xoxp'),
    ('@ada:example.org.evil.net', 'U0ADA18150', 'T0EVIL', 'planted-secret-evil-xoxp');

INSERT INTO puppets (slackuser, slackteam, matrixuser, token) VALUES
    ('U0ADA1815', 'T0ENGINES', '@ada:example.org', 'planted-secret-ada-puppet'),
    ('U0ADA1842', 'T0OLD', '@ada:example.org', NULL),
    ('U0GRACE1906', 'T0ENGINES', '@grace:example.org', 'planted-secret-grace-puppet');

INSERT INTO users (userid, isremote, json) VALUES
    ('@ada:example.org', FALSE, '{"accounts":{"U0ADA1815":{"access_token":"planted-secret-ada-old-xoxp","team_id":"T0ENGINES"}},"note":"planted-ada-matrix-user"}'),
    ('@slack_engines_u0ada1815:example.org', TRUE, '{"id":"@slack_engines_u0ada1815:example.org","slack_id":"U0ADA1815","team_id":"T0ENGINES","display_name":"planted-ada-<script>alert(1)</script>","avatar_url":"https://slack.example/planted-ada-avatar.png"}'),
    ('@slack_notes_u0ada1843:example.org', TRUE, '{"id":"@slack_notes_u0ada1843:example.org","slack_id":"U0ADA1843","team_id":"T0NOTES","display_name":"=HYPERLINK(\"https://evil.example/?planted-ada-formula\")"}'),
    ('@slack_old_u0ada1842:example.org', TRUE, '{"slack_id":"U0ADA1842","display_name":"planted-ada-old"}'),
    ('@grace:example.org', FALSE, '{"note":"planted-grace-matrix-user"}'),
    ('@slack_engines_u0grace1906:example.org', TRUE, '{"slack_id":"U0GRACE1906","display_name":"planted-grace-slack"}'),
    ('@slack_evil_u0ada18150:example.org', TRUE, '{"slack_id":"U0ADA18150","display_name":"planted-evil-slack"}'),
    ('@slack_engines_lower:example.org', TRUE, '{"slack_id":"u0ada1815","display_name":"planted-lower-slack"}'),
    ('@slack_engines_u0charles:example.org', TRUE, '{"slack_id":"U0CHARLES","display_name":"planted-charles-slack"}'),
    ('@malice:example.org', FALSE, NULL),
    ('@Ada:example.org', FALSE, '{"note":"planted-capital-matrix-user"}');

INSERT INTO user_activity (user_id, data) VALUES
    ('@ada:example.org', '{"ts":[1777593600,1777680000],"metadata":{"planted-ada-activity":1}}'),
    ('@slack_notes_u0ada1843:example.org', '{"ts":[1777593601],"metadata":{"planted-ada-activity-on-slack":1}}'),
    ('@grace:example.org', '{"ts":[1777593600],"metadata":{"planted-grace-activity":1}}');

INSERT INTO metrics_activities (user_id, room_id, date) VALUES
    ('@ada:example.org', 'INTEG-planted-ada-room', '2026-05-01'),
    ('@ada:example.org', 'INTEG-planted-ada-room', '2026-05-02'),
    ('@slack_engines_u0ada1815:example.org', 'INTEG-planted-ada-slack-room', '2026-05-03'),
    ('@grace:example.org', 'INTEG-planted-grace-room', '2026-05-01'),
    ('@slack_engines_u0grace1906:example.org', 'INTEG-planted-grace-slack-room', '2026-05-01');

INSERT INTO reactions (room_id, event_id, slack_channel_id, slack_message_ts, slack_user_id, reaction) VALUES
    ('!general:example.org', '$planted-ada-reaction-1', 'C0GENERAL', '1777593600.000100', 'U0ADA1815', 'thumbsup'),
    ('!general:example.org', '$planted-ada-reaction-2', 'C0GENERAL', '1777593600.000200', 'U0ADA1843', '=1+1'),
    ('!general:example.org', '$planted-ada-reaction-3', 'C0GENERAL', '1777593600.000300', 'U0ADA1842', 'crab'),
    ('!general:example.org', '$planted-grace-reaction', 'C0GENERAL', '1777593600.000100', 'U0GRACE1906', 'moth'),
    ('!general:example.org', '$planted-evil-reaction', 'C0GENERAL', '1777593600.000100', 'U0ADA18150', 'thumbsup');

INSERT INTO rooms (id, roomid, remoteid, json) VALUES
    ('INTEG-planted-ada-dm', '!planted-ada-dm:example.org', 'planted-ada-dm', '{"id":"D0ADACHARLES","name":"planted-shared-dm","slack_team_id":"T0ENGINES","slack_type":"im","slack_private":true,"puppet_owner":"@ada:example.org"}'),
    ('INTEG-planted-ada-hook', '!planted-ada-hook:example.org', 'planted-ada-hook', '{"id":"C0HOOK","name":"planted-ada-channel","webhook_uri":"https://hooks.slack.example/planted-secret-ada-webhook","puppet_owner":"@ada:example.org"}'),
    ('INTEG-planted-grace-dm', '!planted-grace-dm:example.org', 'planted-grace-dm', '{"id":"D0GRACE","name":"planted-grace-dm","puppet_owner":"@grace:example.org"}'),
    ('INTEG-general', '!general:example.org', 'general', '{"id":"C0GENERAL","name":"general","webhook_uri":"https://hooks.slack.example/planted-secret-general"}'),
    ('INTEG-empty', '!empty:example.org', 'empty', NULL);

INSERT INTO teams (id, name, token, bot_id, status, domain, scopes, user_id) VALUES
    ('T0ENGINES', 'planted-grace-workspace', 'planted-secret-team-1', 'B0ONE', 'ok', 'engines', 'bot', 'U0GRACE1906'),
    ('T0NOTES', 'planted-ada-workspace', 'planted-secret-team-2', 'B0TWO', 'ok', 'notes', 'bot,chat:write', 'U0ADA1843');

INSERT INTO user_admin_rooms (roomid, matrixuser) VALUES
    ('!planted-ada-admin:example.org', '@ada:example.org'),
    ('!planted-grace-admin:example.org', '@grace:example.org');

INSERT INTO encryption_sessions (user_id, device_id, access_token, sync_token) VALUES
    ('@ada:example.org', 'PLANTED-ADA-DEVICE', 'planted-secret-ada-session', 'planted-ada-sync'),
    ('@grace:example.org', 'PLANTED-GRACE-DEVICE', 'planted-secret-grace-session', 'planted-grace-sync');

INSERT INTO provisioner_sessions (user_id, token, expires_ts) VALUES
    ('@ada:example.org', 'planted-secret-ada-provisioning-1', 1777683601815),
    ('@ada:example.org', 'planted-secret-ada-provisioning-2', 1777687201815),
    ('@grace:example.org', 'planted-secret-grace-provisioning', 1777683601906);
