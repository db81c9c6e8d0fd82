//! What `system preview|erase|verify` print for people.

use std::fmt::Write;

use rightsdesk_exporters::contract::erasure::{
    Along, AlongEffect, Blanking, Evidence, Instead, Kept, Preview, SharedChoice, Standing, Verified,
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
        if let Some(shared) = &it.shared {
            let what = match shared.choice {
                Some(SharedChoice::Keep) => "stay as they are",
                Some(SharedChoice::Detach) => "stay; what names the person on them is overwritten",
                Some(SharedChoice::Blank) => "stay; their fields are overwritten",
                None => "wait for a decision: --shared COLLECTION=keep, =detach or =blank",
            };
            let _ = writeln!(text, "{:>46}{} rows that belong to other people too: they {what}", "", shared.rows);
            text += &fields(&shared.fields);
        }
    }
    text += &along_lines(&preview.along);
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
    text += "\n    time     rows  statement\n";
    for statement in &evidence.statements {
        let milliseconds = format!("{}.{} ms", statement.micros / 1000, statement.micros % 1000 / 100);
        let _ = writeln!(text, "{milliseconds:>8} {:>8}  {}", statement.rows, statement.what);
    }
    let _ = writeln!(text, "\nDone, in one transaction: plan {}. Now `verify`.", evidence.plan);
    text
}

/// What is left.
pub fn verified(verified: &Verified) -> String {
    let mut text = format!("{:>8} {:>8}  collection\n", "left", "kept");
    for it in &verified.read_back {
        let _ = writeln!(text, "{:>8} {:>8}  {}", it.left, it.kept, it.collection);
    }
    let _ = writeln!(text, "\nThe names were looked for in {} text and JSON columns.", verified.columns);
    for residue in &verified.residues {
        let what = match residue.standing {
            Standing::Kept => "kept by a rule of the manifest",
            Standing::Left => "should be gone",
            Standing::Elsewhere => "nothing leads there from the person: look whose it is, and declare it",
        };
        let _ = writeln!(text, "  {}.{}: in {} rows; {what}", residue.table, residue.column, residue.rows);
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
        let _ = writeln!(text, "{:>46}{} rows {until} ({})", "", kept.rows, kept.ground);
    }
    text
}

fn along_lines(along: &[Along]) -> String {
    let mut text = String::new();
    for along in along {
        let what = match along.effect {
            AlongEffect::Deleted => "are deleted along with it by the database",
            AlongEffect::Detached => "stay, and their reference to it is emptied",
        };
        let _ = writeln!(text, "  {}: {} rows of {} {what}", along.with, along.rows, along.table);
    }
    text
}
