-- The small demo company. planted-ada-… is Ada's, planted-grace-… Grace's, and so on; planted-secret-… may never leave.
-- @Ada:example.org and @ada:example.org.evil.net are other people than @ada:example.org.

INSERT INTO dimension_upstreams (id, name, type, "scalarUrl", "apiUrl") VALUES
    (1, 'modular', 'vector', 'https://scalar.example/', 'https://scalar.example/api');

INSERT INTO dimension_users ("userId", "isSelfBot") VALUES
    ('@ada:example.org', FALSE),
    ('@grace:example.org', FALSE),
    ('@malice:example.org', FALSE),
    ('@elodie:example.org', FALSE),
    ('@Ada:example.org', FALSE),
    ('@ada:example.org.evil.net', FALSE);

INSERT INTO dimension_scalar_tokens (id, "userId", "scalarToken", "isDimensionToken", "upstreamId") VALUES
    (101, '@ada:example.org', 'planted-secret-ada-dimension-token', TRUE, NULL),
    (102, '@ada:example.org', 'planted-secret-ada-scalar-token', FALSE, 1),
    (103, '@grace:example.org', 'planted-secret-grace-dimension-token', TRUE, NULL),
    (104, '@Ada:example.org', 'planted-secret-capital-token', TRUE, NULL),
    (105, '@ada:example.org.evil.net', 'planted-secret-evil-token', TRUE, NULL);

INSERT INTO dimension_sticker_packs (id, type, name, "avatarUrl", description, "isEnabled", "isPublic", "authorType", "authorReference", "authorName", license, "licensePath", "trackingRoomAlias") VALUES
    (1, 'standard', 'planted-shared-huskies', 'mxc://example.org/huskies', 'Huskies', TRUE, TRUE, 'website', 'https://stickers.example', 'Sticker Works', 'CC BY', '/licenses/cc-by.txt', NULL),
    (2, 'imported', 'planted-ada-pack <b>"gears"</b>', 'mxc://example.org/planted-ada-gears', 'Sticker pack created by Ada <script>alert("planted-ada-script")</script> Lovelace', TRUE, TRUE, 'matrix', 'https://matrix.to/#/@ada:example.org', 'Ada Lovelace', 'Imported', NULL, '#_stickerpack_ada_1:example.org'),
    (3, 'imported', '=HYPERLINK("https://evil.example/?planted-ada-formula","cats")', 'mxc://example.org/planted-ada-cats', 'Sticker pack created by Ada Lovelace', TRUE, FALSE, 'matrix', 'https://matrix.to/#/@ada:example.org', 'Ada Lovelace', 'Imported', NULL, NULL),
    (4, 'imported', 'planted-grace-pack', 'mxc://example.org/planted-grace-moths', 'Sticker pack created by Grace Hopper', TRUE, TRUE, 'matrix', 'https://matrix.to/#/@grace:example.org', 'Grace Hopper', 'Imported', NULL, NULL),
    (5, 'imported', 'planted-evil-pack', 'mxc://example.org/planted-evil', 'Sticker pack created by Ada Lovelace', TRUE, TRUE, 'matrix', 'https://matrix.to/#/@ada:example.org.evil.net', 'Ada Lovelace', 'Imported', NULL, NULL);

INSERT INTO dimension_stickers (id, "packId", name, description, "imageMxc", "thumbnailMxc", "thumbnailWidth", "thumbnailHeight", mimetype) VALUES
    (201, 1, 'planted-shared-husky', 'A husky', 'mxc://example.org/s201', 'mxc://example.org/t201', 256, 256, 'image/png'),
    (202, 2, 'planted-ada-sticker-gear', 'Gear ⚙️', 'mxc://example.org/planted-ada-s202', 'mxc://example.org/t202', 256, 256, 'image/png'),
    (203, 2, '../../planted-ada-sticker-path', 'A path for a name', 'mxc://example.org/planted-ada-s203', 'mxc://example.org/t203', 256, 128, 'image/webp'),
    (204, 3, 'planted-ada-sticker-cat', 'Katze 🐈', 'mxc://example.org/planted-ada-s204', 'mxc://example.org/t204', 128, 256, 'image/gif'),
    (205, 4, 'planted-grace-sticker', 'A moth', 'mxc://example.org/s205', 'mxc://example.org/t205', 256, 256, 'image/png'),
    (206, 5, 'planted-evil-sticker', 'A mask', 'mxc://example.org/s206', 'mxc://example.org/t206', 256, 256, 'image/png');

-- Ada also uses Grace's pack: that makes her choice hers, not the pack.
INSERT INTO dimension_user_sticker_packs (id, "packId", "userId", "isSelected") VALUES
    (301, 1, '@ada:example.org', TRUE),
    (302, 2, '@ada:example.org', TRUE),
    (303, 4, '@ada:example.org', FALSE),
    (304, 4, '@grace:example.org', TRUE),
    (305, 2, '@Ada:example.org', TRUE);

INSERT INTO dimension_terms (id, shortcode, version) VALUES
    (1, 'terms_of_service', '1.0'),
    (2, 'privacy_notice', '2026-01'),
    (3, 'beta_terms', 'draft');

INSERT INTO dimension_terms_signed (id, "termsId", "userId") VALUES
    (401, 1, '@ada:example.org'),
    (402, 2, '@ada:example.org'),
    (403, 1, '@grace:example.org'),
    (404, 3, '@malice:example.org');

INSERT INTO dimension_webhooks ("hookId", "ownerUserId", "purposeId", "targetUrl") VALUES
    ('planted-secret-ada-hook-1', '@ada:example.org', 'planted-ada-builds', 'https://hooks.example/planted-ada-target?a=1&b=<2>'),
    ('planted-secret-ada-hook-2', '@ada:example.org', 'planted-ada-alerts', NULL),
    ('planted-secret-grace-hook', '@grace:example.org', 'planted-grace-builds', 'https://hooks.example/planted-grace-target');

INSERT INTO dimension_appservice (id, "hsToken", "asToken", "userPrefix") VALUES
    ('dimension-neb', 'planted-secret-hs-token', 'planted-secret-as-token', 'neb');

INSERT INTO dimension_appservice_users (id, "appserviceId", "accessToken", "displayName", "avatarUrl") VALUES
    ('@neb_rss:example.org', 'dimension-neb', 'planted-secret-rss-bot', 'RSS', NULL),
    ('@neb_rss__notifications_=40ada=3aexample.org:example.org', 'dimension-neb', 'planted-secret-ada-puppet-rss', 'RSS Notifications [@ada:example.org]', 'mxc://example.org/planted-ada-rss'),
    ('@neb_travisci__notifications_=40ada=3aexample.org:example.org', 'dimension-neb', 'planted-secret-ada-puppet-travis', 'Travis Notifications [@ada:example.org]', 'mxc://example.org/planted-ada-travis'),
    ('@neb_rss__notifications_=40grace=3aexample.org:example.org', 'dimension-neb', 'planted-secret-grace-puppet', 'RSS Notifications [@grace:example.org]', NULL),
    ('@neb_rss__notifications_=40ada=3aexample.org.evil.net:example.org', 'dimension-neb', 'planted-secret-evil-puppet', 'RSS Notifications [@ada:example.org.evil.net]', NULL);

INSERT INTO dimension_neb_configurations (id, "appserviceId", "upstreamId", "adminUrl") VALUES
    (1, 'dimension-neb', NULL, 'http://localhost:4050');

INSERT INTO dimension_neb_integrations (id, type, name, "avatarUrl", description, "isEnabled", "isPublic", "nebId") VALUES
    (1, 'rss', 'RSS', '/img/avatars/rssbot.png', 'Announces changes to RSS feeds in the room', TRUE, TRUE, 1),
    (2, 'travisci', 'Travis CI', '/img/avatars/travisci.png', 'Announces build results in the room', TRUE, TRUE, 1);

INSERT INTO dimension_neb_notification_users (id, "serviceId", "ownerId", "appserviceUserId", "integrationId") VALUES
    (501, 'dimension-neb_integration_rss_notifications_=40ada=3aexample.org', '@ada:example.org', '@neb_rss__notifications_=40ada=3aexample.org:example.org', 1),
    (502, 'dimension-neb_integration_travisci_notifications_=40ada=3aexample.org', '@ada:example.org', '@neb_travisci__notifications_=40ada=3aexample.org:example.org', 2),
    (503, 'dimension-neb_integration_rss_notifications_=40grace=3aexample.org', '@grace:example.org', '@neb_rss__notifications_=40grace=3aexample.org:example.org', 1),
    (504, 'dimension-neb_integration_rss_notifications_=40ada=3aexample.org.evil.net', '@ada:example.org.evil.net', '@neb_rss__notifications_=40ada=3aexample.org.evil.net:example.org', 1);

INSERT INTO dimension_widgets (id, type, name, "avatarUrl", description, "isEnabled", "isPublic", "optionsJson") VALUES
    (1, 'jitsi', 'Jitsi', '/img/avatars/jitsi.png', 'Hold a video conference', TRUE, TRUE, '{"jitsiDomain":"meet.example.org"}'),
    (2, 'etherpad', 'Etherpad', '/img/avatars/etherpad.png', 'Collaborate on documents', TRUE, TRUE, NULL);
