//! What we do with people's data: the list of services, and the notice of one.

use askama::Template;

use crate::{privacy_notice::content::Section, web::page::frame::PublicFrame, words::fill::Fill};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "public/data.html")]
pub struct DataUse {
    /// What stands around it.
    pub frame: PublicFrame,
    /// The services: their name, as it stands in addresses, and for people.
    pub products: Vec<(String, String)>,
}

/// The notice of one service.
#[derive(Clone, Debug, Template)]
#[template(path = "public/data_notice.html")]
pub struct DataNotice {
    /// What stands around it.
    pub frame: PublicFrame,
    /// The service.
    pub product: String,
    /// The day on which this version began, written out.
    pub began_on: String,
    /// Its number.
    pub number: i32,
    /// What it says.
    pub sections: Vec<Section>,
}

/// A product's name as it stands in addresses.
pub fn slug(product: &str) -> String {
    let mut slug = String::new();
    for character in product.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_name_becomes_a_part_of_an_address() {
        assert_eq!(slug("Element Matrix Services (EMS)"), "element-matrix-services-ems");
        assert_eq!(slug("Shop"), "shop");
    }
}
