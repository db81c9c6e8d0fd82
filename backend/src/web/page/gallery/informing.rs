//! What we do with data, as anybody may read it.

use super::public::Shop;
use crate::{
    privacy_notice::content::Section,
    web::page::{
        frame::PublicPlace,
        public::data::{DataNotice, DataUse},
    },
};

impl Shop {
    pub(super) fn data(&self) -> DataUse {
        let products = vec![("shop".to_owned(), self.text("Shop"))];
        DataUse { frame: self.frame("/data", PublicPlace::Elsewhere), products }
    }

    pub(super) fn data_notice(&self) -> DataNotice {
        let w = self.language.informing();
        let section = |item: &str, heading: &str, lines: Vec<String>| Section {
            item: item.to_owned(),
            article: "21(4)".to_owned(),
            heading: heading.to_owned(),
            lines,
        };
        DataNotice {
            frame: self.frame("/data/shop", PublicPlace::Elsewhere),
            product: self.text("Shop"),
            began_on: self.day(),
            number: 2,
            sections: vec![
                section("object_prominent", w.object, vec![w.object_text.to_owned()]),
                section("recipients", w.recipients, vec![self.text("Mailer Ltd"), self.text("Courier")]),
            ],
        }
    }
}
