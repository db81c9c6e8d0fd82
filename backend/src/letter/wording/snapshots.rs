//! Every letter in every language as it was last read by somebody: a change of a single word shows.
//!
//! With `RIGHTSDESK_LETTERS=write` the files are written anew; what has changed then stands in the diff, to be read.

use std::{collections::BTreeSet, fs, path::PathBuf};

use super::checks::all;
use crate::words::language::Language;

fn folder(language: Language) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/letter/wording/snapshots").join(language.code())
}

#[test]
fn every_letter_reads_as_it_was_read_last() {
    let writes = std::env::var("RIGHTSDESK_LETTERS").is_ok_and(|it| it == "write");
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let folder = folder(language);
        let mut known = BTreeSet::new();
        for sample in all(language) {
            let path = folder.join(format!("{}.txt", sample.name));
            let now = format!("Subject: {}\n\n{}", sample.letter.subject, sample.letter.body);
            if writes {
                fs::create_dir_all(&folder).expect("a folder");
                fs::write(&path, &now).expect("a file");
            }
            if fs::read_to_string(&path).ok().as_ref() != Some(&now) {
                wrong.push(format!("{} in {}:\n{now}", sample.name, language.code()));
            }
            known.insert(path);
        }
        for left in fs::read_dir(&folder).expect("the letters of this language") {
            let path = left.expect("a file").path();
            assert!(known.contains(&path), "{} is of no letter", path.display());
        }
    }
    assert!(wrong.is_empty(), "{} letters read otherwise, the first:\n{}", wrong.len(), wrong[0]);
}
