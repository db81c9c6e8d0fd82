UPDATE suppression SET review_at = '2029-11-21 12:00:00+00:00' WHERE blind = 'hash';
