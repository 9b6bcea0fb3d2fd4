//! Everything that generated code names, and nobody else: its contract with this crate.
//!
//! Generated code says at its root which contract it was written for, with [`require!`](crate::require), and the compiler
//! tells where this crate has another one. So a change here that code may notice which is generated already comes with the
//! next number there and in the generator; what is added needs none. Releases of one contract may be mixed.

#[cfg(feature = "client-core")]
pub use crate::client::{
    BuildError, Call, Client, ClientBuilder, Draft, Field, Filter, FilterValue, HeaderKey, Response, SchemeToken,
    Upload,
};
#[cfg(feature = "client-core")]
pub use crate::client_newtypes as client;
pub use crate::conventions::{Conventions, ErrorObject, Paging};
pub use crate::names::find_name;
pub use crate::operation::{Method, Operation, PathKind, Status};
pub use crate::page::{Page, Paged};
pub use crate::param::{TextParam, ToParam};
#[cfg(feature = "http-messages")]
pub use crate::patch::Patch;
#[cfg(feature = "http-messages")]
pub use crate::payload::{Binary, Payload, Text};
pub use crate::query::{NoQuery, QueryParam, QuerySet, eq as query_eq, fmt as query_fmt};
pub use crate::record::{
    Encode, Failed, Property, ReadProperties, Record, RecordSchema, Source, UnknownProperties, Value, ValueRef,
    WriteProperties, clone as record_clone, convert as record_convert, deserialize as record_deserialize,
    eq as record_eq, fmt as record_fmt, serialize as record_serialize, visit_property,
};
#[cfg(feature = "server")]
pub use crate::server::{
    Context, Rejection, Reply, Request, Result, Routes, Service, not_implemented, reply, unrouted,
};
pub use crate::values::text::deserialize as text_deserialize;
pub use crate::{Base64, DateTime, Json, Map, convert, integer_enum, open_enum, query, record};
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
