//! The shape of a catalogue of texts.
//!
//! Fields of a catalogue are named by what they say, so a doc comment on each would only repeat the name; the macro
//! writes it, and gives every catalogue an `all` that tests walk through.

/// One text with the name of its field, as tests want to see it.
pub type Entry = (&'static str, &'static str);

/// Declares a struct of texts and a function that lists them.
macro_rules! catalogue {
    ($(#[$about:meta])* $name:ident { $($field:ident),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name {
            $(
                #[doc = concat!("The text for `", stringify!($field), "`.")]
                pub $field: &'static str,
            )+
        }

        impl $name {
            /// All texts with their names, in the order of the struct.
            pub fn all(&self) -> Vec<crate::words::catalogue::Entry> {
                vec![$((concat!(stringify!($name), ".", stringify!($field)), self.$field)),+]
            }
        }
    };
}

/// Declares a struct of catalogues and a function that lists all their texts.
macro_rules! shelf {
    ($(#[$about:meta])* $name:ident { $($field:ident: $catalogue:ty),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name {
            $(
                #[doc = concat!("The catalogue of `", stringify!($field), "`.")]
                pub $field: $catalogue,
            )+
        }

        impl $name {
            /// All texts of all catalogues, with their names.
            pub fn all(&self) -> Vec<crate::words::catalogue::Entry> {
                let mut all = Vec::new();
                $(all.extend(self.$field.all());)+
                all
            }
        }
    };
}

pub(crate) use {catalogue, shelf};
