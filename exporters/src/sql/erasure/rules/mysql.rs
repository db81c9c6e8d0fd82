//! MySQL's and MariaDB's information schema.

use super::questions::Questions;

const COLUMNS: &str = "\
SELECT c.TABLE_SCHEMA, c.TABLE_NAME, c.COLUMN_NAME,
       CASE WHEN t.TABLE_TYPE = 'BASE TABLE' THEN 1 ELSE 0 END,
       CASE WHEN c.IS_NULLABLE = 'YES' THEN 1 ELSE 0 END,
       CASE WHEN c.DATA_TYPE IN ('char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext') THEN 1 ELSE 0 END,
       CASE WHEN c.EXTRA LIKE '%GENERATED%' AND c.EXTRA NOT LIKE '%DEFAULT_GENERATED%' THEN 1 ELSE 0 END,
       CAST(c.CHARACTER_MAXIMUM_LENGTH AS SIGNED)
FROM information_schema.COLUMNS c
JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
WHERE c.TABLE_SCHEMA NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')";

const PRIMARY: &str = "\
SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE
WHERE CONSTRAINT_NAME = 'PRIMARY' AND TABLE_SCHEMA NOT IN ('mysql', 'performance_schema', 'sys')
ORDER BY 1, 2, ORDINAL_POSITION";

const TRIGGERS: &str = "\
SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, TRIGGER_NAME, EVENT_MANIPULATION FROM information_schema.TRIGGERS
WHERE TRIGGER_SCHEMA <> 'sys'";

const REFERENCES: &str = "\
SELECT CONCAT(k.CONSTRAINT_SCHEMA, '.', k.TABLE_NAME, '.', k.CONSTRAINT_NAME), k.TABLE_SCHEMA, k.TABLE_NAME, k.COLUMN_NAME,
       k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME, r.DELETE_RULE
FROM information_schema.KEY_COLUMN_USAGE k
JOIN information_schema.REFERENTIAL_CONSTRAINTS r
  ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
WHERE k.REFERENCED_TABLE_NAME IS NOT NULL
ORDER BY 1, k.ORDINAL_POSITION";

pub(super) const QUESTIONS: Questions = Questions {
    columns: COLUMNS,
    primary: PRIMARY,
    checks: "\
SELECT t.TABLE_SCHEMA, t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE
FROM information_schema.CHECK_CONSTRAINTS c
JOIN information_schema.TABLE_CONSTRAINTS t
  ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME AND t.CONSTRAINT_TYPE = 'CHECK'",
    triggers: TRIGGERS,
    references: REFERENCES,
};

/// MariaDB's constraints have names that are distinct within a table only, and say themselves which table.
pub(super) const QUESTIONS_TO_MARIADB: Questions = Questions {
    columns: COLUMNS,
    primary: PRIMARY,
    checks: "\
SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS",
    triggers: TRIGGERS,
    references: REFERENCES,
};
