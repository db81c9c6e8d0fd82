//! What Art. 15(1)(a)–(h) and 15(2) ask to be told beside the data itself: the content of `about-your-data.html`.
//!
//! It comes from the register of systems. Every text arrives ready to print, in the person's language.

/// All that is told about the use of the data.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The systems that hold or may hold data about the person, with what is done there.
    pub systems: Vec<AboutSystem>,
    /// To whom data of this very person was given, as far as it may be told: Art. 15(1)(c), CJEU C-154/21.
    pub disclosures: Vec<AboutDisclosure>,
    /// Decisions made by machines alone, and profiling: Art. 15(1)(h). None means that there are none, and that is said.
    pub automated_decisions: Vec<String>,
    /// The authorities that take complaints: Art. 15(1)(f). At least one.
    pub authorities: Vec<Authority>,
    /// The data protection officer, if there is one: name and address in lines.
    pub officer: Option<String>,
    /// Who represents the controller where it has no establishment (Art. 27), if somebody does: name and address in lines.
    pub representative: Option<String>,
    /// How long the record of this very request is kept.
    pub request_record: String,
}

/// One system of the register.
#[derive(Clone, Debug, Default)]
pub struct AboutSystem {
    /// Its name.
    pub title: String,
    /// What it is.
    pub description: String,
    /// For a system that is held for a customer: who decides about it. Nothing where the controller decides.
    pub held_for: Option<String>,
    /// Where the data is kept, by name of country.
    pub locations: Vec<String>,
    /// Why: at least one.
    pub purposes: Vec<AboutPurpose>,
    /// Who else gets the data, by name: Art. 15(1)(c).
    pub recipients: Vec<AboutRecipient>,
    /// Where the data comes from: Art. 15(1)(g). Empty: from the person.
    pub source: String,
}

/// One purpose: Art. 15(1)(a), (b) and (d).
#[derive(Clone, Debug, Default)]
pub struct AboutPurpose {
    /// What for.
    pub name: String,
    /// On what ground, in words with its article.
    pub legal_basis: String,
    /// The interests pursued, where that is the ground; otherwise empty.
    pub interests: String,
    /// The categories of data, in words.
    pub categories: Vec<String>,
    /// For how long.
    pub retention: String,
}

/// One recipient.
#[derive(Clone, Debug, Default)]
pub struct AboutRecipient {
    /// Who.
    pub name: String,
    /// What it is to us, in words; empty if nobody has said.
    pub role: String,
    /// What for.
    pub purpose: String,
    /// The country.
    pub country: String,
    /// The safeguard of a transfer to a third country: Art. 15(2). Empty: no such transfer.
    pub safeguard: String,
}

/// Something that was given to somebody.
#[derive(Clone, Debug, Default)]
pub struct AboutDisclosure {
    /// To whom, by name.
    pub recipient: String,
    /// When, written out.
    pub on: String,
    /// What, in words.
    pub kinds: Vec<String>,
    /// On what order or basis.
    pub basis: String,
}

/// A supervisory authority.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// Its address on the web: `https://ico.org.uk/make-a-complaint/`.
    pub url: String,
    /// Its postal address and telephone, in lines; may be empty.
    pub address: String,
}
