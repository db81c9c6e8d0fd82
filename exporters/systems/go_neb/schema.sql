-- go-neb: its five tables, less auth_realms, and those of its encryption library (mautrix 0.9) in which people occur.
-- The columns called *_json are text. There are no foreign keys. Loads in SQLite too.

-- What the bot does. A GitHub or Jira service acts with the access of the person in service_json.ClientUserID; a service
-- that an integration manager made for one person carries that person's Matrix ID, re-written, in service_id.
CREATE TABLE services (
    service_id      TEXT   NOT NULL UNIQUE,
    service_type    TEXT   NOT NULL,
    service_user_id TEXT   NOT NULL,
    service_json    TEXT   NOT NULL,
    time_added_ms   BIGINT NOT NULL,
    time_updated_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX service_id_and_user_idx ON services (service_user_id, service_id);

-- The bot's Matrix accounts, with access tokens in client_json: shared ones, and one for each such person.
CREATE TABLE matrix_clients (
    user_id         TEXT   NOT NULL UNIQUE,
    client_json     TEXT   NOT NULL,
    next_batch      TEXT   NOT NULL,
    time_added_ms   BIGINT NOT NULL,
    time_updated_ms BIGINT NOT NULL
);

-- A person's access to GitHub or Jira, in clear.
CREATE TABLE auth_sessions (
    session_id      TEXT   NOT NULL,
    realm_id        TEXT   NOT NULL,
    user_id         TEXT   NOT NULL,
    session_json    TEXT   NOT NULL,
    time_added_ms   BIGINT NOT NULL,
    time_updated_ms BIGINT NOT NULL,
    UNIQUE (realm_id, user_id),
    UNIQUE (realm_id, session_id)
);

-- user_id is the bot; the person is in set_by_user_id.
CREATE TABLE bot_options (
    user_id          TEXT   NOT NULL,
    room_id          TEXT   NOT NULL,
    set_by_user_id   TEXT   NOT NULL,
    bot_options_json TEXT   NOT NULL,
    time_added_ms    BIGINT NOT NULL,
    time_updated_ms  BIGINT NOT NULL,
    UNIQUE (user_id, room_id)
);

-- Devices of the people in encrypted rooms.
CREATE TABLE crypto_device (
    user_id      VARCHAR(255) NOT NULL,
    device_id    VARCHAR(255) NOT NULL,
    identity_key CHAR(43)     NOT NULL,
    signing_key  CHAR(43)     NOT NULL,
    trust        SMALLINT     NOT NULL,
    deleted      BOOLEAN      NOT NULL,
    name         VARCHAR(255) NOT NULL,
    PRIMARY KEY (user_id, device_id)
);

-- Sessions with a device; sender_key is its identity_key.
CREATE TABLE crypto_olm_session (
    account_id VARCHAR(255) NOT NULL,
    session_id CHAR(43)     NOT NULL,
    sender_key CHAR(43)     NOT NULL,
    session    bytea        NOT NULL,
    created_at timestamp    NOT NULL,
    last_used  timestamp    NOT NULL,
    PRIMARY KEY (session_id, account_id)
);

CREATE TABLE crypto_tracked_user (
    user_id VARCHAR(255) NOT NULL PRIMARY KEY
);

CREATE TABLE crypto_cross_signing_keys (
    user_id VARCHAR(255) NOT NULL,
    usage   CHAR(20)     NOT NULL,
    key     CHAR(43)     NOT NULL,
    PRIMARY KEY (user_id, usage)
);

CREATE TABLE crypto_cross_signing_signatures (
    signed_user_id VARCHAR(255) NOT NULL,
    signed_key     VARCHAR(255) NOT NULL,
    signer_user_id VARCHAR(255) NOT NULL,
    signer_key     VARCHAR(255) NOT NULL,
    signature      CHAR(88)     NOT NULL,
    PRIMARY KEY (signed_user_id, signed_key, signer_user_id, signer_key)
);
