INSERT INTO drift_look (system, at) VALUES ('shop', '2026-11-21 03:00:00+00:00');
