//! What must hold for every system we ship, as it stands in `systems/`.

use std::{fs, path::PathBuf};

use crate::manifest::read;

/// The folders of the shipped systems, by name.
fn shipped() -> Vec<(String, PathBuf)> {
    let systems = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("systems");
    let mut found: Vec<_> = fs::read_dir(&systems)
        .expect("the folder of the shipped systems")
        .map(|entry| entry.expect("an entry").path())
        // The homeserver is no system of the register: which of its accounts are closed is asked by `accounts`.
        .filter(|path| path.is_dir() && !path.ends_with("synapse"))
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .collect();
    found.sort();
    found
}

#[test]
fn every_shipped_manifest_is_without_findings() {
    let systems = shipped();
    assert!(systems.len() >= 7, "only {} systems", systems.len());
    for (key, folder) in systems {
        let text = fs::read_to_string(folder.join("manifest.yml")).expect("a manifest");
        let findings = read::lint(&text, &format!("{key}/manifest.yml"));
        assert!(findings.is_empty(), "{}", findings.iter().map(|f| format!("{f}\n")).collect::<String>());
        let manifest = read::read(&text, "manifest.yml").expect("no error findings");
        assert_eq!(manifest.system.key, key, "a system's key is the name of its folder");
    }
}

#[test]
fn what_the_register_tells_people_is_there_in_three_languages() {
    for (key, folder) in shipped() {
        let text = fs::read_to_string(folder.join("manifest.yml")).expect("a manifest");
        let system = read::read(&text, "manifest.yml").expect("no error findings").system;
        let mut texts = vec![&system.name, &system.description];
        for purpose in &system.purposes {
            texts.extend([&purpose.name, &purpose.retention]);
        }
        texts.extend(system.recipients.iter().map(|recipient| &recipient.purpose));
        for text in texts {
            let (en, fr, de) = (text.for_language("en"), text.for_language("fr"), text.for_language("de"));
            assert!(en != fr && en != de && fr != de, "{key}: {en:?} is not translated");
        }
    }
}
