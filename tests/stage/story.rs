//! How a story is played: on which databases, and on what stack.

/// Declares a story that is played on SQLite and on PostgreSQL: two tests, `NAME::on_sqlite` and `NAME::on_postgres`.
///
/// ```ignore
/// stage::on_both! {
///     async fn a_link_confirms_once(on: On) {
///         let stage = Stage::set(on).await;
///     }
/// }
/// ```
#[macro_export]
macro_rules! on_both {
    ($($(#[$about:meta])* async fn $name:ident($on:ident: $which:ty) $story:block)+) => {$(
        $(#[$about])*
        mod $name {
            use super::*;

            async fn story($on: $which) $story

            #[test]
            fn on_sqlite() {
                $crate::story::on_a_large_stack(|| story($crate::desk::On::Sqlite));
            }

            #[test]
            fn on_postgres() {
                $crate::story::on_a_large_stack(|| story($crate::desk::On::Postgres));
            }
        }
    )+};
}

/// Tells a story. It holds so many futures in each other that the stack of a test is too small for it where nothing is
/// optimised.
///
/// # Panics
/// As the story does.
pub fn on_a_large_stack<F: Future<Output = ()>>(story: impl FnOnce() -> F + Send + 'static) {
    let tell = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(Box::pin(story()));
    };
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(tell).expect("a thread");
    if let Err(why) = thread.join() {
        std::panic::resume_unwind(why);
    }
}
