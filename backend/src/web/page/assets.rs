//! The style sheets: compiled in, served under a name that changes with their content, so that browsers may keep them for ever.

/// A file that pages refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The name before the hash.
    name: &'static str,
    /// What is served.
    pub body: &'static str,
    /// Its media type.
    pub media_type: &'static str,
}

/// The style sheet of the public pages.
pub const PUBLIC_CSS: Asset = Asset {
    name: "public",
    body: concat!(
        include_str!("../../../../templates/assets/base.css"),
        include_str!("../../../../templates/assets/public.css")
    ),
    media_type: "text/css; charset=utf-8",
};

/// The style sheet of the pages for staff.
pub const DESK_CSS: Asset = Asset {
    name: "desk",
    body: concat!(
        include_str!("../../../../templates/assets/base.css"),
        include_str!("../../../../templates/assets/desk.css")
    ),
    media_type: "text/css; charset=utf-8",
};

/// All files that pages refer to.
pub const ALL: [Asset; 2] = [PUBLIC_CSS, DESK_CSS];

impl Asset {
    /// The path it is served at: `/assets/desk-1f2e3d4c5b6a7988.css`.
    pub fn path(&self) -> String {
        format!("/assets/{}", self.file_name())
    }

    /// The last part of [`path`](Self::path).
    pub fn file_name(&self) -> String {
        format!("{}-{:016x}.css", self.name, fingerprint(self.body))
    }

    /// The asset with this file name, if it is of this build.
    pub fn by_file_name(file_name: &str) -> Option<Self> {
        ALL.into_iter().find(|asset| asset.file_name() == file_name)
    }
}

/// FNV-1a, 64 bits: tells versions of our own files apart, guards nothing.
const fn fingerprint(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_under_its_own_name_only() {
        for asset in ALL {
            assert_eq!(Asset::by_file_name(&asset.file_name()), Some(asset));
        }
        assert_ne!(PUBLIC_CSS.file_name(), DESK_CSS.file_name());
        assert_eq!(Asset::by_file_name("desk-0000000000000000.css"), None);
        assert_eq!(Asset::by_file_name("../desk.css"), None);
    }

    /// The colours of a block of the style sheet, by name.
    fn colours(block: &str) -> std::collections::HashMap<&str, [f64; 3]> {
        let digit = |hex: &str| f64::from(u8::from_str_radix(hex, 16).expect("a colour")) / 255.0;
        block
            .split(['{', ';', '}'])
            .filter_map(|declaration| declaration.strip_prefix("--")?.split_once(":#"))
            .map(|(name, hex)| {
                let wide: String =
                    if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
                (name, [digit(&wide[..2]), digit(&wide[2..4]), digit(&wide[4..])])
            })
            .collect()
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance).
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let light = |colour: [f64; 3]| {
            let [r, g, b] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_stands_out_from_its_ground_by_day_and_by_night() {
        let sheet = PUBLIC_CSS.body;
        let lines: Vec<&str> = sheet.lines().collect();
        let day = colours(lines[0]);
        let night = colours(lines[1].split_once("){:root").expect("the dark scheme").1);
        for (scheme, colours) in [("light", &day), ("dark", &night)] {
            for (text, ground) in [
                ("ink", "paper"),
                ("ink", "card"),
                ("quiet", "paper"),
                ("quiet", "card"),
                ("accent", "paper"),
                ("accent", "card"),
                ("bad", "paper"),
                ("bad", "card"),
                ("on", "accent"),
                ("on", "bad"),
                ("good", "good-bg"),
                ("ink", "good-bg"),
                ("quiet", "good-bg"),
                ("soon", "soon-bg"),
                ("bad", "bad-bg"),
                ("wait", "wait-bg"),
            ] {
                let found = contrast(colours[text], colours[ground]);
                assert!(found >= 5.6, "{scheme}: {text} on {ground} has {found:.2}");
            }
            for ground in ["paper", "card"] {
                let found = contrast(colours["edge"], colours[ground]);
                assert!(found >= 3.0, "{scheme}: the edge of a field on {ground} has {found:.2}");
            }
        }
        assert!(contrast([0.5; 3], [0.6; 3]) < 1.5, "the measure can fail");
    }

    #[test]
    fn the_hash_is_fnv() {
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
