//! Writing steps that are refused, and why.

use super::people::{AUTH, MARKS, RECTIFY, writing};
use crate::{manifest::node::Node, rest::compile::compile};

fn problems(section: &str) -> String {
    let section = Node::parse(section).unwrap_or_else(|(_, e)| panic!("{e}\n{section}")).to_json();
    compile(&section).err().map(|problems| problems.to_string()).unwrap_or_default()
}

fn refuses(sound: &str, slips: &[(&str, &str, &str)]) {
    assert_eq!(problems(sound), "");
    for (from, to, wanted) in slips {
        let section = sound.replacen(from, to, 1);
        assert_ne!(section, sound, "{from}");
        assert!(problems(&section).contains(wanted), "{to}: {}", problems(&section));
    }
}

#[test]
fn a_correction_that_could_reach_somebody_else_is_refused_with_a_reason() {
    refuses(
        &writing(RECTIFY),
        &[
            (AUTH, "auth: {none: {}}", "writing needs a credential of its own"),
            ("for_each: people", "for_each: reach", "not among the fields of a collection"),
            ("for_each: people", "for_each: nowhere", "no step and no table of this file"),
            ("'/people/{people.id}'", "'/people'", "nothing in this call says whom"),
            ("'/people/{people.id}'", "'/people/{people.mail}'", "does not say which row it writes to"),
            ("'/people/{people.id}'", "'/people/{people.id}/{settings.key}'", "is a secret"),
            ("'/people/{people.id}'", "'/people/{people.id}/{as_of}'", "known to erasures only"),
            ("  key: $.id\n", "", "a step with a key"),
            ("patch:", "put:", "say what this PUT sends"),
            ("patch:", "sends: whole, put:", "take json out"),
            ("patch:", "delete:", "delete means nothing for a correction"),
            ("patch:", "any_of: [email], patch:", "any_of means nothing for a correction"),
            (", renames: email", "", "found by another name afterwards"),
            ("renames: email", "renames: shoe_size", "nobody is found here by shoe_size"),
            ("{field: name,", "{field: nickname,", "not among the fields of a collection"),
            ("{field: name,", "{field: pin,", "a credential"),
            ("{field: age,", "{field: name,", "listed twice"),
            ("at: /name,", "at: name,", "goes to a place such as"),
            ("at: /name,", "at: /names/0,", "not into a list"),
            ("as: integer", "as: number", "unknown variant"),
            ("as: integer", "as: integer, longest: 3", "only a text"),
            ("longest: 20", "longst: 20", "unknown field"),
            ("json: {why: asked}", "form: {why: asked}", "does not begin with /"),
            ("json: {why: asked}", "json: {mail: '{identity.email}'}", "list it under require_nonempty"),
            ("name: correct,", "name: Correct,", "a name of its own"),
            ("description: You.", "drop: [$.address], description: You.", "left out or masked"),
        ],
    );
    let leads_on = writing(&format!(
        "- {{name: orders, for_each: people, get: '/o/{{people.name}}', export: {{description: O, fields: []}}}}\n{RECTIFY}"
    ))
    .replace(", shared_when: {path: $.family, equals: true}", "");
    assert!(problems(&leads_on).contains("leads to other rows"), "{}", problems(&leads_on));
    let twice = format!(
        "{RECTIFY}\n- {{name: again, for_each: people, patch: '/p/{{people.id}}', fields: [{{field: name, at: /name}}]}}"
    );
    assert!(problems(&writing(&twice)).contains("by an earlier step already"));
}

#[test]
fn a_mark_of_which_nobody_could_see_whether_it_stands_is_refused() {
    refuses(
        &writing(MARKS),
        &[
            ("stands_when: [{path: $.locked, equals: true}]", "ok: [200]", "say by what of a row one sees"),
            (
                "for_each: people, patch: '/people/{people.id}'",
                "for_each: reach, patch: '/people/{reach.id}'",
                "its rows may be other people's",
            ),
            (", unless_found: quiet", "", "name a reading step under unless_found"),
            ("any_of: [email], unless_found", "unless_found", "for_each or any_of"),
            ("json: {locked: true}", "sends: fields, json: {locked: true}", "sends means nothing for a mark"),
            ("json: {locked: true}", "unless_objecting: true, json: {locked: true}", "only where a lock is lifted"),
        ],
    );
    let part = "{name: unlock, for_each: people, delete: '/people/{people.id}/lock', stands";
    let unlocked = "{name: unlock, for_each: people, patch: '/people/{people.id}', json: {locked: false}, stands";
    assert!(MARKS.contains(unlocked));
    assert_eq!(problems(&writing(&MARKS.replace(unlocked, part))), "", "a part of one object may be deleted");
    let list = MARKS.replace(
        "{name: unlock, for_each: people, patch: '/people/{people.id}', json: {locked: false}, stands_unless: [{path: $.locked, equals: true}]}",
        "{name: unlock, for_each: people, delete: '/people/{people.id}/locks'}",
    );
    assert_ne!(list, MARKS);
    assert!(problems(&writing(&list)).contains("a DELETE of a list"), "{}", problems(&writing(&list)));
    let only_lifted = MARKS.replacen("  set:\n", "  x:\n", 1);
    assert!(problems(&writing(&only_lifted)).contains("unknown field `x`"), "{}", problems(&writing(&only_lifted)));
}
