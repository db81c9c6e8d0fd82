//! Names of folders and files in the archive, made from names that anybody may have chosen.
//!
//! What must always hold: ASCII letters, digits, `-`, `_` and single dots only; no `..`, no leading dot or dash; no
//! name that Windows keeps for a device; unique in its folder whatever the case; short enough that a whole path stays
//! under 255 bytes; no file that a double click would run.

use std::collections::HashMap;

/// What Art. 15(1) and (2) ask beside the data.
pub const ABOUT: &str = "about-your-data.html";

/// Longest name without its ending, in bytes.
const LONGEST_STEM: usize = 80;
/// Longest ending that is kept as one.
const LONGEST_ENDING: usize = 10;

/// Endings of files that are only looked at or listened to, or that a program opens without running what is in them. All
/// others get `.txt` put after them: the list of what systems run, or browsers run scripts from, grows by the year.
const QUIET: [&str; 47] = [
    "7z", "aac", "avi", "avif", "bin", "bmp", "bz2", "csv", "docx", "eml", "flac", "gif", "gz", "heic", "ics", "jpeg",
    "jpg", "json", "jsonl", "log", "m4a", "m4v", "md", "mov", "mp3", "mp4", "mpeg", "odp", "ods", "odt", "ogg", "opus",
    "pdf", "png", "pptx", "rar", "tar", "tif", "tiff", "tsv", "txt", "vcf", "wav", "webm", "webp", "xlsx", "zip",
];

/// The names that are taken in one folder.
#[derive(Debug, Default)]
pub struct Names {
    /// By name in lower case: the number to try next when the same is wanted again.
    taken: HashMap<String, u32>,
}

impl Names {
    /// A folder in which these names are spoken for.
    pub fn except(reserved: &[&str]) -> Self {
        Self { taken: reserved.iter().map(|name| (name.to_ascii_lowercase(), 2)).collect() }
    }

    /// A name without an ending, for a folder or a collection, in lower case; `otherwise` if nothing is left of it.
    pub fn stem(&mut self, wanted: &str, otherwise: &str) -> String {
        let mut stem = clean(wanted, Dots::Replaced, LONGEST_STEM).to_ascii_lowercase();
        if stem.is_empty() {
            stem = otherwise.to_owned();
        }
        self.unique(&not_a_device(stem), "")
    }

    /// A name for a file, whose ending is kept. A file without one gets that of its media type.
    pub fn file(&mut self, wanted: &str, media_type: Option<&str>) -> String {
        // The letter in front keeps the dot of a name that is nothing but an ending in our letters.
        let cleaned = clean(&format!("x{wanted}"), Dots::Kept, usize::MAX);
        let (stem, ending) = match cleaned[1..].rsplit_once('.') {
            Some((stem, ending)) if is_ending(ending) => (stem, ending),
            _ => (&cleaned[1..], media_type.and_then(ending_of).unwrap_or_default()),
        };
        let mut stem = clean(stem, Dots::Kept, LONGEST_STEM);
        if stem.is_empty() {
            stem = "file".to_owned();
        }
        let ending = match ending {
            "" => String::new(),
            quiet if QUIET.contains(&quiet.to_ascii_lowercase().as_str()) => format!(".{quiet}"),
            other => format!(".{other}.txt"),
        };
        self.unique(&not_a_device(stem), &ending)
    }

    fn unique(&mut self, stem: &str, ending: &str) -> String {
        let wanted = format!("{stem}{ending}");
        let Some(mut number) = self.taken.get(&wanted.to_ascii_lowercase()).copied() else {
            self.taken.insert(wanted.to_ascii_lowercase(), 2);
            return wanted;
        };
        loop {
            let candidate = format!("{stem}-{number}{ending}");
            number += 1;
            if !self.taken.contains_key(&candidate.to_ascii_lowercase()) {
                self.taken.insert(wanted.to_ascii_lowercase(), number);
                self.taken.insert(candidate.to_ascii_lowercase(), 2);
                return candidate;
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Dots {
    Kept,
    Replaced,
}

/// Letters and digits as ASCII, everything between them as one dash; at most so many bytes.
fn clean(text: &str, dots: Dots, longest: usize) -> String {
    let mut name = String::new();
    for c in text.chars() {
        let last_is_mark = name.is_empty() || name.ends_with(['-', '.']);
        match c {
            c if c.is_ascii_alphanumeric() || c == '_' => name.push(c),
            '.' if matches!(dots, Dots::Kept) && !name.is_empty() && !name.ends_with('.') => {
                name.truncate(name.trim_end_matches('-').len());
                name.push('.');
            }
            c => match latin(c) {
                Some(letters) => name.push_str(letters),
                None if last_is_mark => {}
                None => name.push('-'),
            },
        }
        if name.len() >= longest {
            name.truncate(longest);
            break;
        }
    }
    name.truncate(name.trim_end_matches(['-', '.']).len());
    name
}

fn is_ending(text: &str) -> bool {
    text.len() <= LONGEST_ENDING && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Windows takes these for devices, with whatever ending.
fn not_a_device(name: String) -> String {
    let first = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_device = match first.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin" | "conout" | "clock" => true,
        other => matches!(other.as_bytes(), [b'c', b'o', b'm', b'0'..=b'9'] | [b'l', b'p', b't', b'0'..=b'9']),
    };
    if is_device { format!("_{name}") } else { name }
}

/// How the letters of our languages and their neighbours are written in ASCII.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'Ä' => "Ae",
        'ö' => "oe",
        'Ö' => "Oe",
        'ü' => "ue",
        'Ü' => "Ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' => "a",
        'À' | 'Á' | 'Â' | 'Ã' | 'Å' => "A",
        'æ' => "ae",
        'œ' => "oe",
        'ø' | 'ò' | 'ó' | 'ô' | 'õ' => "o",
        'Ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' => "O",
        'ç' | 'č' | 'ć' => "c",
        'Ç' | 'Č' | 'Ć' => "C",
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => "e",
        'È' | 'É' | 'Ê' | 'Ë' => "E",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'Ì' | 'Í' | 'Î' | 'Ï' => "I",
        'ñ' | 'ń' => "n",
        'Ñ' => "N",
        'ù' | 'ú' | 'û' => "u",
        'Ù' | 'Ú' | 'Û' => "U",
        'ý' | 'ÿ' => "y",
        'ł' => "l",
        'š' | 'ś' => "s",
        'ž' | 'ż' | 'ź' => "z",
        _ => return None,
    })
}

/// The usual ending of a media type; nothing for types that act.
fn ending_of(media_type: &str) -> Option<&'static str> {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match essence.as_str() {
        "application/json" => "json",
        "application/pdf" => "pdf",
        "application/zip" => "zip",
        "application/gzip" | "application/x-gzip" => "gz",
        "audio/mpeg" => "mp3",
        "audio/ogg" => "ogg",
        "image/gif" => "gif",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "text/csv" => "csv",
        "text/plain" => "txt",
        "video/mp4" => "mp4",
        "video/webm" => "webm",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn file(name: &str) -> String {
        Names::default().file(name, None)
    }

    #[test]
    fn a_decent_name_stays_and_a_hostile_one_is_tamed() {
        let long = "x".repeat(300);
        let kept = format!("{}.pdf", "x".repeat(80));
        for (name, safe) in [
            ("invoice 2026-11.pdf", "invoice-2026-11.pdf"),
            ("Größe.v2.tar.gz", "Groesse.v2.tar.gz"),
            ("../../etc/passwd", "etc-passwd"),
            ("..\\..\\boot.ini", "boot.ini.txt"),
            ("C:\\Windows\\system.ini", "C-Windows-system.ini.txt"),
            ("/etc/shadow", "etc-shadow"),
            ("a\0b.png", "a-b.png"),
            ("photo\u{202e}gpj.exe", "photo-gpj.exe.txt"),
            ("evil.html\u{202e}", "evil.html.txt"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("page.xht", "page.xht.txt"),
            ("feed.xml", "feed.xml.txt"),
            ("sheet.XLAM", "sheet.XLAM.txt"),
            ("com7.tar.gz", "_com7.tar.gz"),
            ("com10.txt", "com10.txt"),
            (".htaccess", "file.htaccess.txt"),
            (".html", "file.html.txt"),
            ("a/../b", "a.b.txt"),
            ("-rf", "rf"),
            ("a..b...c", "a.b.c.txt"),
            ("evil.html", "evil.html.txt"),
            ("evil.HTML. ", "evil.HTML.txt"),
            ("evil.svg", "evil.svg.txt"),
            ("", "file"),
            ("...", "file"),
            ("日本語.pdf", "file.pdf"),
            ("日本語", "file"),
            (&format!("{long}.pdf"), &kept),
        ] {
            assert_eq!(file(name), safe, "{name:?}");
        }
        assert_eq!(Names::default().file("", Some("image/png; q=1")), "file.png");
    }

    #[test]
    fn the_same_name_is_given_once() {
        let mut names = Names::except(&["index.html"]);
        assert_eq!(names.file("photo.JPG", None), "photo.JPG");
        assert_eq!(names.file("photo.jpg", None), "photo-2.jpg");
        assert_eq!(names.file("photo-2.jpg", None), "photo-2-2.jpg");
        assert_eq!(names.file("photo.jpg", None), "photo-3.jpg");
        assert_eq!(names.stem("Billing Contact", "x"), "billing-contact");
        assert_eq!(names.stem("billing_contact", "x"), "billing_contact");
        assert_eq!(names.stem("?", "x"), "x");
        assert_eq!(Names::except(&["fields"]).stem("Fields", "x"), "fields-2");
    }

    #[test]
    fn a_hundred_thousand_files_of_one_name_are_soon_named() {
        let mut names = Names::default();
        let last = (0..100_000).map(|_| names.file("attachment.bin", None)).last();
        assert_eq!(last.as_deref(), Some("attachment-100000.bin"));
    }

    fn is_tame(name: &str) -> bool {
        let first = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
        !name.is_empty()
            && name.len() <= 110
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
            && !name.contains("..")
            && !name.starts_with(['.', '-'])
            && !name.ends_with('.')
            && !["con", "prn", "aux", "nul", "com1", "lpt9"].contains(&first.as_str())
    }

    proptest! {
        #[test]
        fn names_are_tame_and_unique(wanted in proptest::collection::vec("[ -~]{0,12}|\\PC{0,300}|(con|nul|a|A|a-2)(\\.(txt|html))?", 1..40)) {
            let mut names = Names::default();
            let mut seen = HashSet::new();
            for wanted in &wanted {
                for name in [names.file(wanted, None), names.stem(wanted, "folder")] {
                    prop_assert!(is_tame(&name), "{wanted:?} became {name:?}");
                    prop_assert!(seen.insert(name.to_ascii_lowercase()), "{name:?} twice");
                }
            }
        }
    }
}
