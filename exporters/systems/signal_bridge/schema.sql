-- mautrix-signal: what it has beside the tables of bridgev2 (which are in ../telegram_bridge): the store of signalmeow. The
-- tables in which people occur, and one of those that are only keys.
CREATE TABLE signalmeow_device (
    aci_uuid             TEXT PRIMARY KEY,
    pni_uuid             TEXT    NOT NULL,
    device_id            INTEGER NOT NULL,
    number               TEXT    NOT NULL DEFAULT '',
    password             TEXT    NOT NULL DEFAULT '',
    master_key           bytea,
    account_entropy_pool TEXT
);

CREATE TABLE signalmeow_sessions (
    account_id       TEXT    NOT NULL,
    service_id       TEXT    NOT NULL,
    their_service_id TEXT    NOT NULL,
    their_device_id  INTEGER NOT NULL,
    record           bytea   NOT NULL,
    PRIMARY KEY (account_id, service_id, their_service_id, their_device_id),
    FOREIGN KEY (account_id) REFERENCES signalmeow_device (aci_uuid) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE signalmeow_groups (
    account_id       TEXT NOT NULL,
    group_identifier TEXT NOT NULL,
    master_key       TEXT NOT NULL,
    PRIMARY KEY (account_id, group_identifier),
    CONSTRAINT signalmeow_groups_device_fkey
        FOREIGN KEY (account_id) REFERENCES signalmeow_device (aci_uuid) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE signalmeow_recipients (
    account_id    TEXT    NOT NULL,
    aci_uuid      TEXT,
    pni_uuid      TEXT,
    e164_number   TEXT    NOT NULL DEFAULT '',
    contact_name  TEXT    NOT NULL DEFAULT '',
    nickname      TEXT    NOT NULL DEFAULT '',
    profile_name  TEXT    NOT NULL DEFAULT '',
    profile_about TEXT    NOT NULL DEFAULT '',
    blocked       BOOLEAN NOT NULL DEFAULT FALSE,
    CONSTRAINT signalmeow_contacts_account_id_fkey FOREIGN KEY (account_id)
        REFERENCES signalmeow_device (aci_uuid) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT signalmeow_contacts_aci_unique UNIQUE (account_id, aci_uuid),
    CONSTRAINT signalmeow_contacts_pni_unique UNIQUE (account_id, pni_uuid)
);
