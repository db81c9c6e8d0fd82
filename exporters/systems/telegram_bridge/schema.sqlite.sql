-- schema.sql for SQLite, which has no enums and numbers the rows of an INTEGER PRIMARY KEY by itself.

-- Matrix users. The access token is that of their own Matrix account, if they gave it to the bridge.
CREATE TABLE "user" (
    bridge_id       TEXT NOT NULL,
    mxid            TEXT NOT NULL,
    management_room TEXT,
    access_token    TEXT,
    PRIMARY KEY (bridge_id, mxid)
);

-- Their Telegram accounts; id is the Telegram id. metadata holds the session's keys.
CREATE TABLE user_login (
    bridge_id      TEXT  NOT NULL,
    user_mxid      TEXT  NOT NULL,
    id             TEXT  NOT NULL,
    remote_name    TEXT  NOT NULL,
    remote_profile jsonb,
    space_room     TEXT,
    metadata       jsonb NOT NULL,
    PRIMARY KEY (bridge_id, id),
    CONSTRAINT user_login_user_fkey FOREIGN KEY (bridge_id, user_mxid)
        REFERENCES "user" (bridge_id, mxid) ON UPDATE CASCADE ON DELETE CASCADE
);

-- People on Telegram; id is the Telegram id, or channel-<id> for a channel that writes.
CREATE TABLE ghost (
    bridge_id        TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    avatar_id        TEXT    NOT NULL,
    avatar_hash      TEXT    NOT NULL,
    avatar_mxc       TEXT    NOT NULL,
    name_set         BOOLEAN NOT NULL,
    avatar_set       BOOLEAN NOT NULL,
    contact_info_set BOOLEAN NOT NULL,
    is_bot           BOOLEAN NOT NULL,
    identifiers      jsonb   NOT NULL,
    extra_profile    jsonb,
    metadata         jsonb   NOT NULL,
    PRIMARY KEY (bridge_id, id)
);

-- Chats. receiver is the login that a private chat or small group belongs to, and empty for large groups and channels.
CREATE TABLE portal (
    bridge_id       TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    receiver        TEXT    NOT NULL,
    mxid            TEXT,
    parent_id       TEXT,
    parent_receiver TEXT    NOT NULL DEFAULT '',
    relay_bridge_id TEXT,
    relay_login_id  TEXT,
    other_user_id   TEXT,
    name            TEXT    NOT NULL,
    topic           TEXT    NOT NULL,
    avatar_id       TEXT    NOT NULL,
    avatar_hash     TEXT    NOT NULL,
    avatar_mxc      TEXT    NOT NULL,
    name_set        BOOLEAN NOT NULL,
    avatar_set      BOOLEAN NOT NULL,
    topic_set       BOOLEAN NOT NULL,
    name_is_custom  BOOLEAN NOT NULL DEFAULT false,
    in_space        BOOLEAN NOT NULL,
    message_request BOOLEAN NOT NULL DEFAULT false,
    room_type       TEXT    NOT NULL,
    disappear_type  TEXT,
    disappear_timer BIGINT,
    cap_state       jsonb,
    metadata        jsonb   NOT NULL,
    PRIMARY KEY (bridge_id, id, receiver),
    -- Not on delete: children must go first.
    CONSTRAINT portal_parent_fkey FOREIGN KEY (bridge_id, parent_id, parent_receiver)
        REFERENCES portal (bridge_id, id, receiver) ON UPDATE CASCADE,
    CONSTRAINT portal_relay_fkey FOREIGN KEY (relay_bridge_id, relay_login_id)
        REFERENCES user_login (bridge_id, id) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE UNIQUE INDEX portal_bridge_mxid_idx ON portal (bridge_id, mxid);

CREATE TABLE user_portal (
    bridge_id       TEXT    NOT NULL,
    user_mxid       TEXT    NOT NULL,
    login_id        TEXT    NOT NULL,
    portal_id       TEXT    NOT NULL,
    portal_receiver TEXT    NOT NULL,
    in_space        BOOLEAN NOT NULL,
    preferred       BOOLEAN NOT NULL,
    last_read       BIGINT,
    PRIMARY KEY (bridge_id, user_mxid, login_id, portal_id, portal_receiver),
    CONSTRAINT user_portal_user_login_fkey FOREIGN KEY (bridge_id, login_id)
        REFERENCES user_login (bridge_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT user_portal_portal_fkey FOREIGN KEY (bridge_id, portal_id, portal_receiver)
        REFERENCES portal (bridge_id, id, receiver) ON UPDATE CASCADE ON DELETE CASCADE
);

-- Which event is which message: no texts. sender_id is the account that sent it on Telegram, which for somebody without an
-- account there is the relay's; sender_mxid is who sent it on Matrix. Times are nanoseconds.
CREATE TABLE message (
    rowid            INTEGER PRIMARY KEY,
    bridge_id        TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    part_id          TEXT    NOT NULL,
    mxid             TEXT    NOT NULL,
    room_id          TEXT    NOT NULL,
    room_receiver    TEXT    NOT NULL,
    sender_id        TEXT    NOT NULL,
    sender_mxid      TEXT    NOT NULL,
    timestamp        BIGINT  NOT NULL,
    edit_count       INTEGER NOT NULL,
    double_puppeted  BOOLEAN,
    thread_root_id   TEXT,
    reply_to_id      TEXT,
    reply_to_part_id TEXT,
    send_txn_id      TEXT,
    metadata         jsonb   NOT NULL,
    CONSTRAINT message_room_fkey FOREIGN KEY (bridge_id, room_id, room_receiver)
        REFERENCES portal (bridge_id, id, receiver) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT message_sender_fkey FOREIGN KEY (bridge_id, sender_id)
        REFERENCES ghost (bridge_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT message_real_pkey UNIQUE (bridge_id, room_receiver, id, part_id),
    CONSTRAINT message_mxid_unique UNIQUE (bridge_id, mxid),
    CONSTRAINT message_txn_id_unique UNIQUE (bridge_id, room_receiver, send_txn_id)
);

CREATE TABLE disappearing_message (
    bridge_id    TEXT   NOT NULL,
    mx_room      TEXT   NOT NULL,
    mxid         TEXT   NOT NULL,
    timestamp    BIGINT NOT NULL DEFAULT 0,
    type         TEXT   NOT NULL,
    timer        BIGINT NOT NULL,
    disappear_at BIGINT,
    PRIMARY KEY (bridge_id, mxid),
    CONSTRAINT disappearing_message_portal_fkey FOREIGN KEY (bridge_id, mx_room)
        REFERENCES portal (bridge_id, mxid) ON DELETE CASCADE
);

CREATE TABLE reaction (
    bridge_id       TEXT   NOT NULL,
    message_id      TEXT   NOT NULL,
    message_part_id TEXT   NOT NULL,
    sender_id       TEXT   NOT NULL,
    sender_mxid     TEXT   NOT NULL DEFAULT '',
    emoji_id        TEXT   NOT NULL,
    room_id         TEXT   NOT NULL,
    room_receiver   TEXT   NOT NULL,
    mxid            TEXT   NOT NULL,
    timestamp       BIGINT NOT NULL,
    emoji           TEXT   NOT NULL,
    metadata        jsonb  NOT NULL,
    PRIMARY KEY (bridge_id, room_receiver, message_id, message_part_id, sender_id, emoji_id),
    CONSTRAINT reaction_room_fkey FOREIGN KEY (bridge_id, room_id, room_receiver)
        REFERENCES portal (bridge_id, id, receiver) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT reaction_message_fkey FOREIGN KEY (bridge_id, room_receiver, message_id, message_part_id)
        REFERENCES message (bridge_id, room_receiver, id, part_id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT reaction_sender_fkey FOREIGN KEY (bridge_id, sender_id)
        REFERENCES ghost (bridge_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT reaction_mxid_unique UNIQUE (bridge_id, mxid)
);

-- user_login_id has no foreign key: the rows outlive the login.
CREATE TABLE backfill_task (
    bridge_id            TEXT    NOT NULL,
    portal_id            TEXT    NOT NULL,
    portal_receiver      TEXT    NOT NULL,
    user_login_id        TEXT    NOT NULL,
    batch_count          INTEGER NOT NULL,
    is_done              BOOLEAN NOT NULL,
    queue_done           BOOLEAN NOT NULL DEFAULT false,
    cursor               TEXT,
    oldest_message_id    TEXT,
    dispatched_at        BIGINT,
    completed_at         BIGINT,
    next_dispatch_min_ts BIGINT  NOT NULL,
    PRIMARY KEY (bridge_id, portal_id, portal_receiver),
    CONSTRAINT backfill_queue_portal_fkey FOREIGN KEY (bridge_id, portal_id, portal_receiver)
        REFERENCES portal (bridge_id, id, receiver) ON UPDATE CASCADE ON DELETE CASCADE
);

-- The Telegram connector's own tables. user_id is the Telegram id of a login, here a number; there are no foreign keys.
CREATE TABLE telegram_user_state (
    user_id BIGINT NOT NULL PRIMARY KEY,
    pts     BIGINT NOT NULL,
    qts     BIGINT NOT NULL,
    date    BIGINT NOT NULL,
    seq     BIGINT NOT NULL
);

CREATE TABLE telegram_channel_state (
    user_id    BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    pts        BIGINT NOT NULL,
    PRIMARY KEY (user_id, channel_id)
);

CREATE TABLE telegram_access_hash (
    user_id     BIGINT NOT NULL,
    entity_type TEXT   NOT NULL,
    entity_id   BIGINT NOT NULL,
    access_hash BIGINT NOT NULL,
    PRIMARY KEY (user_id, entity_type, entity_id)
);

-- entity_id counts users and channels apart: the same number may be one of each.
CREATE TABLE telegram_username (
    username    TEXT   NOT NULL PRIMARY KEY,
    entity_type TEXT   NOT NULL,
    entity_id   BIGINT NOT NULL
);
CREATE INDEX telegram_username_entity_idx ON telegram_username (entity_id);

-- Of people only. Without the plus sign.
CREATE TABLE telegram_phone_number (
    phone_number TEXT   NOT NULL PRIMARY KEY,
    entity_id    BIGINT NOT NULL
);
CREATE INDEX telegram_phone_number_entity_idx ON telegram_phone_number (entity_id);

CREATE TABLE mx_user_profile (
    room_id       TEXT       NOT NULL,
    user_id       TEXT       NOT NULL,
    membership    TEXT       NOT NULL CHECK (membership IN ('join', 'leave', 'invite', 'ban', 'knock')),
    displayname   TEXT       NOT NULL DEFAULT '',
    avatar_url    TEXT       NOT NULL DEFAULT '',
    name_skeleton BLOB,
    PRIMARY KEY (room_id, user_id)
);

-- Devices of the people in encrypted rooms.
CREATE TABLE crypto_device (
    user_id      TEXT     NOT NULL,
    device_id    TEXT     NOT NULL,
    identity_key CHAR(43) NOT NULL,
    signing_key  CHAR(43) NOT NULL,
    trust        SMALLINT NOT NULL,
    deleted      BOOLEAN  NOT NULL,
    name         TEXT     NOT NULL,
    PRIMARY KEY (user_id, device_id)
);

-- Sessions with a device; sender_key is its identity_key.
CREATE TABLE crypto_olm_session (
    account_id     TEXT      NOT NULL,
    session_id     CHAR(43)  NOT NULL,
    sender_key     CHAR(43)  NOT NULL,
    session        BLOB      NOT NULL,
    created_at     timestamp NOT NULL,
    last_decrypted timestamp NOT NULL,
    last_encrypted timestamp NOT NULL,
    PRIMARY KEY (account_id, session_id)
);

CREATE TABLE crypto_tracked_user (
    user_id          TEXT    NOT NULL PRIMARY KEY,
    devices_outdated BOOLEAN NOT NULL DEFAULT false
);

CREATE TABLE crypto_megolm_outbound_session_shared (
    user_id      TEXT     NOT NULL,
    identity_key CHAR(43) NOT NULL,
    session_id   CHAR(43) NOT NULL,
    PRIMARY KEY (user_id, identity_key, session_id)
);

CREATE TABLE crypto_cross_signing_keys (
    user_id        TEXT     NOT NULL,
    usage          TEXT     NOT NULL,
    key            CHAR(43) NOT NULL,
    first_seen_key CHAR(43) NOT NULL,
    PRIMARY KEY (user_id, usage)
);

CREATE TABLE crypto_cross_signing_signatures (
    signed_user_id TEXT     NOT NULL,
    signed_key     TEXT     NOT NULL,
    signer_user_id TEXT     NOT NULL,
    signer_key     TEXT     NOT NULL,
    signature      CHAR(88) NOT NULL,
    PRIMARY KEY (signed_user_id, signed_key, signer_user_id, signer_key)
);
