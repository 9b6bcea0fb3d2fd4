//! What users add to types and properties, or put in their place.

use crate::api::{Api, TypeDef};
use crate::customize::{AttributeText, Custom, Customization, DerivePath, TypePath};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::options::Options;
use crate::suggest;

/// What the runtime's macro derives for enums itself.
const ENUM_DERIVES: [&str; 4] = ["Eq", "Hash", "Ord", "PartialOrd"];

/// What stands above a struct or an enum besides its documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Traits to derive, each once.
    pub derives: Vec<DerivePath>,
    /// Whether `Hash` is derived: clippy asks whether it agrees with `PartialEq`, which is written by hand.
    pub hashes: bool,
    /// Attributes, in the order in which they were asked for.
    pub others: Vec<AttributeText>,
}

/// The customizations of an API.
#[derive(Clone, Copy, Debug)]
pub struct Customs<'a> {
    options: &'a Options,
}

impl<'a> Customs<'a> {
    /// Those that a user asked for.
    pub fn new(options: &'a Options) -> Self {
        Self { options }
    }

    /// What stands above a type.
    pub(super) fn of_type(&self, name: &str, def: &TypeDef) -> Attributes {
        let mut attributes = Attributes::default();
        for custom in self.matching(|custom| custom.target.has_type(name)) {
            match custom {
                Custom::Derive(path) => attributes.derives.push(path.clone()),
                Custom::Attribute(text) => attributes.others.push(text.clone()),
                Custom::Replace(_) => {}
            }
        }
        attributes.derives.sort();
        attributes.derives.dedup();
        if let TypeDef::Enum(_) = def {
            attributes.derives.retain(|path| !ENUM_DERIVES.contains(&path.name()));
        }
        attributes.hashes = attributes.derives.iter().any(|path| path.name() == "Hash");
        attributes
    }

    /// What stands above a field.
    pub(super) fn of_property(&self, owner: &str, wire: &str) -> Vec<AttributeText> {
        let customs = self.matching(|custom| custom.target.has_property(owner, wire));
        let attribute = |custom: &'a Custom| match custom {
            Custom::Attribute(text) => Some(text.clone()),
            Custom::Derive(_) | Custom::Replace(_) => None,
        };
        customs.filter_map(attribute).collect()
    }

    /// The type that is used instead of a model.
    pub(super) fn instead_of_type(&self, name: &str) -> Option<&'a TypePath> {
        self.replacement(|custom| custom.target.has_type(name))
    }

    /// The type that is used instead of that of a property.
    pub(super) fn instead_of_property(&self, owner: &str, wire: &str) -> Option<&'a TypePath> {
        self.replacement(|custom| custom.target.has_property(owner, wire))
    }

    /// The type of dates.
    pub(super) fn dates(&self) -> Option<&'a TypePath> {
        self.options.dates.as_ref()
    }

    fn matching(&self, wanted: impl Fn(&Customization) -> bool) -> impl Iterator<Item = &'a Custom> {
        self.options.customizations.iter().filter(move |custom| wanted(custom)).map(|custom| &custom.custom)
    }

    /// The last one counts, so that an exception can follow a rule.
    fn replacement(&self, wanted: impl Fn(&Customization) -> bool) -> Option<&'a TypePath> {
        let replaced = |custom: &'a Custom| match custom {
            Custom::Replace(path) => Some(path),
            Custom::Derive(_) | Custom::Attribute(_) => None,
        };
        self.matching(wanted).filter_map(replaced).last()
    }

    /// Reports each target that is nothing of the API.
    pub(super) fn report_unknown(&self, api: &Api, diagnostics: &mut Diagnostics) {
        for Customization { target, origin, .. } in &self.options.customizations {
            let exists = api.types.iter().any(|(name, def)| {
                let mut fields = def.fields().iter();
                target.has_type(name.as_str())
                    || fields.any(|field| target.has_property(name.as_str(), field.wire.as_str()))
            });
            if exists {
                continue;
            }
            let kind = if target.is_property() { "property" } else { "type" };
            let suggestion = suggest(api, &target.to_string());
            let message = format!("no {kind} of the selected services matches '{target}'{suggestion}");
            let code = Code::CustomizationUnknown;
            diagnostics.add(Diagnostic { origin: origin.clone(), code, message, related: Vec::new() });
        }
    }
}

/// The nearest property of the type that is named, or the nearest type.
fn suggest(api: &Api, target: &str) -> String {
    let types = || api.types.keys().map(|name| name.as_str());
    let Some((owner, _)) = target.split_once('.') else { return suggest::did_you_mean(target, types()) };
    let owner = suggest::nearest(owner, types()).unwrap_or(owner);
    let fields = api.types.get(owner).map_or(&[][..], TypeDef::fields);
    let names: Vec<String> = fields.iter().map(|field| format!("{owner}.{}", field.wire)).collect();
    suggest::did_you_mean(target, names.iter().map(String::as_str))
}
