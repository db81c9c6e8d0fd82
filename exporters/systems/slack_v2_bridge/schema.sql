-- mautrix-slack has nothing about people beside the tables of bridgev2, which are in ../telegram_bridge.
CREATE TABLE emoji (
    team_id   TEXT NOT NULL,
    emoji_id  TEXT NOT NULL,
    value     TEXT NOT NULL,
    alias     TEXT,
    image_mxc TEXT,
    PRIMARY KEY (team_id, emoji_id)
);
