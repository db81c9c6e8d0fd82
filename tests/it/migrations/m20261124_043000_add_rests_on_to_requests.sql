UPDATE request SET rests_on = 'no_longer_necessary objection_upheld' WHERE id = '00000000-0000-0000-0000-000000000020';
