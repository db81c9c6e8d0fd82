-- Reference schema of the customer database. The real one is not public: this one holds what the privacy
-- policy lists. Whoever connects the real one changes the names here and in manifest.yml.

-- Who invoices are addressed to. One contact may serve several accounts.
CREATE TABLE billing_contact (
    id              bigint      PRIMARY KEY,
    name            text        NOT NULL,
    company         text,
    email           text        NOT NULL,
    phone           text,
    street          text,
    city            text,
    postal_code     text,
    country         char(2)     NOT NULL,
    vat_number      text,
    stripe_customer text        UNIQUE,
    updated_at      timestamptz NOT NULL
);

CREATE TYPE account_status AS ENUM ('active', 'suspended', 'closed');

-- The customer. The address is kept in lower case, so that nobody signs up twice by writing it differently.
CREATE TABLE account (
    id                 uuid           PRIMARY KEY,
    email              text           NOT NULL UNIQUE CHECK (email = lower(email)),
    full_name          text           NOT NULL,
    company            text,
    locale             text           NOT NULL,
    status             account_status NOT NULL,
    billing_contact_id bigint         REFERENCES billing_contact (id),
    newsletter         boolean        NOT NULL,
    preferences        jsonb          NOT NULL,
    created_at         timestamptz    NOT NULL,
    last_sign_in_at    timestamptz
);

-- The authentication identifier: a password, or the id that Twitter or Google gave us.
CREATE TABLE account_authentication (
    id            bigint      PRIMARY KEY,
    account_id    uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    method        text        NOT NULL CHECK (method IN ('password', 'twitter', 'google')),
    password_hash text,
    twitter_id    text        UNIQUE,
    google_id     text        UNIQUE,
    created_at    timestamptz NOT NULL,
    last_used_at  timestamptz
);

-- A rented Matrix server. Its owner is the Matrix ID that the customer chose for themselves when ordering.
CREATE TABLE host (
    id          bigint      PRIMARY KEY,
    account_id  uuid        NOT NULL REFERENCES account (id),
    server_name text        NOT NULL UNIQUE,
    owner_mxid  text        NOT NULL,
    plan        text        NOT NULL,
    addons      text[]      NOT NULL,
    region      text        NOT NULL,
    created_at  timestamptz NOT NULL,
    closed_at   timestamptz
);
CREATE INDEX host_account ON host (account_id);
CREATE INDEX host_owner ON host (owner_mxid);

-- Counters of a server, one row a day. They name nobody but belong to the customer's contract.
CREATE TABLE host_usage (
    host_id       bigint  NOT NULL REFERENCES host (id) ON DELETE CASCADE,
    day           date    NOT NULL,
    active_users  integer NOT NULL,
    rooms         integer NOT NULL,
    messages      bigint  NOT NULL,
    storage_bytes bigint  NOT NULL,
    PRIMARY KEY (host_id, day)
);

-- What a customer did on the customer pages.
CREATE TABLE usage_event (
    id          bigint      PRIMARY KEY,
    account_id  uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    happened_at timestamptz NOT NULL,
    action      text        NOT NULL,
    details     jsonb       NOT NULL
);
CREATE INDEX usage_event_account ON usage_event (account_id);

-- The history of a contact. Old and new value may be anybody's name or address who was in charge of it.
CREATE TABLE billing_contact_change (
    id                 bigint      PRIMARY KEY,
    billing_contact_id bigint      NOT NULL REFERENCES billing_contact (id),
    changed_by         uuid        NOT NULL REFERENCES account (id),
    changed_at         timestamptz NOT NULL,
    field              text        NOT NULL,
    old_value          text,
    new_value          text
);
CREATE INDEX billing_contact_change_contact ON billing_contact_change (billing_contact_id);

-- Of the card only the brand and the last four digits are kept; the rest is at the payment provider.
CREATE TABLE invoice (
    id                 bigint        PRIMARY KEY,
    number             text          NOT NULL UNIQUE,
    account_id         uuid          NOT NULL REFERENCES account (id),
    billing_contact_id bigint        NOT NULL REFERENCES billing_contact (id),
    billed_to          text          NOT NULL,
    currency           char(3)       NOT NULL,
    net                numeric(12,2) NOT NULL,
    vat                numeric(12,2) NOT NULL,
    total              numeric(12,2) NOT NULL,
    card_brand         text,
    card_last_four     char(4),
    issued_at          timestamptz   NOT NULL,
    paid_at            timestamptz,
    document           text          NOT NULL
);
CREATE INDEX invoice_account ON invoice (account_id);

CREATE TABLE invoice_line (
    invoice_id bigint        NOT NULL REFERENCES invoice (id),
    line       integer       NOT NULL,
    host_id    bigint        REFERENCES host (id),
    text       text          NOT NULL,
    quantity   numeric(10,3) NOT NULL,
    amount     numeric(12,2) NOT NULL,
    PRIMARY KEY (invoice_id, line)
);

-- Rows older than 30 days are removed by the system's own nightly job.
CREATE TABLE ip_log (
    id         bigint      PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    seen_at    timestamptz NOT NULL,
    ip         inet        NOT NULL,
    user_agent text,
    action     text        NOT NULL
);
CREATE INDEX ip_log_account ON ip_log (account_id);
