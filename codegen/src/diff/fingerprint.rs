//! What a change is called in an approval: the same for the same change, wherever and in whatever company it stands.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::change::{Meaning, Subject};
use super::kind::Kind;
use crate::api::{Body, Opaque, Type};
use crate::names::OperationId;

/// A hash of a change's kind, subject, and meaning before and after: `dw-` and sixteen hexadecimal digits.
///
/// The letters keep YAML from reading a number.
/// It finds approvals again; it is no protection against forgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

/// What each fingerprint starts with.
const PREFIX: &str = "dw-";

impl Fingerprint {
    /// The fingerprint of a change.
    pub fn of(kind: Kind, subject: &Subject, before: Option<&Meaning>, after: Option<&Meaning>) -> Self {
        let mut hash = Fnv1a(0xcbf2_9ce4_8422_2325);
        let text = |meaning: Option<&Meaning>| meaning.map(|meaning| reasonless(meaning).to_string());
        // The service and the method alone would take another version of the API for the same.
        let version = subject.operation().map(|id| version(id).to_owned());
        for part in [Some(kind.id().to_owned()), version, Some(subject.to_string()), text(before), text(after)] {
            hash.part(part.as_deref());
        }
        Self(hash.0)
    }
}

/// What an id has before its service and method, such as `v1`; one that is not made of them as a whole.
fn version(id: &OperationId) -> &str {
    let end = format!("{}_{}", id.service(), id.method());
    id.as_str().strip_suffix(&end).unwrap_or(id.as_str())
}

/// A meaning without the reasons why something is not known: these depend on samples.
fn reasonless(meaning: &Meaning) -> Meaning {
    match meaning {
        Meaning::Type(ty) => Meaning::Type(plain(ty)),
        Meaning::Body(Body::Json(ty)) => Meaning::Body(Body::Json(plain(ty))),
        Meaning::Parameter(ty, required) => Meaning::Parameter(plain(ty), *required),
        other => other.clone(),
    }
}

fn plain(ty: &Type) -> Type {
    match ty {
        Type::List(of) => Type::List(Box::new(plain(of))),
        Type::Map(of) => Type::Map(Box::new(plain(of))),
        Type::Json(_) => Type::Json(Opaque::Untold),
        other => other.clone(),
    }
}

/// FNV-1a of 64 bits: the same on every machine and in every release.
struct Fnv1a(u64);

impl Fnv1a {
    /// Adds a part with its length, so that parts cannot run into each other; what is absent has none.
    fn part(&mut self, text: Option<&str>) {
        match text {
            None => self.bytes(&[0]),
            Some(text) => {
                self.bytes(&[1]);
                self.bytes(&(text.len() as u64).to_le_bytes());
                self.bytes(text.as_bytes());
            }
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{:016x}", self.0)
    }
}

/// A text that is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FingerprintError;

impl fmt::Display for FingerprintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fingerprint is dw- and sixteen hexadecimal digits, as 'docwright diff' shows it")
    }
}

impl std::error::Error for FingerprintError {}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix(PREFIX).ok_or(FingerprintError)?;
        let valid = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let parsed = u64::from_str_radix(digits, 16).ok().filter(|_| valid);
        parsed.map(Self).ok_or(FingerprintError)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{TypeName, WireName};

    fn of(kind: Kind, wire: &str, ty: Type) -> Fingerprint {
        let subject = Subject::Property(TypeName::new("Cup"), WireName::new(wire));
        Fingerprint::of(kind, &subject, Some(&Meaning::Type(ty)), None)
    }

    #[test]
    fn it_depends_on_what_changed_and_not_on_why_something_is_unknown() {
        let cup = of(Kind::PropertyRemoved, "Size", Type::Int32);
        assert_eq!(cup.to_string().parse(), Ok(cup));
        assert_ne!(cup, of(Kind::PropertyAdded, "Size", Type::Int32));
        assert_ne!(cup, of(Kind::PropertyRemoved, "Name", Type::Int32));
        assert_ne!(cup, of(Kind::PropertyRemoved, "Size", Type::String));
        let open = |reason| of(Kind::PropertyRemoved, "Size", Type::List(Box::new(Type::Json(reason))));
        assert_eq!(open(Opaque::Untold), open(Opaque::EmptySample));
    }

    #[test]
    fn it_is_the_same_in_every_release() {
        assert_eq!(of(Kind::PropertyRemoved, "Size", Type::Int32).to_string(), "dw-90ebf4754eecb06a");
    }

    #[test]
    fn what_is_no_fingerprint_is_refused() {
        for text in ["", "dw-12", "dw-+123456789abcdef", "0123456789abcdef", "dw-g123456789abcdef"] {
            assert_eq!(text.parse::<Fingerprint>(), Err(FingerprintError), "{text}");
        }
    }
}
