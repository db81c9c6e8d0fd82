-- maubot 0.6 with encryption: the tables of its own database (schema public) in which people occur. Not here are the
-- bots' own accounts (client, crypto_account), what is known of rooms only (mx_room_state), and what plugins keep.

CREATE TYPE membership AS ENUM ('join', 'leave', 'invite', 'ban', 'knock');

-- Members of the rooms that a bot is in. The bot writes these rows again while it shares a room with the person.
CREATE TABLE mx_user_profile (
    room_id     text       NOT NULL,
    user_id     text       NOT NULL,
    membership  membership NOT NULL,
    displayname text,
    avatar_url  text,
    PRIMARY KEY (room_id, user_id)
);

-- Devices of the people in encrypted rooms.
CREATE TABLE crypto_device (
    user_id      text     NOT NULL,
    device_id    text     NOT NULL,
    identity_key char(43) NOT NULL,
    signing_key  char(43) NOT NULL,
    trust        smallint NOT NULL,
    deleted      boolean  NOT NULL,
    name         text     NOT NULL,
    PRIMARY KEY (user_id, device_id)
);

-- Sessions with a device; sender_key is its identity_key.
CREATE TABLE crypto_olm_session (
    account_id     text      NOT NULL,
    session_id     char(43)  NOT NULL,
    sender_key     char(43)  NOT NULL,
    session        bytea     NOT NULL,
    created_at     timestamp NOT NULL,
    last_decrypted timestamp NOT NULL,
    last_encrypted timestamp NOT NULL,
    PRIMARY KEY (account_id, session_id)
);

CREATE TABLE crypto_tracked_user (
    user_id text NOT NULL PRIMARY KEY
);

CREATE TABLE crypto_cross_signing_keys (
    user_id        text     NOT NULL,
    usage          text     NOT NULL,
    key            char(43) NOT NULL,
    first_seen_key char(43) NOT NULL,
    PRIMARY KEY (user_id, usage)
);

CREATE TABLE crypto_cross_signing_signatures (
    signed_user_id text     NOT NULL,
    signed_key     text     NOT NULL,
    signer_user_id text     NOT NULL,
    signer_key     text     NOT NULL,
    signature      char(88) NOT NULL,
    PRIMARY KEY (signed_user_id, signed_key, signer_user_id, signer_key)
);
