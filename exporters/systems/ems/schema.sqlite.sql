-- schema.sql for SQLite, which has no enums, arrays, uuid, inet, json or exact decimals. Amounts are text: as NUMERIC
-- SQLite would turn 49.90 into 49.9.

-- Who invoices are addressed to. One contact may serve several accounts.
CREATE TABLE billing_contact (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,
    company         TEXT,
    email           TEXT NOT NULL,
    phone           TEXT,
    street          TEXT,
    city            TEXT,
    postal_code     TEXT,
    country         TEXT NOT NULL,
    vat_number      TEXT,
    stripe_customer TEXT UNIQUE,
    updated_at      TEXT NOT NULL
);

-- The customer. The address is kept in lower case, so that nobody signs up twice by writing it differently.
CREATE TABLE account (
    id                 TEXT PRIMARY KEY,
    email              TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    full_name          TEXT NOT NULL,
    company            TEXT,
    locale             TEXT NOT NULL,
    status             TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
    billing_contact_id INTEGER REFERENCES billing_contact (id),
    newsletter         BOOLEAN NOT NULL,
    preferences        TEXT NOT NULL,
    created_at         TEXT NOT NULL,
    last_sign_in_at    TEXT
);

-- The authentication identifier: a password, or the id that Twitter or Google gave us.
CREATE TABLE account_authentication (
    id            INTEGER PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    method        TEXT NOT NULL CHECK (method IN ('password', 'twitter', 'google')),
    password_hash TEXT,
    twitter_id    TEXT UNIQUE,
    google_id     TEXT UNIQUE,
    created_at    TEXT NOT NULL,
    last_used_at  TEXT
);

-- A rented Matrix server. Its owner is the Matrix ID that the customer chose for themselves when ordering.
CREATE TABLE host (
    id          INTEGER PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES account (id),
    server_name TEXT NOT NULL UNIQUE,
    owner_mxid  TEXT NOT NULL,
    plan        TEXT NOT NULL,
    addons      TEXT NOT NULL,
    region      TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    closed_at   TEXT
);
CREATE INDEX host_account ON host (account_id);
CREATE INDEX host_owner ON host (owner_mxid);

-- Counters of a server, one row a day. They name nobody but belong to the customer's contract.
CREATE TABLE host_usage (
    host_id       INTEGER NOT NULL REFERENCES host (id) ON DELETE CASCADE,
    day           TEXT NOT NULL,
    active_users  INTEGER NOT NULL,
    rooms         INTEGER NOT NULL,
    messages      INTEGER NOT NULL,
    storage_bytes INTEGER NOT NULL,
    PRIMARY KEY (host_id, day)
);

-- What a customer did on the customer pages.
CREATE TABLE usage_event (
    id          INTEGER PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    happened_at TEXT NOT NULL,
    action      TEXT NOT NULL,
    details     TEXT NOT NULL
);
CREATE INDEX usage_event_account ON usage_event (account_id);

-- The history of a contact. Old and new value may be anybody's name or address who was in charge of it.
CREATE TABLE billing_contact_change (
    id                 INTEGER PRIMARY KEY,
    billing_contact_id INTEGER NOT NULL REFERENCES billing_contact (id),
    changed_by         TEXT NOT NULL REFERENCES account (id),
    changed_at         TEXT NOT NULL,
    field              TEXT NOT NULL,
    old_value          TEXT,
    new_value          TEXT
);
CREATE INDEX billing_contact_change_contact ON billing_contact_change (billing_contact_id);

-- Of the card only the brand and the last four digits are kept; the rest is at the payment provider.
CREATE TABLE invoice (
    id                 INTEGER PRIMARY KEY,
    number             TEXT NOT NULL UNIQUE,
    account_id         TEXT NOT NULL REFERENCES account (id),
    billing_contact_id INTEGER NOT NULL REFERENCES billing_contact (id),
    billed_to          TEXT NOT NULL,
    currency           TEXT NOT NULL,
    net                TEXT NOT NULL,
    vat                TEXT NOT NULL,
    total              TEXT NOT NULL,
    card_brand         TEXT,
    card_last_four     TEXT,
    issued_at          TEXT NOT NULL,
    paid_at            TEXT,
    document           TEXT NOT NULL
);
CREATE INDEX invoice_account ON invoice (account_id);

CREATE TABLE invoice_line (
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    line       INTEGER NOT NULL,
    host_id    INTEGER REFERENCES host (id),
    text       TEXT NOT NULL,
    quantity   TEXT NOT NULL,
    amount     TEXT NOT NULL,
    PRIMARY KEY (invoice_id, line)
);

-- Rows older than 30 days are removed by the system's own nightly job.
CREATE TABLE ip_log (
    id         INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    seen_at    TEXT NOT NULL,
    ip         TEXT NOT NULL,
    user_agent TEXT,
    action     TEXT NOT NULL
);
CREATE INDEX ip_log_account ON ip_log (account_id);
