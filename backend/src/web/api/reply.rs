//! Answers with another status than 200.

use poem::{IntoResponse, Response, http::StatusCode};
use poem_openapi::{
    ApiResponse,
    payload::{Json, Payload},
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
    types::{ToJSON, Type},
};

/// It is done, and there is nothing to tell: 204.
#[derive(Clone, Copy, Debug)]
pub struct Done;

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl ApiResponse for Done {
    fn meta() -> MetaResponses {
        MetaResponses { responses: vec![meta(204, "Done.", Vec::new())] }
    }

    fn register(_: &mut Registry) {}
}

/// It is done, and what came of it is told, if anything did: 200 or 204.
#[derive(Clone, Debug)]
pub struct Perhaps<T>(pub Option<T>);

impl<T: ToJSON> IntoResponse for Perhaps<T> {
    fn into_response(self) -> Response {
        self.0.map_or_else(|| Done.into_response(), |it| Json(it).into_response())
    }
}

impl<T: ToJSON> ApiResponse for Perhaps<T> {
    fn meta() -> MetaResponses {
        let content = vec![MetaMediaType { content_type: <Json<T> as Payload>::CONTENT_TYPE, schema: T::schema_ref() }];
        let told = meta(200, "Done, and something new came of it.", content);
        MetaResponses { responses: vec![told, meta(204, "Done.", Vec::new())] }
    }

    fn register(registry: &mut Registry) {
        <T as Type>::register(registry);
    }
}

/// Something came in and is there now: 201.
#[derive(Clone, Debug)]
pub struct Created<T>(pub T);

/// Something came in and waits for somebody to confirm it: 202.
#[derive(Clone, Debug)]
pub struct Accepted<T>(pub T);

/// Makes an answer with a body.
macro_rules! with_body {
    ($type:ident, $status:literal, $about:literal) => {
        impl<T: ToJSON> IntoResponse for $type<T> {
            fn into_response(self) -> Response {
                let mut response = Json(self.0).into_response();
                response.set_status(StatusCode::from_u16($status).expect("it is a status"));
                response
            }
        }

        impl<T: ToJSON> ApiResponse for $type<T> {
            fn meta() -> MetaResponses {
                let content =
                    vec![MetaMediaType { content_type: <Json<T> as Payload>::CONTENT_TYPE, schema: T::schema_ref() }];
                MetaResponses { responses: vec![meta($status, $about, content)] }
            }

            fn register(registry: &mut Registry) {
                <T as Type>::register(registry);
            }
        }
    };
}

with_body!(Created, 201, "It is there now.");
with_body!(Accepted, 202, "It came in and waits to be confirmed.");

fn meta(status: u16, description: &'static str, content: Vec<MetaMediaType>) -> MetaResponse {
    MetaResponse { description, status: Some(status), status_range: None, content, headers: Vec::new() }
}
