//! Five shipped systems with people in them: those with odd numbers go, those with even numbers stay.
//!
//! Beside the keys that the products make, the columns by which people are found have indexes: without them each set of
//! people costs one reading of the whole table, whoever asks.

/// A system, and what is in it of each person.
pub struct System {
    /// The name of its folder.
    pub key: &'static str,
    /// Rows of people, as inserts from a table of `numbers`.
    pub people: &'static [&'static str],
    /// Indexes on what people are found by.
    pub indexes: &'static [&'static str],
    /// Further names that only the tables tell, and that are gone with their rows: each a table, and what is in it.
    pub learned: &'static [(&'static str, &'static str)],
    /// What somebody who knows the tables would write: those who go stand in `gone`, with all their names.
    pub script: &'static [&'static str],
    /// The tables, each with the column that must not name anybody any more, and where the names come from.
    pub emptied: &'static [(&'static str, &'static str, &'static str)],
}

/// The keys of the devices.
const KEYS: (&str, &str) =
    ("own_keys", "SELECT DISTINCT identity_key FROM crypto_device WHERE user_id IN (SELECT mxid FROM gone)");

/// How a person is called, as SQL: the Matrix ID, and the names that systems made of it.
pub const MXID: &str = "'@user' || i || ':example.org'";
/// See [`MXID`].
pub const SERVICE: &str = "'neb_rss_=40user' || i || '=3aexample.org'";
/// See [`MXID`].
pub const PUPPET: &str = "'@neb_rss_=40user' || i || '=3aexample.org:example.org'";
/// See [`MXID`].
pub const SLACK: &str = "'U0' || i || 'SLACK'";

const KEY: &str = "substr('k' || i || '-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 43)";

/// A text of an insert with the names put in.
pub fn with_names(text: &str) -> String {
    let names = [("{mxid}", MXID), ("{service}", SERVICE), ("{puppet}", PUPPET), ("{slack}", SLACK), ("{key}", KEY)];
    names.iter().fold(text.to_owned(), |text, (mark, name)| text.replace(mark, name))
}

/// All five.
pub static SYSTEMS: [System; 5] = [
    System {
        key: "integration_manager",
        people: &[
            "INSERT INTO dimension_appservice VALUES ('as', 'h', 'a', '@neb_')",
            "INSERT INTO dimension_neb_configurations (id, \"appserviceId\") VALUES (1, 'as')",
            "INSERT INTO dimension_neb_integrations VALUES (1, 'rss', 'RSS', '', '', true, true, 1)",
            "INSERT INTO dimension_terms VALUES (1, 'terms', '1')",
            "INSERT INTO dimension_sticker_packs (id, type, name, \"avatarUrl\", description, \"isEnabled\", \"isPublic\", \"authorType\", license) \
             VALUES (-1, 'm.stickerpack', 'Pack', '', '', true, true, 'none', 'MIT')",
            "INSERT INTO dimension_users SELECT {mxid}, false FROM numbers",
            "INSERT INTO dimension_scalar_tokens SELECT i * 2 + k, {mxid}, 't', true, NULL FROM numbers, two",
            "INSERT INTO dimension_user_sticker_packs SELECT i * 2 + k, -1, {mxid}, true FROM numbers, two",
            "INSERT INTO dimension_terms_signed SELECT i, 1, {mxid} FROM numbers",
            "INSERT INTO dimension_webhooks SELECT 'hook' || i, {mxid}, 'p', 'https://example.org' FROM numbers WHERE i % 10 < 2",
            "INSERT INTO dimension_sticker_packs SELECT i, 'm.stickerpack', 'Pack', '', 'By user' || i, true, true, 'matrix', \
             'https://matrix.to/#/' || {mxid}, 'User ' || i, 'MIT', NULL, NULL FROM numbers WHERE i % 100 < 2",
            "INSERT INTO dimension_appservice_users SELECT {puppet}, 'as', 't', NULL, NULL FROM numbers WHERE i % 20 < 2",
            "INSERT INTO dimension_neb_notification_users SELECT i, {service}, {mxid}, {puppet}, 1 FROM numbers WHERE i % 20 < 2",
        ],
        indexes: &[
            "CREATE INDEX ON_tokens ON dimension_scalar_tokens (\"userId\")",
            "CREATE INDEX ON_packs ON dimension_user_sticker_packs (\"userId\")",
            "CREATE INDEX ON_terms ON dimension_terms_signed (\"userId\")",
            "CREATE INDEX ON_hooks ON dimension_webhooks (\"ownerUserId\")",
            "CREATE INDEX ON_authors ON dimension_sticker_packs (\"authorReference\")",
            "CREATE INDEX ON_owners ON dimension_neb_notification_users (\"ownerId\")",
            "CREATE INDEX ON_puppets ON dimension_neb_notification_users (\"appserviceUserId\")",
        ],
        learned: &[],
        script: &[
            "DELETE FROM dimension_scalar_tokens WHERE \"userId\" IN (SELECT mxid FROM gone)",
            "DELETE FROM dimension_user_sticker_packs WHERE \"userId\" IN (SELECT mxid FROM gone)",
            "DELETE FROM dimension_terms_signed WHERE \"userId\" IN (SELECT mxid FROM gone)",
            "DELETE FROM dimension_webhooks WHERE \"ownerUserId\" IN (SELECT mxid FROM gone)",
            "DELETE FROM dimension_neb_notification_users WHERE \"ownerId\" IN (SELECT mxid FROM gone)",
            "DELETE FROM dimension_appservice_users WHERE id IN (SELECT puppet FROM gone)",
            "UPDATE dimension_sticker_packs SET \"authorReference\" = NULL, \"authorName\" = NULL, \"trackingRoomAlias\" = NULL, \
             description = 'Sticker pack' WHERE \"authorReference\" IN (SELECT 'https://matrix.to/#/' || mxid FROM gone)",
            "DELETE FROM dimension_users WHERE \"userId\" IN (SELECT mxid FROM gone)",
        ],
        emptied: &[
            ("dimension_scalar_tokens", "\"userId\"", "mxid FROM gone"),
            ("dimension_user_sticker_packs", "\"userId\"", "mxid FROM gone"),
            ("dimension_terms_signed", "\"userId\"", "mxid FROM gone"),
            ("dimension_webhooks", "\"ownerUserId\"", "mxid FROM gone"),
            ("dimension_neb_notification_users", "\"ownerId\"", "mxid FROM gone"),
            ("dimension_appservice_users", "id", "puppet FROM gone"),
            ("dimension_sticker_packs", "\"authorReference\"", "'https://matrix.to/#/' || mxid FROM gone"),
            ("dimension_users", "\"userId\"", "mxid FROM gone"),
        ],
    },
    System {
        key: "go_neb",
        people: &[
            "INSERT INTO auth_sessions SELECT 's' || i, 'github', {mxid}, '{}', 1, 1 FROM numbers WHERE i % 20 < 2",
            "INSERT INTO services SELECT {service}, 'rss', {puppet}, '{\"ClientUserID\": \"' || {mxid} || '\"}', 1, 1 FROM numbers WHERE i % 20 < 2",
            "INSERT INTO matrix_clients SELECT {puppet}, '{}', 'b', 1, 1 FROM numbers WHERE i % 20 < 2",
            "INSERT INTO bot_options SELECT '@bot:example.org', '!' || i, {mxid}, '{}', 1, 1 FROM numbers WHERE i % 50 < 2",
            "INSERT INTO crypto_device SELECT {mxid}, 'D' || k, {key}, 's', 0, false, 'd' FROM numbers, two",
            "INSERT INTO crypto_olm_session SELECT 'acc', 's' || i, {key}, '', '2026-01-01', '2026-01-01' FROM numbers",
            "INSERT INTO crypto_tracked_user SELECT {mxid} FROM numbers",
            "INSERT INTO crypto_cross_signing_keys SELECT {mxid}, 'usage' || k, 'k' FROM numbers, two",
            "INSERT INTO crypto_cross_signing_signatures SELECT {mxid}, 'k' || k, {mxid}, 'k', 's' FROM numbers, two",
        ],
        indexes: &[
            "CREATE INDEX ON_sessions ON auth_sessions (user_id)",
            "CREATE INDEX ON_options ON bot_options (set_by_user_id)",
            "CREATE INDEX ON_signers ON crypto_cross_signing_signatures (signer_user_id)",
        ],
        learned: &[KEYS],
        script: &[
            "DELETE FROM auth_sessions WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM services WHERE service_id IN (SELECT service FROM gone)",
            "DELETE FROM matrix_clients WHERE user_id IN (SELECT puppet FROM gone)",
            "UPDATE bot_options SET set_by_user_id = '@erased:invalid' WHERE set_by_user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_olm_session WHERE sender_key IN (SELECT identity_key FROM own_keys)",
            "DELETE FROM crypto_device WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_tracked_user WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_cross_signing_keys WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_cross_signing_signatures WHERE signed_user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_cross_signing_signatures WHERE signer_user_id IN (SELECT mxid FROM gone)",
        ],
        emptied: &[
            ("auth_sessions", "user_id", "mxid FROM gone"),
            ("services", "service_id", "service FROM gone"),
            ("matrix_clients", "user_id", "puppet FROM gone"),
            ("bot_options", "set_by_user_id", "mxid FROM gone"),
            ("crypto_device", "user_id", "mxid FROM gone"),
            ("crypto_olm_session", "sender_key", "identity_key FROM own_keys"),
            ("crypto_tracked_user", "user_id", "mxid FROM gone"),
            ("crypto_cross_signing_keys", "user_id", "mxid FROM gone"),
            ("crypto_cross_signing_signatures", "signed_user_id", "mxid FROM gone"),
            ("crypto_cross_signing_signatures", "signer_user_id", "mxid FROM gone"),
        ],
    },
    System {
        key: "maubot",
        people: &[
            "INSERT INTO mx_user_profile SELECT '!' || k || i, {mxid}, 'join', 'User', NULL FROM numbers, two",
            "INSERT INTO crypto_device SELECT {mxid}, 'D' || k, {key}, 's', 0, false, 'd' FROM numbers, two",
            "INSERT INTO crypto_olm_session SELECT 'acc', 's' || i, {key}, '', '2026-01-01', '2026-01-01', '2026-01-01' FROM numbers",
            "INSERT INTO crypto_tracked_user SELECT {mxid} FROM numbers",
            "INSERT INTO crypto_cross_signing_keys SELECT {mxid}, 'usage' || k, 'k', 'k' FROM numbers, two",
            "INSERT INTO crypto_cross_signing_signatures SELECT {mxid}, 'k' || k, {mxid}, 'k', 's' FROM numbers, two",
        ],
        indexes: &[
            "CREATE INDEX ON_profiles ON mx_user_profile (user_id)",
            "CREATE INDEX ON_signers ON crypto_cross_signing_signatures (signer_user_id)",
        ],
        learned: &[KEYS],
        script: &[
            "DELETE FROM mx_user_profile WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_olm_session WHERE sender_key IN (SELECT identity_key FROM own_keys)",
            "DELETE FROM crypto_device WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_tracked_user WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_cross_signing_keys WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_cross_signing_signatures WHERE signed_user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM crypto_cross_signing_signatures WHERE signer_user_id IN (SELECT mxid FROM gone)",
        ],
        emptied: &[
            ("mx_user_profile", "user_id", "mxid FROM gone"),
            ("crypto_device", "user_id", "mxid FROM gone"),
            ("crypto_olm_session", "sender_key", "identity_key FROM own_keys"),
            ("crypto_tracked_user", "user_id", "mxid FROM gone"),
            ("crypto_cross_signing_keys", "user_id", "mxid FROM gone"),
            ("crypto_cross_signing_signatures", "signed_user_id", "mxid FROM gone"),
            ("crypto_cross_signing_signatures", "signer_user_id", "mxid FROM gone"),
        ],
    },
    System {
        key: "irc_bridge",
        people: &[
            "INSERT INTO matrix_users SELECT {mxid}, '{}' FROM numbers",
            "INSERT INTO client_config SELECT {mxid}, 'irc.example.net', '{}', NULL FROM numbers",
            "INSERT INTO user_features SELECT {mxid}, '{}' FROM numbers",
            "INSERT INTO user_activity SELECT {mxid}, '{}' FROM numbers",
            "INSERT INTO last_seen SELECT {mxid}, 1 FROM numbers",
            "INSERT INTO admin_rooms SELECT '!a' || i, {mxid} FROM numbers",
            "INSERT INTO pm_rooms SELECT '!p' || k || '-' || i, 'irc.example.net', 'nick' || k, {mxid}, '@irc_nick:example.org' FROM numbers, two",
        ],
        indexes: &[
            "CREATE INDEX ON_admins ON admin_rooms (user_id)",
            "CREATE INDEX ON_provisioned ON provisioner_sessions (user_id)",
        ],
        learned: &[],
        script: &[
            "DELETE FROM matrix_users WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM client_config WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM user_features WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM user_activity WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM last_seen WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM admin_rooms WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM pm_rooms WHERE matrix_user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM provisioner_sessions WHERE user_id IN (SELECT mxid FROM gone)",
        ],
        emptied: &[
            ("matrix_users", "user_id", "mxid FROM gone"),
            ("client_config", "user_id", "mxid FROM gone"),
            ("user_features", "user_id", "mxid FROM gone"),
            ("user_activity", "user_id", "mxid FROM gone"),
            ("last_seen", "user_id", "mxid FROM gone"),
            ("admin_rooms", "user_id", "mxid FROM gone"),
            ("pm_rooms", "matrix_user_id", "mxid FROM gone"),
            ("provisioner_sessions", "user_id", "mxid FROM gone"),
        ],
    },
    System {
        key: "slack_bridge",
        people: &[
            "INSERT INTO linked_accounts SELECT {mxid}, {slack}, 'T1', 't' FROM numbers WHERE i % 10 < 2",
            "INSERT INTO users SELECT {mxid}, false, '{}' FROM numbers",
            "INSERT INTO users SELECT '@slack_' || {slack} || ':example.org', true, '{\"slack_id\": \"' || {slack} || '\"}' FROM numbers WHERE i % 10 < 2",
            "INSERT INTO user_activity SELECT {mxid}, '{}' FROM numbers",
            "INSERT INTO metrics_activities SELECT {mxid}, '!' || k, '2026-01-01' FROM numbers, two",
            "INSERT INTO reactions SELECT '!r', '$' || i, 'C1', '1.' || i, {slack}, 'wave' FROM numbers WHERE i % 10 < 2",
            "INSERT INTO user_admin_rooms SELECT '!a' || i, {mxid} FROM numbers",
            "INSERT INTO encryption_sessions SELECT {mxid}, 'D', 't', NULL FROM numbers",
        ],
        indexes: &[
            "CREATE INDEX ON_reactions ON reactions (slack_user_id)",
            "CREATE INDEX ON_puppets ON puppets (matrixuser)",
            "CREATE INDEX ON_provisioned ON provisioner_sessions (user_id)",
        ],
        learned: &[
            ("own_slack", "SELECT slack_id FROM linked_accounts WHERE user_id IN (SELECT mxid FROM gone)"),
            (
                "own_users",
                "SELECT mxid AS userid FROM gone UNION ALL SELECT '@slack_' || slack_id || ':example.org' FROM own_slack",
            ),
        ],
        script: &[
            "DELETE FROM linked_accounts WHERE user_id IN (SELECT mxid FROM gone)",
            "DELETE FROM users WHERE userid IN (SELECT userid FROM own_users)",
            "DELETE FROM user_activity WHERE user_id IN (SELECT userid FROM own_users)",
            "DELETE FROM metrics_activities WHERE user_id IN (SELECT userid FROM own_users)",
            "DELETE FROM reactions WHERE slack_user_id IN (SELECT slack_id FROM own_slack)",
            "DELETE FROM user_admin_rooms WHERE matrixuser IN (SELECT mxid FROM gone)",
            "DELETE FROM encryption_sessions WHERE user_id IN (SELECT userid FROM own_users)",
            "DELETE FROM provisioner_sessions WHERE user_id IN (SELECT mxid FROM gone)",
        ],
        emptied: &[
            ("linked_accounts", "user_id", "mxid FROM gone"),
            ("users", "userid", "userid FROM own_users"),
            ("user_activity", "user_id", "userid FROM own_users"),
            ("metrics_activities", "user_id", "userid FROM own_users"),
            ("reactions", "slack_user_id", "slack_id FROM own_slack"),
            ("user_admin_rooms", "matrixuser", "mxid FROM gone"),
            ("encryption_sessions", "user_id", "userid FROM own_users"),
            ("puppets", "matrixuser", "mxid FROM gone"),
            ("provisioner_sessions", "user_id", "mxid FROM gone"),
        ],
    },
];

/// Indexes on keys that lead from one table to another.
pub static KEY_INDEXES: [(&str, &str); 4] = [
    ("go_neb", "CREATE INDEX ON_keys ON crypto_device (identity_key)"),
    ("go_neb", "CREATE INDEX ON_senders ON crypto_olm_session (sender_key)"),
    ("maubot", "CREATE INDEX ON_keys ON crypto_device (identity_key)"),
    ("maubot", "CREATE INDEX ON_senders ON crypto_olm_session (sender_key)"),
];

/// Indexes on what stands inside JSON, and on keys of fixed length as the sweeps compare them; for PostgreSQL only.
pub static POSTGRES_INDEXES: [(&str, &str); 6] = [
    (
        "go_neb",
        "CREATE INDEX ON services (((NULLIF(service_json::text, '')::json #>> '{ClientUserID}'::text[])::text COLLATE \"C\"))",
    ),
    ("go_neb", "CREATE INDEX ON crypto_device ((identity_key::text COLLATE \"C\"))"),
    ("go_neb", "CREATE INDEX ON crypto_olm_session ((sender_key::text COLLATE \"C\"))"),
    ("maubot", "CREATE INDEX ON crypto_device ((identity_key::text COLLATE \"C\"))"),
    ("maubot", "CREATE INDEX ON crypto_olm_session ((sender_key::text COLLATE \"C\"))"),
    (
        "slack_bridge",
        "CREATE INDEX ON users (((NULLIF(json::text, '')::json #>> '{slack_id}'::text[])::text COLLATE \"C\"))",
    ),
];
