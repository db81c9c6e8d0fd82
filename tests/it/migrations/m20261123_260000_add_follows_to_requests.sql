UPDATE request SET follows = 'objection' WHERE id = '00000000-0000-0000-0000-000000000020';
