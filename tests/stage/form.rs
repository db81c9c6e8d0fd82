//! The form, filled in step by step as a person would.

use crate::visitor::{Page, Visitor};

/// What somebody fills in. What is left empty stays so.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// `en`, `fr`, `de`.
    pub language: &'a str,
    /// The codes of the chosen rights.
    pub rights: &'a [&'a str],
    /// The address.
    pub email: &'a str,
    /// The Matrix ID.
    pub matrix_id: &'a str,
    /// What the third step sends, beside its state.
    pub details: &'a [(&'a str, &'a str)],
}

/// Somebody who wants a copy, and says only where to send it.
pub fn access(email: &str) -> Form<'_> {
    Form { language: "en", rights: &["access"], email, matrix_id: "", details: &[("delivery", "link")] }
}

impl Form<'_> {
    /// Goes as far as the answers once more; the page that shows them.
    pub async fn fill_in(self, visitor: &mut Visitor) -> Page {
        let step = |step: &str| format!("/{}/r/{step}", self.language);
        let start = visitor.get(&format!("/{}", self.language)).await.is(200).field("state");
        let mut fields: Vec<_> = self.rights.iter().map(|right| ("right", *right)).collect();
        fields.push(("state", &start));
        let contact = visitor.post(&step("rights"), &fields).await.is(200).field("state");
        let fields = [("email", self.email), ("matrix_id", self.matrix_id), ("state", &contact)];
        let details = visitor.post(&step("contact"), &fields).await.is(200).field("state");
        let mut fields = self.details.to_vec();
        fields.push(("state", &details));
        visitor.post(&step("details"), &fields).await.is(200)
    }

    /// Goes all the way; what the last button brings.
    pub async fn send(self, visitor: &mut Visitor) -> Page {
        let state = self.fill_in(visitor).await.field("state");
        visitor.post(&format!("/{}/r/send", self.language), &[("state", &state)]).await
    }
}
