//! Enums that are stored as words.

/// A word in the database or from outside that none of the known codes is.
#[derive(Debug, thiserror::Error)]
#[error("{word:?} is no {what}")]
pub struct UnknownCode {
    /// What was to be read.
    pub what: &'static str,
    /// The word.
    pub word: String,
}

/// Declares an enum whose values are stored as the given words.
#[macro_export]
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$case_doc:meta])* $case:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sea_orm::DeriveValueType)]
        #[sea_orm(value_type = "String")]
        pub enum $name { $($(#[$case_doc])* $case),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            /// The word it is stored as.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$case => $code),+ }
            }
        }

        impl $crate::kernel::moves::Coded for $name {
            const EACH: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.code()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::kernel::codes::UnknownCode;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($code => Ok(Self::$case),)+
                    _ => Err($crate::kernel::codes::UnknownCode { what: stringify!($name), word: word.to_owned() }),
                }
            }
        }
    };
}
