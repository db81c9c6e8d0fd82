INSERT INTO withheld_before (request_id, system, marks_sealed) VALUES ('00000000-0000-0000-0000-000000000020', 'shop', 'sealed');
