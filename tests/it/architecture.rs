//! The shape of the source tree, held by a test.
//!
//! The tree is the first page of the documentation, so it must not come to lie. These checks read the source as text:
//! they know nothing that a reader could not see, and tell each finding with its place and with what to do about it.
//! Each check is also shown a made-up tree that breaks it, because a check that finds nothing may be blind.

mod arrows;
mod circles;
mod crates;
mod finding;
mod habits;
mod paths;
pub(crate) mod source;

use finding::Finding;
use source::Source;

fn assert_none(findings: Vec<Finding>) {
    let told: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert!(told.is_empty(), "{} to mend:\n\n{}\n", told.len(), told.join("\n\n"));
}

#[test]
fn imports_point_down() {
    assert_none(arrows::check(&source::tree()));
}

#[test]
fn an_import_that_points_up_is_found() {
    let tree = [
        Source::new("backend/src/ticket/store.rs", "use crate::{\n    kernel::ids,\n    casework::{start},\n};\n"),
        Source::new(
            "backend/src/kernel/clock.rs",
            "fn f() { let x = \"crate::web\"; crate::ticket::store::save() } // crate::web",
        ),
        Source::new("backend/src/task/state.rs", "use super::super::letter::store;\n"),
        Source::new("backend/src/letter/store.rs", ""),
        Source::new(
            "backend/src/casework/start.rs",
            "use crate::ticket::store;\n#[cfg(test)]\nmod tests {\n use crate::web; }",
        ),
        Source::new("backend/src/web/page.rs", ""),
        Source::new("backend/src/kernel/ids.rs", ""),
        Source::new("backend/src/helpers/mod.rs", "use crate::ticket;"),
        Source::new("backend/src/main.rs", "use rightsdesk::web;"),
    ];
    let found: Vec<String> = arrows::check(&tree).iter().map(Finding::place).collect();
    let wanted = ["ticket/store.rs:3", "kernel/clock.rs:1", "task/state.rs:1", "helpers/mod.rs:1"];
    assert_eq!(found, wanted.map(|it| format!("backend/src/{it}")));
}

#[test]
fn the_table_of_arrows_has_no_circle() {
    let circles = circles::all(&arrows::sideways());
    assert!(circles.is_empty(), "{circles:?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    assert_none(circles::check(&source::tree()));
}

#[test]
fn files_that_import_each_other_in_a_circle_are_found() {
    let tree = [
        Source::new("backend/src/task/state.rs", "use super::schedule::next;"),
        Source::new("backend/src/task/schedule.rs", "use crate::{\n task::{entity::Row, lease}};"),
        Source::new("backend/src/task/entity.rs", "use crate::task::state::State;"),
        Source::new("backend/src/task/lease.rs", "use super::*;"),
        Source::new(
            "backend/src/task/mod.rs",
            "//! The task.\npub mod state; pub mod schedule; pub mod entity; pub mod lease;",
        ),
        // The same names in another crate are other files.
        Source::new("exporters/src/task/state.rs", "use crate::task::schedule;"),
        Source::new("exporters/src/task/schedule.rs", ""),
    ];
    let found = circles::check(&tree);
    assert_eq!(found.len(), 1);
    let told = found[0].to_string();
    assert!(told.contains("task::entity → task::state → task::schedule → task::entity"), "{told}");
}

#[test]
fn entities_name_no_other_entity() {
    assert_none(arrows::entities(&source::tree()));
}

#[test]
fn an_entity_that_names_another_is_found() {
    let tree =
        [Source::new("backend/src/task/entity.rs", "use crate::ticket::entity::Entity;\nuse super::state::State;")];
    assert_eq!(arrows::entities(&tree).len(), 1);
}

#[test]
fn crates_depend_only_on_those_below() {
    assert_none(crates::check(&source::tree()));
}

#[test]
fn a_crate_that_depends_on_the_desk_or_keeps_its_own_rules_is_found() {
    let good = "[package]\nlicense.workspace = true\nrust-version.workspace = true\n[lints]\nworkspace = true\n";
    let desk = "[dependencies]\nrightsdesk.workspace = true\n";
    let tree = [
        Source::new("Cargo.toml", "[workspace]\n"),
        Source::new("exporters/Cargo.toml", &format!("{good}{desk}")),
        Source::new("migrations/Cargo.toml", "[package]\nlicense = \"GPL-3.0\"\n"),
        Source::new("new/Cargo.toml", good),
        Source::new("backend/vault/Cargo.toml", good),
    ];
    let found: Vec<String> = crates::check(&tree).iter().map(Finding::to_string).collect();
    let about = |words: &str| found.iter().filter(|it| it.contains(words)).count();
    assert_eq!(
        (about("depends on rightsdesk"), about("migrations/Cargo.toml"), about("new/Cargo.toml")),
        (1, 3, 1),
        "{found:#?}"
    );
    assert_eq!(about("vault"), 0);
}

#[test]
fn the_licences_stand_beside_the_source() {
    let tree = source::tree();
    for (file, first, last) in [
        ("LICENSE-MIT", "Permission is hereby granted, free of charge", "OR OTHER DEALINGS IN THE\nSOFTWARE."),
        ("LICENSE-APACHE", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS"),
    ] {
        let text = tree.iter().find(|source| source.path == file).map_or("", |source| &source.text);
        assert!(text.contains(first) && text.contains(last), "{file} is not the whole licence");
    }
}

/// The table of what the desk does by itself and what people decide names a test for each line.
#[test]
fn what_the_law_table_names_is_there() {
    let tree = source::tree();
    let table = tree.iter().find(|source| source.path == "backend/LAW.md").map_or("", |source| &source.text);
    let named: Vec<_> = table.split('`').filter(|text| text.starts_with("tests/it/")).collect();
    assert!(named.len() > 20, "the table is read");
    let mut stories = 0;
    for name in named {
        let (file, story) = name.split_once("::").map_or((name, None), |(file, story)| (file, Some(story)));
        let is_it = |path: &str| path == file || file.ends_with('/') && path.starts_with(file);
        let source = tree.iter().find(|source| is_it(&source.path));
        let text = &source.unwrap_or_else(|| panic!("{file} is not there")).text;
        if let Some(story) = story {
            assert!(text.contains(&format!("fn {story}(")), "{file} has no {story}");
            stories += 1;
        }
    }
    assert!(stories > 30, "only {stories} stories are named");
    let side_by_side =
        table.split("## Requests side by side").nth(1).and_then(|it| it.split("\n## ").next()).unwrap_or("");
    let rules: Vec<_> = side_by_side.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    assert_eq!(rules.len(), 25, "each rule has its line");
    assert!(rules.iter().all(|rule| rule.contains("::")), "and each line a story");
}

#[test]
fn habits_are_kept() {
    assert_none(habits::check(&source::tree()));
}

#[test]
fn each_broken_habit_is_found() {
    // Taken apart, so that this file does not itself break them.
    let machine = ["/wo", "rk/x"].concat();
    let permission = ["#[al", "low(dead_code)]"].concat();
    let tree = [
        Source::new("backend/src/long.rs", &"\n".repeat(401)),
        Source::new(
            "backend/src/hasty.rs",
            "fn f() { g().unwrap() }\n#[cfg(test)]\nmod tests { fn h() { g().unwrap() } }",
        ),
        Source::new("backend/src/lax.rs", &permission),
        Source::new("docs/where.md", &format!("See {machine}.")),
        Source::new("templates/desk/page.html", "{{ name }}{{ name|upper|safe }}"),
        Source::new("templates/desk/other.html", "{% filter safe %}{{ safe }}{% endfilter %}"),
        Source::new("tests/it/story.rs", "fn f() { g().unwrap() }"),
    ];
    let found: Vec<String> = habits::check(&tree).iter().map(Finding::place).collect();
    let wanted = ["backend/src/long.rs:401", "backend/src/hasty.rs:1", "backend/src/lax.rs:1", "docs/where.md:1"];
    let mut wanted = wanted.map(str::to_owned).to_vec();
    wanted.extend(["templates/desk/page.html:1", "templates/desk/other.html:1"].map(str::to_owned));
    assert_eq!(found, wanted);
}
