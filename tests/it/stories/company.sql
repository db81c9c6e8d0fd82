CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL UNIQUE, name VARCHAR(40) NOT NULL,
    standing VARCHAR(10) NOT NULL, newsletter VARCHAR(10) NOT NULL);
CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
INSERT INTO customer VALUES (1, 'ada@example.org', 'Adda Lovelase', 'usual', 'yes'),
    (2, 'ada@example.org.evil.net', 'Adda Lovelase', 'usual', 'yes'), (3, 'bob@example.net', 'Bob', 'usual', 'yes'),
    (4, 'bada@example.org', 'Bada', 'usual', 'yes');
INSERT INTO purchase VALUES (11, 1, 'an engine'), (12, 1, 'cards'), (21, 2, 'a mask'), (31, 3, 'a book'), (41, 4, 'a lamp');
