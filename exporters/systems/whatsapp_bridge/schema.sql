-- mautrix-whatsapp: what it has beside the tables of bridgev2 (which are in ../telegram_bridge): chats that wait to be
-- carried over, and the store of whatsmeow. The tables in which people occur, keys left out as far as nothing needs them.
CREATE TABLE whatsapp_poll_option_id (
    bridge_id TEXT NOT NULL,
    msg_mxid  TEXT NOT NULL,
    opt_id    TEXT NOT NULL,
    PRIMARY KEY (bridge_id, msg_mxid, opt_id),
    CONSTRAINT message_mxid_fkey FOREIGN KEY (bridge_id, msg_mxid)
        REFERENCES message (bridge_id, mxid) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsapp_history_sync_conversation (
    bridge_id              TEXT NOT NULL,
    user_login_id          TEXT NOT NULL,
    chat_jid               TEXT NOT NULL,
    last_message_timestamp BIGINT,
    archived               BOOLEAN,
    pinned                 BOOLEAN,
    unread_count           INTEGER,
    PRIMARY KEY (bridge_id, user_login_id, chat_jid),
    CONSTRAINT conversation_login_fkey FOREIGN KEY (bridge_id, user_login_id)
        REFERENCES user_login (bridge_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsapp_history_sync_message (
    bridge_id     TEXT   NOT NULL,
    user_login_id TEXT   NOT NULL,
    chat_jid      TEXT   NOT NULL,
    sender_jid    TEXT   NOT NULL,
    message_id    TEXT   NOT NULL,
    timestamp     BIGINT NOT NULL,
    data          bytea  NOT NULL,
    inserted_time BIGINT NOT NULL,
    PRIMARY KEY (bridge_id, user_login_id, chat_jid, sender_jid, message_id),
    CONSTRAINT history_message_login_fkey FOREIGN KEY (bridge_id, user_login_id)
        REFERENCES user_login (bridge_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT history_message_conversation_fkey FOREIGN KEY (bridge_id, user_login_id, chat_jid)
        REFERENCES whatsapp_history_sync_conversation (bridge_id, user_login_id, chat_jid) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsapp_media_backfill_request (
    bridge_id       TEXT    NOT NULL,
    user_login_id   TEXT    NOT NULL,
    message_id      TEXT    NOT NULL,
    _part_id        TEXT    NOT NULL DEFAULT '',
    portal_id       TEXT    NOT NULL,
    portal_receiver TEXT    NOT NULL,
    media_key       bytea,
    status          INTEGER NOT NULL,
    error           TEXT    NOT NULL,
    PRIMARY KEY (bridge_id, user_login_id, message_id),
    CONSTRAINT media_login_fkey FOREIGN KEY (bridge_id, user_login_id)
        REFERENCES user_login (bridge_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT media_portal_fkey FOREIGN KEY (bridge_id, portal_id, portal_receiver)
        REFERENCES portal (bridge_id, id, receiver) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT media_message_fkey FOREIGN KEY (bridge_id, portal_receiver, message_id, _part_id)
        REFERENCES message (bridge_id, room_receiver, id, part_id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsapp_history_sync_notification (
    rowid         BIGINT PRIMARY KEY,
    bridge_id     TEXT  NOT NULL,
    user_login_id TEXT  NOT NULL,
    data          bytea NOT NULL,
    CONSTRAINT notification_login_fkey FOREIGN KEY (bridge_id, user_login_id)
        REFERENCES user_login (bridge_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsapp_avatar_cache (
    entity_jid  TEXT   NOT NULL,
    avatar_id   TEXT   NOT NULL,
    direct_path TEXT   NOT NULL,
    expiry      BIGINT NOT NULL,
    PRIMARY KEY (entity_jid, avatar_id)
);

CREATE TABLE whatsmeow_device (
    jid           TEXT PRIMARY KEY,
    lid           TEXT,
    noise_key     bytea NOT NULL,
    identity_key  bytea NOT NULL,
    adv_key       bytea NOT NULL,
    platform      TEXT NOT NULL DEFAULT '',
    business_name TEXT NOT NULL DEFAULT '',
    push_name     TEXT NOT NULL DEFAULT ''
);

CREATE TABLE whatsmeow_sessions (
    our_jid  TEXT,
    their_id TEXT,
    session  bytea,
    PRIMARY KEY (our_jid, their_id),
    FOREIGN KEY (our_jid) REFERENCES whatsmeow_device (jid) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsmeow_contacts (
    our_jid       TEXT,
    their_jid     TEXT,
    first_name    TEXT,
    full_name     TEXT,
    push_name     TEXT,
    business_name TEXT,
    PRIMARY KEY (our_jid, their_jid),
    FOREIGN KEY (our_jid) REFERENCES whatsmeow_device (jid) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsmeow_chat_settings (
    our_jid     TEXT,
    chat_jid    TEXT,
    muted_until BIGINT  NOT NULL DEFAULT 0,
    pinned      BOOLEAN NOT NULL DEFAULT FALSE,
    archived    BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (our_jid, chat_jid),
    FOREIGN KEY (our_jid) REFERENCES whatsmeow_device (jid) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsmeow_message_secrets (
    our_jid    TEXT,
    chat_jid   TEXT,
    sender_jid TEXT,
    message_id TEXT,
    key        bytea NOT NULL,
    PRIMARY KEY (our_jid, chat_jid, sender_jid, message_id),
    FOREIGN KEY (our_jid) REFERENCES whatsmeow_device (jid) ON UPDATE CASCADE ON DELETE CASCADE
);

-- No foreign key.
CREATE TABLE whatsmeow_privacy_tokens (
    our_jid   TEXT,
    their_jid TEXT,
    token     bytea  NOT NULL,
    timestamp BIGINT NOT NULL,
    PRIMARY KEY (our_jid, their_jid)
);

CREATE TABLE whatsmeow_retry_buffer (
    our_jid    TEXT   NOT NULL,
    chat_jid   TEXT   NOT NULL,
    message_id TEXT   NOT NULL,
    format     TEXT   NOT NULL,
    plaintext  bytea  NOT NULL,
    timestamp  BIGINT NOT NULL,
    PRIMARY KEY (our_jid, chat_jid, message_id),
    FOREIGN KEY (our_jid) REFERENCES whatsmeow_device (jid) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE whatsmeow_lid_map (
    lid TEXT PRIMARY KEY,
    pn  TEXT UNIQUE NOT NULL
);
