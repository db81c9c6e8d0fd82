//! The keys of fideslang's default taxonomy, to tell a slip of the pen from a word of one's own.
//!
//! The keys stand in `taxonomy/*.txt`, which name their source. A company may go on below a known key
//! (`user.account.loyalty_card`), as fideslang wants it; what begins nowhere, or is almost a known key, is asked about.

use super::words;

/// The keys of one kind: data categories or data uses.
pub(super) struct Taxonomy {
    keys: &'static str,
}

/// What kinds of data there are.
pub(super) const CATEGORIES: Taxonomy = Taxonomy { keys: include_str!("taxonomy/data_categories.txt") };

/// What data is used for.
pub(super) const USES: Taxonomy = Taxonomy { keys: include_str!("taxonomy/data_uses.txt") };

/// What a well-formed key is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is of the taxonomy, or a company's own below a key of it.
    Fine,
    /// Probably this was meant.
    Meant(String),
    /// Nothing of the taxonomy is like it.
    Strange,
}

impl Taxonomy {
    fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.keys.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    /// The keys at the top.
    pub(super) fn roots(&self) -> impl Iterator<Item = &'static str> {
        self.keys().filter(|key| !key.contains('.'))
    }

    /// Judges a key by its first part that the taxonomy does not have.
    pub(super) fn judge(&self, key: &str) -> Verdict {
        let ends = key.match_indices('.').map(|(end, _)| end).chain([key.len()]);
        let Some(end) = ends.into_iter().find(|&end| self.keys().all(|known| known != &key[..end])) else {
            return Verdict::Fine;
        };
        let (unknown, rest) = key.split_at(end);
        let depth = unknown.matches('.').count();
        let beside: Vec<&str> = self.keys().filter(|known| known.matches('.').count() == depth).collect();
        if let Some(near) = words::nearest(unknown, &beside) {
            return Verdict::Meant(format!("{near}{rest}"));
        }
        // `user.email` for `user.contact.email`, and `contact.email` too.
        let tail = unknown.rsplit_once('.').map_or(key, |(_, last)| last);
        if let Some(known) = self.keys().find(|known| known.strip_suffix(tail).is_some_and(|head| head.ends_with('.')))
        {
            return Verdict::Meant(known.to_owned());
        }
        if depth == 0 { Verdict::Strange } else { Verdict::Fine }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_every_key_has_the_one_above_it() {
        for (taxonomy, count, roots) in
            [(CATEGORIES, 85, "system user"), (USES, 55, "analytics collect employment essential finance functional")]
        {
            let keys: Vec<&str> = taxonomy.keys().collect();
            assert_eq!(keys.len(), count);
            assert!(keys.is_sorted());
            for key in &keys {
                let above = key.rsplit_once('.').map(|(above, _)| above);
                assert!(words::is_taxonomy_key(key) && above.is_none_or(|above| keys.contains(&above)), "{key}");
            }
            assert!(taxonomy.roots().collect::<Vec<_>>().join(" ").starts_with(roots));
        }
    }

    #[test]
    fn own_keys_go_on_below_known_ones() {
        for fine in
            ["user", "user.contact.email", "user.account.loyalty_card", "user.shoe_size", "system.operations.x.y"]
        {
            assert_eq!(CATEGORIES.judge(fine), Verdict::Fine, "{fine}");
        }
        assert_eq!(USES.judge("essential.service.newsletter"), Verdict::Fine);
    }

    #[test]
    fn slips_are_told_what_was_meant() {
        for (slip, meant) in [
            ("user.nmae", "user.name"),
            ("usr.contact.email", "user.contact.email"),
            ("user.contact.adress.city", "user.contact.address.city"),
            ("user.email", "user.contact.email"),
            ("contact.email", "user.contact.email"),
            ("ip_address", "user.device.ip_address"),
        ] {
            assert_eq!(CATEGORIES.judge(slip), Verdict::Meant(meant.to_owned()), "{slip}");
        }
        let meant = Verdict::Meant("essential.service.payment_processing".to_owned());
        assert_eq!(USES.judge("payment_processing"), meant);
        assert_eq!(USES.judge("selling"), Verdict::Strange);
        assert_eq!(CATEGORIES.judge("acme.thing"), Verdict::Strange);
    }
}
