//! PostgreSQL's catalogue.

use super::questions::Questions;

pub(super) const QUESTIONS: Questions = Questions {
    columns: "\
SELECT n.nspname::text, c.relname::text, a.attname::text,
       CASE WHEN c.relkind IN ('r', 'p') THEN 1 ELSE 0 END,
       CASE WHEN a.attnotnull OR y.typnotnull THEN 0 ELSE 1 END,
       CASE WHEN y.typcategory = 'S' THEN 1 ELSE 0 END,
       CASE WHEN a.attgenerated <> '' OR a.attidentity = 'a' THEN 1 ELSE 0 END,
       CASE WHEN y.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type y ON y.oid = a.atttypid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')",
    primary: "\
SELECT n.nspname::text, c.relname::text, a.attname::text
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS u(number, position)
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number
WHERE k.contype = 'p' ORDER BY 1, 2, u.position",
    checks: "\
SELECT n.nspname::text, c.relname::text, k.conname::text, pg_get_expr(k.conbin, k.conrelid)
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'c' AND n.nspname NOT IN ('pg_catalog', 'information_schema')",
    // Rules rewrite statements, so they are as good as triggers.
    triggers: "\
SELECT n.nspname::text, c.relname::text, t.tgname::text,
       concat_ws(' ', CASE WHEN t.tgtype & 8 > 0 THEN 'DELETE' END, CASE WHEN t.tgtype & 16 > 0 THEN 'UPDATE' END)
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'
UNION ALL
SELECT n.nspname::text, c.relname::text, r.rulename::text,
       CASE r.ev_type WHEN '2' THEN 'UPDATE' WHEN '4' THEN 'DELETE' ELSE '' END
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')",
    references: "\
SELECT k.oid::text, n.nspname::text, c.relname::text, a.attname::text,
       fn.nspname::text, fc.relname::text, fa.attname::text, k.confdeltype::text
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class fc ON fc.oid = k.confrelid
JOIN pg_namespace fn ON fn.oid = fc.relnamespace
CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS u(number, other, position)
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
JOIN pg_attribute fa ON fa.attrelid = k.confrelid AND fa.attnum = u.other
WHERE k.contype = 'f' AND k.conparentid = 0 ORDER BY k.oid, u.position",
};
