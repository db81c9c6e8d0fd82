//! The words of the format: where keys belong, how names are formed.

/// What an unknown key was probably meant for: keys of another level.
pub(super) fn home(key: &str) -> Option<&'static str> {
    match key {
        "identity"
        | "references"
        | "data_type"
        | "length"
        | "return_all_elements"
        | "read_only"
        | "primary_key"
        | "custom_request_field" => Some("in the `fides_meta` of a field"),
        "masking_strategy_override" => Some("in `fides_meta`"),
        "after" | "erase_after" | "skip_processing" | "partitioning" => Some("in the `fides_meta` of a collection"),
        "namespace" => Some("in the `fides_meta` of the dataset"),
        "portable" | "secret" | "may_name_others" | "resolves" | "claimed" | "match" | "identity_format" | "owner"
        | "retention" | "join" => Some("in the `rightsdesk_meta` of a field"),
        "erasure" => Some("in the `rightsdesk_meta` of a collection or of a field"),
        "rows" | "shared" | "cascades" | "triggers" | "most_share" => Some("in the `erasure` of a collection"),
        "ground" | "until" => Some("in the `retention` of a field"),
        "data_categories" | "description" | "fields" => Some("directly in the field, beside `name`"),
        "collections" => Some("in the dataset"),
        "privacy_declarations" => Some("in the system"),
        "legal_basis_for_processing" | "retention_period" | "data_use" | "data_subjects" => {
            Some("in a privacy declaration of the system")
        }
        "product" | "satellite" | "role" | "location" | "recipients" | "source" => {
            Some("in the `rightsdesk_meta` of the system")
        }
        "interests" => Some("in the `rightsdesk_meta` of a privacy declaration"),
        "json_path" => Some("nowhere: write the keys inside JSON as nested `fields` of an `object` field"),
        "belongs_to_others_when" => Some("nowhere: mark the field that names the owner with `owner: true`"),
        _ => None,
    }
}

/// The known key that `key` is a slip of the pen away from.
pub(super) fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    known.iter().map(|&candidate| (distance(key, candidate), candidate)).filter(|&(d, _)| d <= 2).min().map(|(_, k)| k)
}

/// Levenshtein's distance in bytes.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Whether this can be a key of a fideslang taxonomy: words of `[a-z0-9_]`, joined by dots.
pub(super) fn is_taxonomy_key(key: &str) -> bool {
    key.split('.')
        .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))
}

/// Whether this can be the key of a dataset: fideslang's rule.
pub(super) fn is_fides_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.<>-".contains(&b))
}

/// Whether this can be the key of a system: it names tasks, folders and a line of the configuration.
pub(super) fn is_system_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= 64 && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether this can be the code of a ground for keeping data.
pub(super) fn is_ground(code: &str) -> bool {
    code.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether this can be a country or a region: two capitals.
pub(super) fn is_place_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        assert_eq!(nearest("portble", &["portable", "secret"]), Some("portable"));
        assert_eq!(nearest("something", &["portable", "secret"]), None);
    }

    #[test]
    fn categories_are_words_and_dots() {
        for good in ["user", "user.contact.email", "system.operations", "acme_42"] {
            assert!(is_taxonomy_key(good), "{good}");
        }
        for bad in ["", ".", "user.", ".user", "user..name", "User.name", "user name", "user.näme"] {
            assert!(!is_taxonomy_key(bad), "{bad}");
        }
    }
}
