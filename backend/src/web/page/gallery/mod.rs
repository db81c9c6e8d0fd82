//! Every page with sample data, in every language: what the tests of [`rules`](super::rules) look at.
//!
//! A test writes them, with the style sheets, as files: with `RIGHTSDESK_GALLERY=FOLDER` into that folder, where they stay,
//! so that a person can look at them through any web server for files.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process,
};

use askama::Template;

use crate::words::language::Language;

mod asking;
mod circumstances;
mod closed_accounts;
mod closings;
mod complaint;
mod complaints;
mod correcting;
mod deciding;
mod desk;
mod disclosures;
mod drift;
mod erasing;
mod handing;
mod holds;
mod informing;
mod letters;
mod locks;
mod preview;
mod public;
mod report;
mod telling;
mod ticket;

/// What came from outside, in the samples: as usual, or as an attacker would have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// Ordinary values.
    Friendly,
    /// Values that try to break out of a text, an attribute and a comment.
    Hostile,
}

/// Breaks out of everything that is not escaped.
pub const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>--><h1>{{7*7}}{0}";

impl Outside {
    /// The usual value, or the hostile one.
    pub fn text(self, usual: &str) -> String {
        match self {
            Self::Friendly => usual.to_owned(),
            Self::Hostile => HOSTILE.to_owned(),
        }
    }
}

/// One page.
pub struct Sample {
    /// Names the file: `de-status-ready`.
    pub name: String,
    /// The whole page.
    pub html: String,
}

/// All pages in all languages.
pub fn all(outside: Outside) -> Vec<Sample> {
    Language::ALL
        .into_iter()
        .flat_map(|language| {
            let mut pages = public::pages(language, outside);
            pages.extend(desk::pages(language, outside));
            pages.into_iter().map(move |(name, html)| Sample { name: format!("{}-{name}", language.code()), html })
        })
        .collect()
}

fn print(page: &impl Template) -> String {
    page.render().expect("a page that renders")
}

#[test]
fn the_gallery_has_a_file_for_each_page_where_somebody_wants_to_look() {
    let wanted = env::var_os("RIGHTSDESK_GALLERY").map(PathBuf::from);
    let scratch = env::temp_dir().join(format!("rightsdesk-gallery-{}", process::id()));
    let folder = wanted.as_ref().unwrap_or(&scratch);
    let written = write(folder);
    let there = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").file_name());
    let there: BTreeSet<String> = there.map(|name| name.into_string().expect("our names")).collect();
    let lost: Vec<_> = written.difference(&there).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(written.len() > 300, "every page in three languages, as usual and as an attacker would have it");
    // Whatever a page links to is there as well.
    let page = fs::read_to_string(folder.join(written.first().expect("a page"))).expect("a page");
    let style = page.split("href=\"/").find_map(|rest| rest.split_once(".css\"")).expect("a style sheet").0;
    assert!(folder.join(format!("{style}.css")).is_file(), "{style}.css");
    if wanted.is_none() {
        fs::remove_dir_all(scratch).expect("a folder of ours");
    }
}

/// Writes all of it, and returns the names of the pages.
fn write(folder: &Path) -> BTreeSet<String> {
    let assets = folder.join("assets");
    fs::create_dir_all(&assets).expect("a folder");
    for asset in super::assets::ALL {
        fs::write(assets.join(asset.file_name()), asset.body).expect("a file");
    }
    let mut written = BTreeSet::new();
    for (outside, suffix) in [(Outside::Friendly, ""), (Outside::Hostile, "-hostile")] {
        for page in all(outside) {
            let name = format!("{}{suffix}.html", page.name);
            fs::write(folder.join(&name), page.html).expect("a file");
            assert!(written.insert(name.clone()), "two pages are called {name}");
        }
    }
    written
}
