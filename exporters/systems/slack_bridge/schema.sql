-- matrix-appservice-slack, schema version 16: the tables in which people occur. All names are lower case; there are no
-- foreign keys. The columns called json are text. Loads in SQLite too.

-- A Slack account and its access token (xoxp-…), in clear.
CREATE TABLE linked_accounts (
    user_id      text NOT NULL,
    slack_id     text NOT NULL,
    team_id      text NOT NULL,
    access_token text NOT NULL,
    CONSTRAINT cons_linked_accounts_unique UNIQUE (user_id, slack_id)
);

-- The same in older versions; never cleaned up by signing out.
CREATE TABLE puppets (
    slackuser  text NOT NULL UNIQUE,
    slackteam  text NOT NULL,
    matrixuser text NOT NULL,
    token      text,
    CONSTRAINT cons_puppets_uniq UNIQUE (slackuser, slackteam, matrixuser),
    CONSTRAINT puppets_slackteam_matrixuser_unique UNIQUE (slackteam, matrixuser)
);

-- isremote: a person on Slack under a made-up Matrix ID, json {id, slack_id, team_id, display_name, avatar_url}.
-- Not isremote: a Matrix user, json {accounts: {<slack id>: {access_token, team_id}}} in old rows, else {}.
CREATE TABLE users (
    userid   text NOT NULL PRIMARY KEY,
    isremote boolean,
    json     text
);

CREATE TABLE user_activity (
    user_id text UNIQUE,
    data    json
);

-- user_id is a users.userid of either sort.
CREATE TABLE metrics_activities (
    user_id text NOT NULL,
    room_id text NOT NULL,
    date    date,
    CONSTRAINT cons_activities_unique UNIQUE (user_id, room_id, date)
);

-- Carried over from Slack. Only the Slack id, no workspace.
CREATE TABLE reactions (
    room_id          text NOT NULL,
    event_id         text NOT NULL,
    slack_channel_id text NOT NULL,
    slack_message_ts text NOT NULL,
    slack_user_id    text NOT NULL,
    reaction         text NOT NULL
);
CREATE UNIQUE INDEX reaction_matrix_idx ON reactions (room_id, event_id);
CREATE UNIQUE INDEX reaction_slack_idx ON reactions (slack_channel_id, slack_message_ts, slack_user_id, reaction);

-- json {id, name, slack_team_id, slack_type, slack_private, webhook_uri, puppet_owner}: the last is the Matrix ID of the
-- person through whose account a private conversation is carried.
CREATE TABLE rooms (
    id       text NOT NULL PRIMARY KEY,
    roomid   text NOT NULL,
    remoteid text NOT NULL,
    json     text
);

CREATE TABLE teams (
    id      text NOT NULL PRIMARY KEY,
    name    text,
    token   text,
    bot_id  text,
    status  text,
    domain  text,
    scopes  text,
    user_id text
);

CREATE TABLE user_admin_rooms (
    roomid     text NOT NULL UNIQUE,
    matrixuser text NOT NULL UNIQUE
);

CREATE TABLE encryption_sessions (
    user_id      text NOT NULL,
    device_id    text NOT NULL,
    access_token text NOT NULL,
    sync_token   text
);
CREATE UNIQUE INDEX encryption_sessions_idx ON encryption_sessions (user_id);

CREATE TABLE provisioner_sessions (
    user_id    text,
    token      text UNIQUE,
    expires_ts bigint
);
