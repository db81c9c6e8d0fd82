-- Nothing here is anybody's; the small company is in ../telegram_bridge/people.sql, under other names: Ada is T1815-U0ADA1815.
INSERT INTO emoji (team_id, emoji_id, value) VALUES ('T1815', 'tea', 'planted-nobody-emoji');
