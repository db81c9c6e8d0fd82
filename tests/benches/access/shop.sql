-- Works on SQLite and on PostgreSQL.

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    email VARCHAR(100) NOT NULL,
    name VARCHAR(100) NOT NULL,
    created_at VARCHAR(30) NOT NULL
);
CREATE INDEX customer_email ON customer (email);

CREATE TABLE address (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    street VARCHAR(100) NOT NULL,
    city VARCHAR(60) NOT NULL,
    zip VARCHAR(12) NOT NULL
);
CREATE INDEX address_customer_id ON address (customer_id);

CREATE TABLE payment_card (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    last_four VARCHAR(4) NOT NULL,
    expires VARCHAR(7) NOT NULL
);
CREATE INDEX payment_card_customer_id ON payment_card (customer_id);

CREATE TABLE purchase (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    placed_at VARCHAR(30) NOT NULL,
    total NUMERIC(12,2) NOT NULL
);
CREATE INDEX purchase_customer_id ON purchase (customer_id);

CREATE TABLE purchase_item (
    id INTEGER PRIMARY KEY,
    purchase_id INTEGER NOT NULL,
    product VARCHAR(60) NOT NULL,
    quantity INTEGER NOT NULL
);
CREATE INDEX purchase_item_purchase_id ON purchase_item (purchase_id);

CREATE TABLE shipment (
    id INTEGER PRIMARY KEY,
    purchase_id INTEGER NOT NULL,
    carrier VARCHAR(40) NOT NULL,
    tracking VARCHAR(40) NOT NULL
);
CREATE INDEX shipment_purchase_id ON shipment (purchase_id);

CREATE TABLE sign_in (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    at VARCHAR(30) NOT NULL,
    ip VARCHAR(45) NOT NULL
);
CREATE INDEX sign_in_customer_id ON sign_in (customer_id);

CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    email VARCHAR(100) NOT NULL,
    last_visit VARCHAR(30) NOT NULL
);
CREATE INDEX visit_email ON visit (email);

CREATE TABLE service_request (
    id INTEGER PRIMARY KEY,
    email VARCHAR(100) NOT NULL,
    opened_at VARCHAR(30) NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX service_request_email ON service_request (email);

CREATE TABLE service_reply (
    id INTEGER PRIMARY KEY,
    service_request_id INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX service_reply_service_request_id ON service_reply (service_request_id);

CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    month VARCHAR(7) NOT NULL,
    amount NUMERIC(12,2) NOT NULL
);
CREATE INDEX report_customer_id ON report (customer_id);

-- Ten thousand people. One has one address and card, three purchases of two things each, five sign-ins, and so on.
INSERT INTO customer
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    SELECT i, 'person' || i || '@example.org', 'Person number ' || i, '2024-05-06T07:08:09Z' FROM n;
INSERT INTO address
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    SELECT i, i, i || ' High Street', 'London', 'W1U 6TY' FROM n;
INSERT INTO payment_card
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    SELECT i, i, '4242', '2030-01' FROM n;
INSERT INTO purchase
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
    SELECT i, (i - 1) % 10000 + 1, '2025-06-07T08:09:10Z', i % 1000 + 0.99 FROM n;
INSERT INTO purchase_item
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
    SELECT i, (i - 1) % 30000 + 1, 'a thing of the sort ' || i % 100, i % 5 + 1 FROM n;
INSERT INTO shipment
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
    SELECT i, i, 'By sea', 'track-' || i FROM n;
INSERT INTO sign_in
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
    SELECT i, (i - 1) % 10000 + 1, '2026-01-02T03:04:05Z', '203.0.113.' || i % 250 FROM n;
INSERT INTO visit
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    SELECT i, 'person' || i || '@example.org', '2026-02-03T04:05:06Z' FROM n;
INSERT INTO service_request
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    SELECT i, 'person' || i || '@example.org', '2026-03-04T05:06:07Z', 'Where is the parcel ' || i || ' that I ordered? <b>Please</b> tell me.' FROM n;
INSERT INTO service_reply
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    SELECT i, (i - 1) % 10000 + 1, 'It is on its way, number ' || i || '.' FROM n;
INSERT INTO report
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000)
    SELECT i, (i - 1) % 10000 + 1, '2026-04', i % 500 + 0.50 FROM n;
