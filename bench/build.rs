//! Makes a twin of each generated model: the same fields of the same types under the same names on
//! the wire, but with serde's derive. And another one that keeps what it does not know, as the models do.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Item, ItemStruct, LitStr, Token, braced};

const MODELS: &str = "../generated/models";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={MODELS}");
    let mut models = Models::default();
    for file in files(Path::new(MODELS))? {
        models.read(syn::parse_file(&fs::read_to_string(file)?)?)?;
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let rest = quote! {
        #[serde(flatten)]
        pub unknown_properties: std::collections::BTreeMap<String, rt::Json>
    };
    for (file, rest) in [("twins.rs", None), ("keeping_twins.rs", Some(&rest))] {
        let twins = syn::parse2(models.twins(rest)?)?;
        fs::write(out.join(file), prettyplease::unparse(&twins))?;
    }
    Ok(())
}

/// The files of a folder in a fixed order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    files.sort();
    Ok(files)
}

/// The structs, and what `record!` says of each.
#[derive(Default)]
struct Models {
    structs: Vec<ItemStruct>,
    records: BTreeMap<Ident, Record>,
}

/// `Contact { contact_id: "ContactId", ..unknown_properties }`
struct Record {
    name: Ident,
    properties: Punctuated<Property, Token![,]>,
}

struct Property {
    field: Ident,
    wire: LitStr,
}

impl Models {
    fn read(&mut self, file: syn::File) -> syn::Result<()> {
        for item in file.items {
            match item {
                Item::Struct(model) => self.structs.push(model),
                Item::Macro(call) if call.mac.path.segments.last().is_some_and(|last| last.ident == "record") => {
                    let record: Record = call.mac.parse_body()?;
                    self.records.insert(record.name.clone(), record);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The twins, each with another field for what is unknown, if one is given.
    fn twins(&self, rest: Option<&TokenStream>) -> Result<TokenStream, Box<dyn Error>> {
        let twins = self.structs.iter().map(|model| {
            let record = self.records.get(&model.ident);
            Ok(twin(model, record.ok_or_else(|| format!("{} is no record", model.ident))?, rest))
        });
        let twins = twins.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
        Ok(quote! { #(#twins)* })
    }
}

fn twin(model: &ItemStruct, record: &Record, rest: Option<&TokenStream>) -> TokenStream {
    let name = &model.ident;
    let fields = model.fields.iter().zip(&record.properties).map(|(field, property)| {
        let (Property { field: name, wire }, ty) = (property, &field.ty);
        quote! {
            #[serde(rename = #wire, skip_serializing_if = "Option::is_none")]
            pub #name: #ty
        }
    });
    quote! {
        #[derive(Clone, Default, Deserialize, Serialize)]
        pub struct #name { #(#fields,)* #rest }
    }
}

impl Parse for Record {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (name, body) = (input.parse()?, {
            let body;
            braced!(body in input);
            body
        });
        let mut properties = Punctuated::new();
        while !body.is_empty() && !body.peek(Token![..]) {
            properties.push_value(body.parse()?);
            properties.push_punct(body.parse()?);
        }
        body.parse::<Option<Token![..]>>()?;
        body.parse::<Option<Ident>>()?;
        Ok(Self { name, properties })
    }
}

impl Parse for Property {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let field = syn::ext::IdentExt::parse_any(input)?;
        input.parse::<Token![:]>()?;
        Ok(Self { field, wire: input.parse()? })
    }
}
