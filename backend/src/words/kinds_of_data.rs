//! Kinds of data in plain words: what the keys of the manifests' taxonomy say to a person.

use super::language::Language;

/// The key, and what it is called in English, French and German. A key that is not here is called like the one above it.
const KINDS: &[(&str, [&str; 3])] = &[
    ("user", ["data about you", "des données sur vous", "Daten über Sie"]),
    ("user.account", ["your account", "votre compte", "Ihr Konto"]),
    ("user.account.settings", ["your settings", "vos réglages", "Ihre Einstellungen"]),
    ("user.account.username", ["your user name", "votre nom d’utilisateur", "Ihr Benutzername"]),
    ("user.authorization", ["what you sign in with", "vos moyens de connexion", "womit Sie sich anmelden"]),
    (
        "user.behavior",
        ["what you did with our services", "votre usage de nos services", "was Sie mit unseren Diensten taten"],
    ),
    ("user.behavior.purchase_history", ["what you bought", "vos achats", "Ihre Einkäufe"]),
    ("user.biometric", ["biometric data", "des données biométriques", "biometrische Daten"]),
    ("user.contact", ["how you can be reached", "vos coordonnées", "wie man Sie erreicht"]),
    ("user.contact.address", ["your postal address", "votre adresse postale", "Ihre Postanschrift"]),
    ("user.contact.email", ["your e-mail address", "votre adresse électronique", "Ihre E-Mail-Adresse"]),
    ("user.contact.organization", ["where you work", "votre employeur", "wo Sie arbeiten"]),
    ("user.contact.phone_number", ["your telephone number", "votre numéro de téléphone", "Ihre Telefonnummer"]),
    (
        "user.content",
        [
            "what you wrote or uploaded",
            "ce que vous avez écrit ou envoyé",
            "was Sie geschrieben oder hochgeladen haben",
        ],
    ),
    ("user.content.self_image", ["your pictures", "vos images", "Ihre Bilder"]),
    (
        "user.demographic",
        [
            "facts such as your age or language",
            "des faits comme votre âge ou votre langue",
            "Angaben wie Alter oder Sprache",
        ],
    ),
    ("user.device", ["your devices", "vos appareils", "Ihre Geräte"]),
    ("user.device.ip_address", ["your IP addresses", "vos adresses IP", "Ihre IP-Adressen"]),
    ("user.financial", ["payments", "vos paiements", "Zahlungen"]),
    (
        "user.government_id",
        ["numbers of official documents", "des numéros de pièces officielles", "Nummern amtlicher Ausweise"],
    ),
    ("user.health_and_medical", ["your health", "votre santé", "Ihre Gesundheit"]),
    ("user.location", ["where you were", "où vous étiez", "wo Sie waren"]),
    ("user.name", ["your name", "votre nom", "Ihr Name"]),
    ("user.payment", ["payments", "vos paiements", "Zahlungen"]),
    (
        "user.privacy_preferences",
        ["your privacy choices", "vos choix de confidentialité", "Ihre Wünsche zum Datenschutz"],
    ),
    ("user.social", ["whom you are in touch with", "avec qui vous êtes en contact", "mit wem Sie in Kontakt sind"]),
    (
        "user.telemetry",
        [
            "measurements of how our services run",
            "des mesures du fonctionnement de nos services",
            "Messungen, wie unsere Dienste laufen",
        ],
    ),
    (
        "user.unique_id",
        [
            "numbers and names by which our systems know you",
            "les numéros et noms sous lesquels nos systèmes vous connaissent",
            "Nummern und Namen, unter denen unsere Systeme Sie kennen",
        ],
    ),
    ("user.workplace", ["where you work", "votre lieu de travail", "wo Sie arbeiten"]),
    (
        "system",
        [
            "notes that our systems keep on how they run",
            "des notes de nos systèmes sur leur fonctionnement",
            "Aufzeichnungen unserer Systeme über ihren Betrieb",
        ],
    ),
];

/// What a key of the taxonomy is called; the key itself if nothing above it has a name.
pub fn in_words(key: &str, language: Language) -> &str {
    let mut part = key;
    loop {
        if let Some((_, names)) = KINDS.iter().find(|(known, _)| *known == part) {
            let [en, fr, de] = names;
            return match language {
                Language::En => en,
                Language::Fr => fr,
                Language::De => de,
            };
        }
        match part.rsplit_once('.') {
            Some((above, _)) => part = above,
            None => return key,
        }
    }
}

/// What these keys are called, each name once, in the order in which they come.
pub fn all_in_words(keys: &[String], language: Language) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for key in keys {
        let name = in_words(key, language);
        if !names.iter().any(|it| it == name) {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_without_a_name_is_called_like_the_one_above_it() {
        assert_eq!(in_words("user.contact.email", Language::En), "your e-mail address");
        assert_eq!(in_words("user.contact.email.work", Language::De), "Ihre E-Mail-Adresse");
        assert_eq!(in_words("user.financial.credit_card", Language::Fr), "vos paiements");
        assert_eq!(in_words("shoe_size", Language::En), "shoe_size", "what nobody knows is not hidden");
        let keys = ["user.workplace".to_owned(), "user.contact.organization".to_owned()];
        assert_eq!(all_in_words(&keys, Language::En), ["where you work"]);
    }
}
