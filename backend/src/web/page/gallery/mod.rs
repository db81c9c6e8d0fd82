//! Every page with sample data, in every language: what the tests of [`rules`](super::rules) look at.
//!
//! With `RIGHTSDESK_GALLERY=FOLDER` a test also writes them there, with the style sheets, so that a person can look at them
//! through any web server for files.

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
fn the_gallery_is_written_where_somebody_wants_to_look() {
    let Ok(folder) = std::env::var("RIGHTSDESK_GALLERY") else { return };
    let folder = std::path::Path::new(&folder);
    let assets = folder.join("assets");
    std::fs::create_dir_all(&assets).expect("a folder");
    for asset in super::assets::ALL {
        std::fs::write(assets.join(asset.file_name()), asset.body).expect("a file");
    }
    for (outside, suffix) in [(Outside::Friendly, ""), (Outside::Hostile, "-hostile")] {
        for page in all(outside) {
            std::fs::write(folder.join(format!("{}{suffix}.html", page.name)), page.html).expect("a file");
        }
    }
}
