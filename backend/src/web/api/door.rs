//! Where the API stands in the two applications, and what every request to it passes.
//!
//! It needs no check of where a request comes from: nothing here is done on the strength of a cookie.

use std::sync::Arc;

use poem::{Endpoint, EndpointExt, IntoResponse, Request, Response, Result, Route, endpoint::BoxEndpoint};
use poem_openapi::{OpenApi, OpenApiService};

use super::{document, intake::operations::Intake, operations::Operations, staff};
use crate::web::guard::body;

/// The path that both applications give to the API. What is below it and not in it is a problem, never a page.
pub const API: &str = "/api";

/// The path of the present version.
pub const VERSION: &str = "/api/v1";

/// For anybody.
pub fn public() -> BoxEndpoint<'static> {
    let about = "Asking for one of the rights of data subjects, and hearing how far a request is. A request counts \
        once its owner has confirmed it in their mailbox.";
    door(OpenApiService::new(Intake, "Rightsdesk", env!("CARGO_PKG_VERSION")).description(about), body::FORM)
}

/// For programs of staff.
pub fn staff() -> BoxEndpoint<'static> {
    let about = "What the pages for staff can do, for programs. `rightsdesk staff token` prints the token that a \
        program shows.";
    door(
        OpenApiService::new(staff::operations::api(), "Rightsdesk for staff", env!("CARGO_PKG_VERSION"))
            .description(about),
        body::UPLOAD,
    )
}

fn door<T: OpenApi + 'static>(service: OpenApiService<T, ()>, in_parts: usize) -> BoxEndpoint<'static> {
    let service = service.server(VERSION);
    let operations = Operations::of::<T>().with_page("/openapi.json").with_page("/docs");
    let operations = Arc::new(operations);
    let text = document::text(&service);
    let routes = Route::new()
        .at("/v1/docs", poem::get(document::page(&service, &text)))
        .at("/v1/openapi.json", poem::get(document::json(text)))
        .nest("/v1", service);
    routes
        .around(move |next, request| body::limit(next, request, in_parts))
        .around(move |next, request| known(next, request, Arc::clone(&operations)))
        .boxed()
}

/// Whether the path is the API's, so that whatever goes wrong there is told as a problem.
pub fn holds(path: &str) -> bool {
    path.strip_prefix(API).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Lets requests through that are documented.
async fn known<E: Endpoint>(next: Arc<E>, request: Request, operations: Arc<Operations>) -> Result<Response>
where
    E::Output: IntoResponse,
{
    let path = request.original_uri().path();
    // What does not begin as the API does is below it in no way.
    operations.check(&request, path.strip_prefix(VERSION).unwrap_or_default())?;
    Ok(next.call(request).await?.into_response())
}
