UPDATE request SET part = '{"systems":["shop"],"keeps_account":true}' WHERE id = '00000000-0000-0000-0000-000000000020';
