//! Structs and enums: their names, fields and files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::aliases::FormerNames;
use super::boxes::Cycles;
use super::collisions::Assigned;
use super::conversions::{self, Parts};
use super::customs::{Attributes, Customs};
use super::docs::{self, DocLines};
use super::idents::{Ident, PRELUDE, Role};
use super::naming::Naming;
use super::paging::ListPage;
use super::{Property, RustType, report_clash};
use crate::api::{Api, Enum, Field, Member, Struct, Type, TypeDef, ValueKind};
use crate::diagnostic::Diagnostics;
use crate::dialect::Paging;
use crate::names::TypeName;
use crate::rust_names::NameKind;

mod grouping;

/// A file of models.
#[derive(Clone, Debug)]
pub struct ModelFile {
    /// The module, which is also the file's stem.
    pub module: Ident,
    /// Models of other files that are named in this one.
    pub imports: Vec<Ident>,
    /// The models, by the docs' names.
    pub models: Vec<Model>,
}

/// A struct or an enum.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its name.
    pub ident: Ident,
    /// Its documentation.
    pub docs: DocLines,
    /// What stands above it besides its documentation.
    pub attributes: Attributes,
    /// What it is.
    pub kind: ModelKind,
    /// What makes it a page of a list, if it is one.
    pub page: Option<ListPage>,
    /// What it was called before.
    pub former: Vec<Ident>,
    /// Structs with a part of its properties: each is made of the other.
    pub parts: Vec<Ident>,
}

/// What a model is.
#[derive(Clone, Debug)]
pub enum ModelKind {
    /// A struct; besides these fields it has one for unknown properties.
    Record(Vec<Property>),
    /// An open set of values.
    OpenEnum {
        /// What the values are.
        of: ValueKind,
        /// One for each value that is listed.
        variants: Vec<Variant>,
        /// The variant that keeps any other value, where it cannot be called `Unknown`.
        unknown: Option<Ident>,
    },
}

/// A variant of an open enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name in Rust.
    pub ident: Ident,
    /// The value on the wire; of integers, as JSON writes it.
    pub value: String,
    /// Its documentation.
    pub docs: DocLines,
}

/// The identifiers of all named types.
pub struct ModelNames<'a> {
    api: &'a Api,
    customs: Customs<'a>,
    idents: BTreeMap<&'a str, Assigned<'a>>,
}

impl<'a> ModelNames<'a> {
    /// Names all types of the API.
    pub fn assign(api: &'a Api, customs: Customs<'a>, naming: &mut Naming<'a>, diagnostics: &mut Diagnostics) -> Self {
        let idents = naming.assign(NameKind::Type, "", &PRELUDE, api.types.keys().map(TypeName::as_str));
        for (name, def) in &api.types {
            if let Some(assigned) = idents.get(name.as_str()) {
                report_clash(|| "the type".to_owned(), name.as_str(), assigned, def.origin(), diagnostics);
            }
        }
        Self { api, customs, idents }
    }

    /// The identifier of a type.
    fn ident(&self, name: &TypeName) -> Ident {
        self.idents.get(name.as_str()).map_or_else(|| Role::Type.ident(name.as_str()), |found| found.ident.clone())
    }

    /// The type of a parameter as Rust spells it: what is open is text, as everything in a URL is.
    pub fn parameter_type(&self, ty: &Type) -> RustType {
        match ty {
            Type::Json(_) => RustType::String,
            // Whatever a user has for dates, a setter takes it if it becomes the runtime's.
            Type::DateTime => RustType::DateTime,
            Type::List(element) => RustType::List(Box::new(self.parameter_type(element))),
            _ => self.rust_type(ty),
        }
    }

    /// The type as Rust spells it.
    pub fn rust_type(&self, ty: &Type) -> RustType {
        match ty {
            Type::Bool => RustType::Bool,
            Type::Int32 => RustType::Int32,
            Type::Int64 => RustType::Int64,
            Type::Double => RustType::Double,
            Type::String => RustType::String,
            Type::DateTime => self.customs.dates().map_or(RustType::DateTime, |path| RustType::Custom(path.clone())),
            Type::Base64 => RustType::Base64,
            Type::List(element) => RustType::List(Box::new(self.rust_type(element))),
            Type::Map(value) => RustType::Map(Box::new(self.rust_type(value))),
            Type::Json(_) => RustType::Json,
            Type::Named(name) => match (self.customs.instead_of_type(name.as_str()), self.api.types.get(name)) {
                (Some(path), _) => RustType::Custom(path.clone()),
                (None, Some(TypeDef::Enum(_))) => RustType::Enum(self.ident(name)),
                (None, _) => RustType::Record(self.ident(name)),
            },
        }
    }
}

/// Fields that every struct has: the one that keeps properties which the docs do not know.
pub(crate) const RESERVED_FIELDS: [&str; 1] = ["unknown_properties"];

/// Constants of every enum: a variant of the same name would be taken for them.
pub(crate) const RESERVED_VARIANTS: [&str; 2] = ["EXPECTED", "KNOWN"];

/// What all models are planned by.
pub(super) struct Context<'a, 'd> {
    pub(super) api: &'a Api,
    pub(super) names: &'d ModelNames<'d>,
    pub(super) former: &'d FormerNames<'d>,
    /// How a struct is a page of a list.
    pub(super) paging: Option<&'d Paging>,
}

/// All models, by file.
pub(super) fn files(
    context: &Context<'_, '_>,
    naming: &mut Naming<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<ModelFile> {
    let Context { api, names, former, paging } = *context;
    let generated = |name: &TypeName| names.customs.instead_of_type(name.as_str()).is_none();
    let groups = grouping::groups(api, naming, generated);
    let (cycles, parts) = (Cycles::find(api), conversions::find(api));
    let sent = api.reachable(api.operations().filter_map(|operation| operation.request.body.json()));
    let mut planner = Planner { api, names, former, paging, cycles, parts, sent, naming, diagnostics };
    groups.into_iter().map(|(module, members)| planner.file(module, &members)).collect()
}

struct Planner<'a, 'd, 'n> {
    api: &'a Api,
    names: &'d ModelNames<'d>,
    former: &'d FormerNames<'d>,
    paging: Option<&'d Paging>,
    cycles: Cycles<'a>,
    parts: Parts<'a>,
    /// The types that requests hold.
    sent: BTreeSet<TypeName>,
    naming: &'d mut Naming<'n>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Planner<'a, '_, '_> {
    fn file(&mut self, module: Ident, members: &[(&'a TypeName, &'a TypeDef)]) -> ModelFile {
        let models: Vec<Model> = members.iter().map(|(name, def)| self.model(name, def)).collect();
        let mut imports: BTreeSet<Ident> = models.iter().flat_map(Model::names).cloned().collect();
        for model in &models {
            imports.remove(&model.ident);
        }
        ModelFile { module, imports: imports.into_iter().collect(), models }
    }

    fn model(&mut self, name: &'a TypeName, def: &'a TypeDef) -> Model {
        let (docs, kind) = match def {
            TypeDef::Struct(def) => (DocLines::new(&def.docs), self.record(name, def)),
            TypeDef::Enum(def) => (DocLines::new(&def.docs), self.open_enum(name, def)),
        };
        let docs = docs.or(|| DocLines::own(docs::code(name.as_str())));
        let page = self.paging.and_then(|paging| ListPage::of(&kind, paging));
        let attributes = self.names.customs.of_type(name.as_str(), def);
        let former = self.former.of_type(name, &self.names.idents);
        Model { ident: self.names.ident(name), docs, attributes, kind, page, former, parts: self.parts_of(name, def) }
    }

    /// The structs that it is converted from and to: those whose fields have the same types in Rust, too.
    fn parts_of(&self, whole: &TypeName, def: &TypeDef) -> Vec<Ident> {
        let is_same = |part: &TypeName, field: &Field| {
            let other = def.fields().iter().find(|other| other.wire == field.wire);
            other.is_some_and(|other| self.field_type(whole, other) == self.field_type(part, field))
        };
        let is_convertible = |part: &&TypeName| {
            let fields = self.api.types.get(*part).map_or(&[][..], TypeDef::fields);
            self.names.customs.instead_of_type(part.as_str()).is_none()
                && fields.iter().all(|field| is_same(part, field))
        };
        let parts = self.parts.get(whole).into_iter().flatten().copied();
        parts.filter(is_convertible).map(|part| self.names.ident(part)).collect()
    }

    fn record(&mut self, owner: &'a TypeName, def: &'a Struct) -> ModelKind {
        let wires = def.fields.iter().map(|field| field.wire.as_str());
        let idents = self.naming.assign(NameKind::Field, owner.as_str(), &RESERVED_FIELDS, wires);
        let mut fields = Vec::with_capacity(def.fields.len());
        let is_sent = self.sent.contains(owner);
        for field in &def.fields {
            let wire = field.wire.as_str();
            let Some(assigned) = idents.get(wire) else { continue };
            let origin = field.evidence.first().map_or(&def.origin, |evidence| &evidence.origin);
            report_clash(|| format!("the property of {owner}"), wire, assigned, origin, self.diagnostics);
            fields.push(Property {
                ident: assigned.ident.clone(),
                wire: wire.to_owned(),
                ty: self.field_type(owner, field),
                docs: DocLines::new(&field.docs).or(|| DocLines::own(docs::code(wire))),
                attributes: self.names.customs.of_property(owner.as_str(), wire),
                deprecated: field.deprecated.as_deref().map(docs::inline),
                required: is_sent && field.presence.is_required(),
            });
        }
        ModelKind::Record(fields)
    }

    fn field_type(&self, owner: &TypeName, field: &Field) -> RustType {
        if let Some(path) = self.names.customs.instead_of_property(owner.as_str(), field.wire.as_str()) {
            return RustType::Custom(path.clone());
        }
        match (self.names.rust_type(&field.ty), &field.ty) {
            (RustType::Record(ident), Type::Named(held)) if self.cycles.need_box(owner, held) => RustType::Boxed(ident),
            (ty, _) => ty,
        }
    }

    fn open_enum(&mut self, owner: &'a TypeName, def: &'a Enum) -> ModelKind {
        let texts: Vec<_> = def.members.iter().map(|member| (member.value.as_str(), spelled(member, def.of))).collect();
        let texts = texts.iter().map(|(value, text)| (*value, &**text)).collect();
        let idents = self.naming.assign_texts(NameKind::Value, owner.as_str(), &RESERVED_VARIANTS, &texts);
        let mut unlisted: BTreeSet<&str> = def.values().collect();
        let mut variants = Vec::with_capacity(idents.len());
        for Member { value, docs, .. } in &def.members {
            let Some(assigned) = idents.get(value.as_str()).filter(|_| unlisted.remove(value.as_str())) else {
                continue;
            };
            report_clash(|| format!("the value of {owner}"), value, assigned, &def.origin, self.diagnostics);
            variants.push(Variant { ident: assigned.ident.clone(), value: value.clone(), docs: DocLines::new(docs) });
        }
        let unknown = unknown_variant(variants.iter().map(|variant| &variant.ident));
        ModelKind::OpenEnum { of: def.of, variants, unknown }
    }
}

impl Model {
    /// The fields that its constructor asks for; there is none without them.
    pub fn required(&self) -> impl Iterator<Item = &Property> {
        let fields = match &self.kind {
            ModelKind::Record(fields) => fields.as_slice(),
            ModelKind::OpenEnum { .. } => &[],
        };
        fields.iter().filter(|field| field.required)
    }

    /// The models that its fields and its conversions name.
    fn names(&self) -> impl Iterator<Item = &Ident> {
        let fields = match &self.kind {
            ModelKind::Record(fields) => fields.as_slice(),
            ModelKind::OpenEnum { .. } => &[],
        };
        fields.iter().filter_map(|field| field.ty.model()).chain(&self.parts)
    }
}

/// The text that the variant of a member is called after. Names in capitals, such as `GUILD_TEXT`, are shouted in other
/// languages; a value that is the name itself stays as it is.
fn spelled(member: &Member, of: ValueKind) -> Cow<'_, str> {
    match (&member.name, of) {
        (Some(name), _) if !name.contains(char::is_lowercase) => name.to_lowercase().into(),
        (Some(name), _) => name.into(),
        (None, ValueKind::Text) => Cow::from(&member.value),
        (None, ValueKind::Integer) => match member.value.strip_prefix('-') {
            Some(number) => format!("Minus{number}").into(),
            None => Cow::from(&member.value),
        },
    }
}

/// A variant for values that are not listed, where one of them has the usual name.
fn unknown_variant<'a>(variants: impl Iterator<Item = &'a Ident> + Clone) -> Option<Ident> {
    let words = ["Unknown", "Unlisted", "Other"].map(|word| Role::Variant.ident(word));
    let numbered = (2..).map(|number| Role::Variant.numbered(&words[0], number));
    let free = |ident: &Ident| variants.clone().all(|variant| variant != ident);
    let found = words.iter().cloned().chain(numbered).find(free);
    found.filter(|ident| *ident != words[0])
}
