//! What we do with people's data: the list of services, and the notice of each, made from the register.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::look::{frame, page};
use crate::{
    casework::{
        error::CaseError,
        inform::{content, versions},
    },
    desk::Desk,
    web::page::{
        frame::PublicPlace,
        public::data::{DataNotice, DataUse, slug},
    },
    words::{date, language::Language},
};

/// The list.
#[handler]
pub async fn list(desk: Data<&Arc<Desk>>, language: Data<&Language>) -> Result<Response> {
    let versions = versions::keep(&desk).await?;
    let frame = frame(&desk, **language, "/data", PublicPlace::Elsewhere);
    let named = |product: String| (slug(&product), content::name_of(&desk, &product, **language));
    page(&DataUse { frame, products: versions.into_keys().map(named).collect() })
}

/// One of them.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, language: Data<&Language>, Path(product): Path<String>) -> Result<Response> {
    let versions = versions::keep(&desk).await?;
    let version = versions.into_values().find(|version| slug(&version.product) == product);
    let version = version.ok_or(CaseError::NotFound)?;
    page(&DataNotice {
        frame: frame(&desk, **language, &format!("/data/{product}"), PublicPlace::Elsewhere),
        began_on: date::date(version.began_on, **language),
        number: version.number,
        sections: version.sections(language.code()),
        product: content::name_of(&desk, &version.product, **language),
    })
}
