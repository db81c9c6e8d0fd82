//! What `system preview|erase|verify` print for people.

use std::fmt::Write;

use rightsdesk_exporters::{
    contract::erasure::{
        Along, AlongEffect, Because, Blanking, Evidence, Instead, Kept, Outlook, Preview, SharedChoice, Standing,
        Verified,
    },
    counted::counted,
};

/// What would be done, and what is in the way.
pub fn preview(preview: &Preview) -> String {
    let mut text =
        format!("{:>8} {:>8} {:>8} {:>8} {:>8}  collection\n", "deleted", "blanked", "kept", "shared", "in table");
    for it in &preview.collections {
        let kept: u64 = it.kept.iter().map(|kept| kept.rows).sum();
        let shared = it.shared.as_ref().map_or(0, |shared| shared.rows);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:>8} {:>8} {:>8} {:>8} {:>8}  {}",
            it.deleted, it.blanked, kept, shared, it.in_table, it.collection
        );
        text += &fields(&it.fields);
        text += &kept_lines(&it.kept);
        text += &further_lines(it);
        if let Some(shared) = &it.shared {
            let what = match shared.choice {
                Some(SharedChoice::Keep) => "stays as it is",
                Some(SharedChoice::Detach) => "stays; what names the person on it is overwritten",
                Some(SharedChoice::Blank) => "stays; its fields are overwritten",
                None => "waits for a decision: --shared COLLECTION=keep, =detach or =blank",
            };
            let rows = counted(shared.rows, "row belongs", "rows belong");
            let _ = writeln!(text, "{:>46}{rows} to other people too: each {what}", "");
            text += &fields(&shared.fields);
        }
    }
    text += &along_lines(&preview.along);
    for remark in &preview.remarks {
        let _ = writeln!(text, "\nnot done by us: {}: {}; {}", remark.at, remark.what, remark.advice);
    }
    if preview.is_ready() && preview.is_empty() {
        let _ = writeln!(text, "\nNothing would change (plan {}).", preview.hash);
    } else if preview.is_ready() {
        let _ = writeln!(text, "\nNothing is in the way. To do exactly this:  --plan {}", preview.hash);
    } else {
        let _ = writeln!(text, "\nThis cannot be carried out (plan {}):", preview.hash);
        for obstacle in &preview.obstacles {
            let _ = writeln!(text, "  {}: {}; {}", obstacle.at, obstacle.what, obstacle.advice);
        }
    }
    text
}

/// What was done.
pub fn evidence(evidence: &Evidence) -> String {
    let mut text = format!("{:>8} {:>8} {:>8} {:>8}  collection\n", "before", "deleted", "blanked", "after");
    for it in &evidence.effects {
        let _ =
            writeln!(text, "{:>8} {:>8} {:>8} {:>8}  {}", it.before, it.deleted, it.blanked, it.after, it.collection);
        text += &kept_lines(&it.kept);
    }
    text += &along_lines(&evidence.along);
    if !evidence.statements.is_empty() {
        text += "\n    time     rows  statement\n";
    }
    for statement in &evidence.statements {
        let milliseconds = format!("{}.{} ms", statement.micros / 1000, statement.micros % 1000 / 100);
        let _ = writeln!(text, "{milliseconds:>8} {:>8}  {}", statement.rows, statement.what);
    }
    if !evidence.calls.is_empty() {
        text += "\n    time   status  call\n";
    }
    for call in &evidence.calls {
        let milliseconds = format!("{} ms", call.after_micros / 1000);
        let id = call.request_id.as_deref().map_or_else(String::new, |id| format!(" (request {id})"));
        let _ = writeln!(text, "{milliseconds:>8} {:>8}  {} {}{id}", call.status, call.method, call.path);
    }
    let how = if evidence.calls.is_empty() { ", in one transaction" } else { "" };
    let _ = writeln!(text, "\nDone{how}: plan {}. Now `verify`.", evidence.plan);
    text
}

/// What is left.
pub fn verified(verified: &Verified) -> String {
    let mut text = format!("{:>8} {:>8}  collection\n", "left", "kept");
    for it in &verified.read_back {
        let _ = writeln!(text, "{:>8} {:>8}  {}", it.left, it.kept, it.collection);
    }
    if !verified.kinds.is_empty() {
        let _ = writeln!(text, "\nLooked for: {}.", verified.kinds.join(", "));
    }
    if verified.columns > 0 {
        let columns = counted(verified.columns, "column", "columns");
        let tables = match verified.tables.len() {
            0 => String::new(),
            some => format!(" of {}: {}", counted(some, "table", "tables"), verified.tables.join(", ")),
        };
        let _ = writeln!(text, "Their letters were looked for in {columns} of texts and JSON{tables}.");
    }
    for pending in &verified.pending {
        let rows = counted(pending.rows, "still shows", "still show");
        let hours = counted(pending.hours, "hour", "hours");
        let _ = writeln!(text, "  {}: {rows}; {hours} after the erasure none should", pending.at);
    }
    for residue in &verified.residues {
        let what = match residue.standing {
            Standing::Kept => "kept by a rule of the manifest",
            Standing::Left => "should be gone",
            Standing::Elsewhere => "nothing leads there from the person: look whose it is, and declare it",
        };
        let rows = counted(residue.rows, "row", "rows");
        let _ = writeln!(text, "  {}.{}: in {rows}; {what}", residue.table, residue.column);
    }
    text += if verified.is_clean() { "Nothing is left but what is kept.\n" } else { "Something is left.\n" };
    text
}

fn fields(fields: &[Blanking]) -> String {
    let mut text = String::new();
    for field in fields {
        let with = match &field.with {
            Instead::Null => "nothing".to_owned(),
            Instead::Empty => "an empty text".to_owned(),
            Instead::Text(text) => format!("{text:?}"),
            Instead::Hash(text) => format!("{text:?} with a keyed hash"),
        };
        let _ = writeln!(text, "{:>48}{} becomes {with}", "", field.field);
    }
    text
}

fn kept_lines(kept: &[Kept]) -> String {
    let mut text = String::new();
    for kept in kept {
        let until = kept.until.map_or_else(|| "kept".to_owned(), |day| format!("kept until {day}"));
        let _ = writeln!(text, "{:>46}{} {until} ({})", "", counted(kept.rows, "row", "rows"), kept.ground);
    }
    text
}

fn further_lines(outlook: &Outlook) -> String {
    let mut text = String::new();
    for expiring in &outlook.expiring {
        let why = match expiring.because {
            Because::Others => counted(expiring.rows, "row lies", "rows lie") + " together with other people's",
            Because::NoWay => counted(expiring.rows, "row", "rows") + " cannot be deleted there",
        };
        let until = expiring.until.map_or_else(|| "on an unknown day".to_owned(), |day| format!("by {day}"));
        let _ = writeln!(text, "{:>46}{why}: to expire {until}", "");
    }
    if let Some(it) = &outlook.collateral {
        let _ = writeln!(
            text,
            "{:>46}{} {} of theirs, {} of others'",
            "",
            counted(it.objects, "object holds", "objects hold"),
            counted(it.mine, "row", "rows"),
            it.others
        );
    }
    if let Some(hidden) = &outlook.hidden {
        let (rows, hours) = (counted(hidden.rows, "is", "are"), counted(hidden.hours, "hour", "hours"));
        let _ = writeln!(text, "{:>46}{rows} purged only {hours} later", "");
    }
    if outlook.ended > 0 {
        let _ = writeln!(text, "{:>46}{} ended elsewhere", "", counted(outlook.ended, "session is", "sessions are"));
    }
    if outlook.suppressed > 0 {
        let entries = counted(outlook.suppressed, "entry", "entries");
        let _ = writeln!(text, "{:>46}{entries} in a list of people to leave alone", "");
    }
    text
}

fn along_lines(along: &[Along]) -> String {
    let mut text = String::new();
    for along in along {
        let what = match along.effect {
            AlongEffect::Deleted => "deleted along with it by the database",
            AlongEffect::Detached => "left, with the reference to it emptied",
        };
        let _ = writeln!(text, "  {}: {} of {} {what}", along.with, counted(along.rows, "row", "rows"), along.table);
    }
    text
}
