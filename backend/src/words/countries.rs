//! Names of countries for the codes that manifests and the configuration write (ISO 3166-1, two letters; also `EU` and `UK`).
//!
//! Those where data is kept as a rule, and those that the law of either side finds adequate. Another code, and whatever is no
//! code, stands as it was written: a missing name must not hide where data is.

use super::language::Language;

/// Code, English, German, French; sorted by the code.
const NAMES: [(&str, &str, &str, &str); 62] = [
    ("AE", "United Arab Emirates", "Vereinigte Arabische Emirate", "Émirats arabes unis"),
    ("AR", "Argentina", "Argentinien", "Argentine"),
    ("AT", "Austria", "Österreich", "Autriche"),
    ("AU", "Australia", "Australien", "Australie"),
    ("BE", "Belgium", "Belgien", "Belgique"),
    ("BG", "Bulgaria", "Bulgarien", "Bulgarie"),
    ("BR", "Brazil", "Brasilien", "Brésil"),
    ("CA", "Canada", "Kanada", "Canada"),
    ("CH", "Switzerland", "Schweiz", "Suisse"),
    ("CN", "China", "China", "Chine"),
    ("CY", "Cyprus", "Zypern", "Chypre"),
    ("CZ", "Czechia", "Tschechien", "Tchéquie"),
    ("DE", "Germany", "Deutschland", "Allemagne"),
    ("DK", "Denmark", "Dänemark", "Danemark"),
    ("EE", "Estonia", "Estland", "Estonie"),
    ("ES", "Spain", "Spanien", "Espagne"),
    ("EU", "European Union", "Europäische Union", "Union européenne"),
    ("FI", "Finland", "Finnland", "Finlande"),
    ("FO", "Faroe Islands", "Färöer", "Îles Féroé"),
    ("FR", "France", "Frankreich", "France"),
    ("GB", "United Kingdom", "Vereinigtes Königreich", "Royaume-Uni"),
    ("GG", "Guernsey", "Guernsey", "Guernesey"),
    ("GI", "Gibraltar", "Gibraltar", "Gibraltar"),
    ("GR", "Greece", "Griechenland", "Grèce"),
    ("HK", "Hong Kong", "Hongkong", "Hong Kong"),
    ("HR", "Croatia", "Kroatien", "Croatie"),
    ("HU", "Hungary", "Ungarn", "Hongrie"),
    ("IE", "Ireland", "Irland", "Irlande"),
    ("IL", "Israel", "Israel", "Israël"),
    ("IM", "Isle of Man", "Isle of Man", "Île de Man"),
    ("IN", "India", "Indien", "Inde"),
    ("IS", "Iceland", "Island", "Islande"),
    ("IT", "Italy", "Italien", "Italie"),
    ("JE", "Jersey", "Jersey", "Jersey"),
    ("JP", "Japan", "Japan", "Japon"),
    ("KR", "South Korea", "Südkorea", "Corée du Sud"),
    ("LI", "Liechtenstein", "Liechtenstein", "Liechtenstein"),
    ("LT", "Lithuania", "Litauen", "Lituanie"),
    ("LU", "Luxembourg", "Luxemburg", "Luxembourg"),
    ("LV", "Latvia", "Lettland", "Lettonie"),
    ("MT", "Malta", "Malta", "Malte"),
    ("MX", "Mexico", "Mexiko", "Mexique"),
    ("NL", "Netherlands", "Niederlande", "Pays-Bas"),
    ("NO", "Norway", "Norwegen", "Norvège"),
    ("NZ", "New Zealand", "Neuseeland", "Nouvelle-Zélande"),
    ("PH", "Philippines", "Philippinen", "Philippines"),
    ("PL", "Poland", "Polen", "Pologne"),
    ("PT", "Portugal", "Portugal", "Portugal"),
    ("RO", "Romania", "Rumänien", "Roumanie"),
    ("RS", "Serbia", "Serbien", "Serbie"),
    ("RU", "Russia", "Russland", "Russie"),
    ("SE", "Sweden", "Schweden", "Suède"),
    ("SG", "Singapore", "Singapur", "Singapour"),
    ("SI", "Slovenia", "Slowenien", "Slovénie"),
    ("SK", "Slovakia", "Slowakei", "Slovaquie"),
    ("TR", "Türkiye", "Türkei", "Turquie"),
    ("TW", "Taiwan", "Taiwan", "Taïwan"),
    ("UA", "Ukraine", "Ukraine", "Ukraine"),
    ("UK", "United Kingdom", "Vereinigtes Königreich", "Royaume-Uni"),
    ("US", "United States", "Vereinigte Staaten", "États-Unis"),
    ("UY", "Uruguay", "Uruguay", "Uruguay"),
    ("ZA", "South Africa", "Südafrika", "Afrique du Sud"),
];

/// A country's name in the language; what is no code that we know comes back as it is.
pub fn name(code: &str, language: Language) -> &str {
    let Ok(place) = NAMES.binary_search_by_key(&code, |(known, ..)| *known) else { return code };
    let (_, en, de, fr) = NAMES[place];
    match language {
        Language::En => en,
        Language::Fr => fr,
        Language::De => de,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_names_and_not_codes() {
        assert!(NAMES.is_sorted_by_key(|(code, ..)| *code), "the search needs an order");
        assert_eq!(name("GB", Language::De), "Vereinigtes Königreich");
        assert_eq!(name("US", Language::Fr), "États-Unis");
        assert_eq!(name("AE", Language::En), "United Arab Emirates");
        for unknown in ["", "ZZ", "gb", "London", "Frankfurt (DE)"] {
            assert_eq!(name(unknown, Language::En), unknown);
        }
    }
}
