UPDATE sweep_part SET searched_at = '2026-11-21 12:00:00+00:00', residues = '{"columns":12,"residues":[{"table":"d.notes","column":"text","rows":2,"standing":"elsewhere"}]}';
