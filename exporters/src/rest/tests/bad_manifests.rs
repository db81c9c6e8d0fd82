//! Sections that are refused, and why.

use super::{section, system};
use crate::{
    manifest::node::Node,
    rest::{compile::compile, connector::RestConnector, settings::Settings},
};

/// What is wrong with the section.
fn problems(section: &str) -> String {
    let section = Node::parse(section).unwrap_or_else(|(_, e)| panic!("{e}\n{section}")).to_json();
    compile(&section).err().map(|problems| problems.to_string()).unwrap_or_default()
}

const AUTH: &str = "auth: {none: {}}";

#[test]
fn a_sound_section_is_not_refused() {
    assert_eq!(problems(&section(AUTH, "  get: /find")), "");
}

#[test]
fn a_step_that_could_hand_over_other_peoples_rows_is_refused() {
    let everybody = "  get: /find\n- name: everybody\n  get: /all\n  export: {description: All., fields: []}";
    assert!(problems(&section(AUTH, everybody)).contains("rest/steps/2: its rows may be other people's"));
    let files = "  get: /find\n- {name: all, get: /all}\n- name: f\n  for_each: all\n  get: '/f/{all.id}'\n  file: {name: f, belongs_to: f}";
    assert!(problems(&section(AUTH, files)).contains("rest/steps/3: its rows may be other people's"));
    // Below rows that many people share, the person must be named again.
    let shared = section(
        AUTH,
        "  get: /find\n- name: notes\n  for_each: people\n  get: '/n/{people.id}'\n  export: {description: N., fields: []}",
    );
    assert_eq!(problems(&shared), "");
    let shared = shared.replace(
        "export: {description: You., fields: []}",
        "export: {description: You., fields: [], shared_when: {path: $.people, more_than: 1}}",
    );
    assert!(problems(&shared).contains("rest/steps/2: its rows may be other people's"));
}

#[test]
fn every_slip_is_named_with_its_place() {
    for (step, wanted) in [
        ("  get: /find\n  post: /find", "either get or post"),
        ("  get: find", "begins with /"),
        ("  get: /find?x=1", "parameters go under query"),
        ("  get: /find\n  form: {a: b}", "a get has no form"),
        ("  get: /find\n  records: '$.data[*]'", "without [*]"),
        ("  get: /find\n  key: id", "not a JSONPath"),
        ("  get: /find\n  rate: often", "not a rate such as 5/60s"),
        ("  get: /find\n  for_each: nowhere", "no step before this one is called"),
        ("  get: /find/{reach.id}", "{reach.id} is not of a step above this one"),
        ("  get: /find/{people.id}", "own rows, which are not there yet"),
        ("  get: /find/{settings.key}", "is a secret"),
        ("  get: /find/{settings.nothing}", "is a secret or may be missing"),
        ("  get: /find/{id}", "say where it comes from"),
        ("  get: /find\n  only_if: [{path: $.email}]", "either equals or one_of"),
        ("  get: /find\n  only_if: [{path: $.id, equals: '{identity.id}'}]", "no rule of only_if applies"),
        ("  get: /find\n  onlyif: []", "unknown field `onlyif`"),
        ("  get: /find\n  page: {offset: {param: a, size: 0}}", "at least one row"),
        ("  get: /find\n- {name: people, get: /x}", "two steps have this name"),
        ("  get: /find\n- {name: settings, get: /x}", "a step's name is"),
        ("  get: /find\n- {name: f, get: /x, file: {name: f, belongs_to: f}}", "a file is fetched for_each row"),
    ] {
        let found = problems(&section(AUTH, step));
        assert!(found.contains(wanted) && found.contains("rest/steps/"), "{step}: {found}");
    }
    for (more, wanted) in [
        ("auth: {bearer: {token: client}}", "must be a setting that is secret"),
        ("auth: {bearer: {token: nothing}}", "must be a setting that is secret"),
        ("auth: {bearer: {tokn: key}}", "unknown field `tokn`"),
        ("auth: {none: {}}\nheaders: {X: '{settings.key}'}", "is not a setting that may stand here"),
        ("auth: {none: {}}\nlimit: 3", "unknown field `limit`"),
    ] {
        assert!(problems(&section(more, "  get: /find")).contains(wanted), "{more}");
    }
}

#[test]
fn a_configuration_that_cannot_work_is_refused_before_anything_is_asked() {
    let open = |settings: Settings| {
        let section = Node::parse(&section("auth: {bearer: {token: key}}", "  get: /find")).unwrap().to_json();
        RestConnector::open(system(), compile(&section).unwrap(), settings).map(drop).map_err(|e| e.to_string())
    };
    let full = |url: &str| Settings::new(url).with("key", "a-secret").with("client", "c");
    assert_eq!(open(full("https://x.example")), Ok(()));
    for (settings, wanted) in [
        (Settings::new("https://x.example").with("client", "c"), "the setting key is missing: The key."),
        (full("https://x.example").with("kee", "v"), "the setting kee is not known"),
        (full("http://x.example"), "must begin with https://"),
        (full("https://user:a-secret@x.example"), "credentials have settings of their own"),
        (full("https://x.example").with("key", "a-secret\nb"), "characters that a header cannot hold"),
    ] {
        let error = open(settings).unwrap_err();
        assert!(error.contains(wanted) && !error.contains("a-secret"), "{error}");
    }
}
