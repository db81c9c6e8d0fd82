-- matrix-appservice-irc, schema version 9: the tables in which people occur. There are no foreign keys.
-- Version 10 adds the columns cert and key to client_config, both credentials. Loads in SQLite too.

CREATE TABLE matrix_users (
    user_id text UNIQUE,
    data    json
);

-- config holds username, nick and ipv6; password is encrypted with the bridge's own key.
CREATE TABLE client_config (
    user_id  text,
    domain   text NOT NULL,
    config   json,
    password text,
    CONSTRAINT cons_client_config_unique UNIQUE (user_id, domain)
);

CREATE TABLE user_features (
    user_id  text UNIQUE,
    features json
);

CREATE TABLE user_activity (
    user_id text UNIQUE,
    data    json
);

-- Milliseconds since 1970.
CREATE TABLE last_seen (
    user_id text   NOT NULL UNIQUE,
    ts      bigint NOT NULL
);

CREATE TABLE admin_rooms (
    room_id text UNIQUE,
    user_id text
);

-- Private conversations: the Matrix user's room, and the person on IRC by nickname and by a Matrix account made for them.
-- A subject's nickname may stand in irc_nick of other people's rows; whose nickname it was then, nobody can tell.
CREATE TABLE pm_rooms (
    room_id         text UNIQUE,
    irc_domain      text NOT NULL,
    irc_nick        text NOT NULL,
    matrix_user_id  text,
    virtual_user_id text,
    CONSTRAINT cons_pm_rooms_matrix_irc_unique UNIQUE (matrix_user_id, irc_domain, irc_nick)
);

CREATE TABLE provisioner_sessions (
    user_id    text,
    token      text UNIQUE,
    expires_ts bigint
);

-- Users who must never be connected again. Kept when everything else of theirs is erased.
CREATE TABLE deactivated_users (
    user_id text   NOT NULL UNIQUE,
    ts      bigint NOT NULL
);
