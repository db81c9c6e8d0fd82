INSERT INTO system_turn (system, token, held_until) VALUES
  ('heisenbridge', '00000000-0000-0000-0000-0000000000f0', '2026-11-20 12:00:45+00:00');
