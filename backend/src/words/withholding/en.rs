//! Of what is withheld from a package (Art. 15(4)), in English.

use super::Withholding;

/// All of it.
pub const WORDS: Withholding = Withholding {
    records: "{0}: {1} records are not here",
    field: "{0}: the field {1} is not here",
    values: "{0}: the field {1} is not here in {2} records",
    title: "Withhold something",
    lede: "What would harm somebody else does not go out (Art. 15(4)). The package is built anew without it and says why.",
    rows: "Numbers of the records",
    rows_hint: "Such as 3, 5, 7. Empty: all, for a field.",
    which_field: "Field",
    whole: "the whole records",
    ground: "Ground",
    words: "Why, for staff",
    words_hint: "The evidence for the ground.",
    button: "Withhold it",
    is_withheld: "Withheld here",
    undo: "Hand everything over after all",
    done: "It is withheld. The package is built anew.",
    undone: "Everything is handed over. The package is built anew.",
    nothing: "Choose records that are there, or a field",
    own: "You have withheld something; somebody else has to let the package out",
    still: "Something is withheld here that asking again would bring back. Hand it over first, and withhold it anew afterwards",
    files: "Files came with these records, and nobody can tell which belong to which. Withhold fields, or leave the system out",
    copies: "The copy to take along holds other records. Withhold the whole field, or ask the system again",
    log_withheld: "Withheld from the package: {0}",
    log_undone: "Handed over after all: {0}",
    log_stays: "Not asked again, because something is withheld; the package may hold the former value: {0}",
};
