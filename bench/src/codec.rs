//! The runtime's JSON codec, beside serde's derive on the same structs.

use std::hint::black_box;
use std::io;

use docwright_runtime::{Encode, JsonError, Value, from_json, to_json};
use serde::Serialize;
use serde::de::DeserializeOwned;
use superoffice::models;

use crate::twins::keeping;
use crate::{documents, twins};

/// A document that both codecs read and write.
pub struct Case {
    /// What it is.
    pub name: &'static str,
    /// Its size in bytes.
    pub size: usize,
    /// The codec of the runtime, on generated models.
    pub runtime: Codec,
    /// Serde's derive, on the twins of the models.
    pub derive: Codec,
}

/// Reads and writes one document.
pub struct Codec {
    /// Reads it, and drops what was read.
    pub decode: Box<dyn Fn()>,
    /// Writes it.
    pub encode: Box<dyn Fn()>,
}

/// A case cannot be measured.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no document.
    #[error("no document")]
    Document(#[from] io::Error),
    /// The runtime does not read it.
    #[error("the runtime does not read the document")]
    Runtime(#[from] JsonError),
    /// Serde does not read or write it.
    #[error("serde does not read or write the document")]
    Serde(#[from] serde_json::Error),
    /// The codecs understand different things.
    #[error("{0}: the two codecs read or write different things")]
    Different(&'static str),
}

/// All documents that are measured.
///
/// # Errors
/// See [`CaseError`].
pub fn cases() -> Result<Vec<Case>, CaseError> {
    const CONTACT: &str = "rest/Contact/v1ContactEntity_GetContactEntity.md";
    const SESSIONS: &str = "agent/Chat_Agent/v1ChatAgent_ChatSessionsForUser.md";
    let contact = documents::sample(CONTACT)?;
    let (sessions, contacts) = (documents::sample(SESSIONS)?, documents::repeated(CONTACT)?);
    Ok(vec![
        case::<models::ContactEntityWithLinks, twins::ContactEntityWithLinks>("contact", &contact)?,
        case::<models::ChatMessage, twins::ChatMessage>("chat message", &documents::chat_message()?)?,
        case::<Vec<models::ChatSessionEntity>, Vec<twins::ChatSessionEntity>>("chat sessions", &sessions)?,
        case::<Vec<models::ContactEntityWithLinks>, Vec<twins::ContactEntityWithLinks>>("many contacts", &contacts)?,
        // These have properties that the models do not know, and keep.
        case::<Vec<models::ContactEntity>, Vec<keeping::ContactEntity>>("companies", &documents::companies()?)?,
    ])
}

fn case<M, T>(name: &'static str, document: &str) -> Result<Case, CaseError>
where
    M: Value + Encode,
    T: DeserializeOwned + Serialize + 'static,
{
    let document = document.as_bytes().to_vec();
    let (model, twin): (M, T) = (from_json(&document)?, serde_json::from_slice(&document)?);
    // Most twins drop what they do not know.
    let understood: T = serde_json::from_slice(&to_json(&model)?)?;
    if serde_json::to_vec(&understood)? != serde_json::to_vec(&twin)? {
        return Err(CaseError::Different(name));
    }
    let (size, copy) = (document.len(), document.clone());
    let runtime = Codec {
        decode: Box::new(move || drop(black_box(from_json::<M>(black_box(&document))))),
        encode: Box::new(move || drop(black_box(to_json(black_box(&model))))),
    };
    let derive = Codec {
        decode: Box::new(move || drop(black_box(serde_json::from_slice::<T>(black_box(&copy))))),
        encode: Box::new(move || drop(black_box(serde_json::to_vec(black_box(&twin))))),
    };
    Ok(Case { name, size, runtime, derive })
}
