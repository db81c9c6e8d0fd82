//! What must hold for every letter in every language.

use std::{collections::BTreeSet, env, fs, path::PathBuf, process};

use super::samples::{
    self,
    house::{House, Sample},
};
use crate::{
    law::regime::Regime,
    letter::kind::Kind,
    words::{
        language::Language,
        plain::banned_word,
        remedies::{self, Authority},
    },
};

/// All letters of a desk in one language.
pub(super) fn all(language: Language) -> Vec<Sample> {
    let house = House {
        organisation: "Example Org".to_owned(),
        contact: "dpo@example.org".to_owned(),
        public_url: "https://rights.example.org".to_owned(),
        staff_url: "https://desk.example.org".to_owned(),
        remedies: remedies::ways(Regime::Both, "dpo@example.org", &Authority::built_in(language), language),
    };
    samples::all(&house, language).expect("letters")
}

/// Whether the letter goes to the person of the request.
fn is_to_person(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::RecipientNotice | Kind::PublicNotice | Kind::CustomerNotice | Kind::Reminder | Kind::HandoverMail
    )
}

#[test]
fn every_letter_says_who_writes_about_what_and_how_to_reach_a_person() {
    for language in Language::ALL {
        for Sample { name, kind, letter } in all(language) {
            assert!(letter.subject.contains("DR-7KQ4-M2XW"), "{name}: {}", letter.subject);
            assert!(letter.subject.chars().count() <= 78, "{name}: {}", letter.subject);
            let status = format!("https://rights.example.org/{}/status", language.code());
            if is_to_person(kind) {
                for part in ["Example Org", "dpo@example.org", "DR-7KQ4-M2XW", &status] {
                    assert!(letter.body.contains(part), "{name} in {} lacks {part}", language.code());
                }
            } else {
                assert!(letter.body.contains("Example Org"), "{name}");
                assert!(!letter.body.contains(&status), "{name}: the person’s page is not theirs");
            }
            // What staff write stands in lines of their own making, and so do sentences that come whole.
            let is_ours = is_to_person(kind)
                && !matches!(
                    kind,
                    Kind::FulfilAutomated | Kind::FulfilRectification | Kind::FulfilErasure | Kind::FulfilRestriction
                );
            for line in letter.body.lines().filter(|_| is_ours) {
                let is_long = line.chars().count() > 98 && !line.starts_with("- ") && !line.contains("https://");
                assert!(!is_long, "{name} in {}: {line}", language.code());
            }
            assert!(!letter.body.contains("\n\n\n") && !letter.body.contains("{{"), "{name}: {}", letter.body);
        }
    }
}

#[test]
fn no_letter_uses_a_banned_word() {
    for language in Language::ALL {
        for Sample { name, kind: _, letter } in all(language).into_iter().filter(|it| is_to_person(it.kind)) {
            assert_eq!(banned_word(&letter.subject), None, "{name} in {}", language.code());
            assert_eq!(banned_word(&letter.body), None, "{name} in {}", language.code());
        }
    }
}

#[test]
fn a_letter_that_may_say_no_names_every_way_to_complain() {
    for language in Language::ALL {
        for Sample { name, kind: _, letter } in all(language) {
            let must = [
                "extend",
                "ready_to_fetch",
                "attached",
                "answer",
                "nothing_held",
                "nothing_portable",
                "fee",
                "closed_no_reply",
                "complaint_outcome",
                "restriction_lift",
                "refuse",
                "redirect_elsewhere",
            ];
            let must = must.contains(&name) || name.starts_with("fulfil_");
            for authority in ["ico.org.uk", "cnil.fr", language.public().remedies.court] {
                assert_eq!(letter.body.contains(authority), must, "{name} in {}: {authority}", language.code());
            }
        }
    }
}

#[test]
fn text_that_staff_wrote_goes_out_as_they_wrote_it() {
    for language in Language::ALL {
        let letters = all(language);
        let answer = letters.iter().find(|it| it.kind == Kind::Answer).expect("the answer");
        assert!(answer.letter.body.contains("<Ada> & Co."), "{}", answer.letter.body);
    }
}

#[test]
fn every_letter_has_a_sample_and_every_sample_a_name() {
    for language in Language::ALL {
        let letters = all(language);
        let names: BTreeSet<_> = letters.iter().map(|it| it.name).collect();
        assert_eq!(names.len(), letters.len());
        let kinds: BTreeSet<_> = letters.iter().map(|it| it.kind.code()).collect();
        let missing: Vec<_> = Kind::ALL.iter().filter(|kind| !kinds.contains(kind.code())).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn there_is_a_file_for_each_letter_where_somebody_wants_to_look() {
    let wanted = env::var_os("RIGHTSDESK_GALLERY").map(PathBuf::from);
    let scratch = env::temp_dir().join(format!("rightsdesk-letters-{}", process::id()));
    let folder = wanted.as_ref().unwrap_or(&scratch).join("letters");
    fs::create_dir_all(&folder).expect("a folder");
    let mut written = BTreeSet::new();
    for language in Language::ALL {
        for Sample { name, kind: _, letter } in all(language) {
            let text = format!("Subject: {}\n\n{}", letter.subject, letter.body);
            let name = format!("{}-{name}.txt", language.code());
            fs::write(folder.join(&name), text).expect("a file");
            assert!(written.insert(name.clone()), "two letters are called {name}");
        }
    }
    let there = fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").file_name());
    let there: BTreeSet<String> = there.map(|name| name.into_string().expect("our names")).collect();
    let lost: Vec<_> = written.difference(&there).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(written.len() >= 3 * Kind::ALL.len(), "each kind in three languages: {}", written.len());
    if wanted.is_none() {
        fs::remove_dir_all(scratch).expect("a folder of ours");
    }
}
