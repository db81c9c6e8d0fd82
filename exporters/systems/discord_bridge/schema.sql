-- mautrix-discord (database version 24): its own tables in which people occur. What all of mautrix keeps of the Matrix side is
-- in ../telegram_bridge.
CREATE TABLE guild (
    dcid       TEXT PRIMARY KEY,
    mxid       TEXT UNIQUE,
    plain_name TEXT NOT NULL
);

CREATE TABLE portal (
    dcid               TEXT,
    receiver           TEXT,
    other_user_id      TEXT,
    type               INTEGER NOT NULL,
    dc_guild_id        TEXT,
    dc_parent_id       TEXT,
    dc_parent_receiver TEXT NOT NULL DEFAULT '',
    mxid               TEXT UNIQUE,
    plain_name         TEXT NOT NULL,
    name               TEXT NOT NULL,
    topic              TEXT NOT NULL,
    avatar_url         TEXT NOT NULL,
    PRIMARY KEY (dcid, receiver),
    CONSTRAINT portal_parent_fkey FOREIGN KEY (dc_parent_id, dc_parent_receiver) REFERENCES portal (dcid, receiver) ON DELETE CASCADE,
    CONSTRAINT portal_guild_fkey FOREIGN KEY (dc_guild_id) REFERENCES guild (dcid) ON DELETE CASCADE
);

CREATE TABLE thread (
    dcid           TEXT PRIMARY KEY,
    parent_chan_id TEXT NOT NULL,
    root_msg_dcid  TEXT NOT NULL,
    root_msg_mxid  TEXT NOT NULL,
    receiver       TEXT NOT NULL DEFAULT '',
    CONSTRAINT thread_parent_fkey FOREIGN KEY (parent_chan_id, receiver) REFERENCES portal (dcid, receiver) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE puppet (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    avatar        TEXT NOT NULL,
    avatar_url    TEXT NOT NULL,
    global_name   TEXT NOT NULL DEFAULT '',
    username      TEXT NOT NULL DEFAULT '',
    discriminator TEXT NOT NULL DEFAULT '',
    custom_mxid   TEXT,
    access_token  TEXT,
    next_batch    TEXT
);

CREATE TABLE "user" (
    mxid              TEXT PRIMARY KEY,
    dcid              TEXT UNIQUE,
    discord_token     TEXT,
    management_room   TEXT,
    space_room        TEXT,
    dm_space_room     TEXT,
    heartbeat_session jsonb
);

CREATE TABLE user_portal (
    discord_id TEXT,
    user_mxid  TEXT,
    type       TEXT NOT NULL,
    in_space   BOOLEAN NOT NULL,
    timestamp  BIGINT NOT NULL,
    PRIMARY KEY (discord_id, user_mxid),
    CONSTRAINT up_user_fkey FOREIGN KEY (user_mxid) REFERENCES "user" (mxid) ON DELETE CASCADE
);

CREATE TABLE message (
    dcid             TEXT,
    dc_attachment_id TEXT,
    dc_chan_id       TEXT,
    dc_chan_receiver TEXT,
    dc_sender        TEXT   NOT NULL,
    timestamp        BIGINT NOT NULL,
    mxid             TEXT NOT NULL UNIQUE,
    sender_mxid      TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (dcid, dc_attachment_id, dc_chan_id, dc_chan_receiver),
    CONSTRAINT message_portal_fkey FOREIGN KEY (dc_chan_id, dc_chan_receiver) REFERENCES portal (dcid, receiver) ON DELETE CASCADE
);

CREATE TABLE reaction (
    dc_chan_id             TEXT,
    dc_chan_receiver       TEXT,
    dc_msg_id              TEXT,
    dc_sender              TEXT,
    dc_emoji_name          TEXT,
    dc_first_attachment_id TEXT NOT NULL,
    mxid                   TEXT NOT NULL UNIQUE,
    PRIMARY KEY (dc_chan_id, dc_chan_receiver, dc_msg_id, dc_sender, dc_emoji_name),
    CONSTRAINT reaction_message_fkey FOREIGN KEY (dc_msg_id, dc_first_attachment_id, dc_chan_id, dc_chan_receiver)
        REFERENCES message (dcid, dc_attachment_id, dc_chan_id, dc_chan_receiver) ON DELETE CASCADE
);
