//! Items, their members and their attributes.

use proc_macro2::TokenStream;
use syn::{
    AttrStyle, Attribute, Block, Expr, Field, Fields, FieldsNamed, FnArg, Ident, ImplItem, ImplItemFn, Item, ItemConst,
    ItemStatic, ItemStruct, Local, LocalInit, MacroDelimiter, Meta, MetaList, MetaNameValue, Pat, PatIdent, PatType,
    Receiver, ReceiverKind, ReturnType, Signature, StaticMutability, Stmt, TraitItem, TraitItemFn, Type, Visibility,
};

use super::{expressions, word};

/// `fn name(&self, argument: Type) -> Output`
pub(in crate::emit) fn signature(
    name: impl Into<Ident>,
    arguments: impl IntoIterator<Item = (Ident, Type)>,
    output: Type,
) -> Signature {
    Signature {
        constness: None,
        asyncness: None,
        safety: Default::default(),
        abi: None,
        fn_token: Default::default(),
        ident: name.into(),
        generics: Default::default(),
        paren_token: Default::default(),
        inputs: std::iter::once(shared_self()).chain(arguments.into_iter().map(argument)).collect(),
        variadic: None,
        output: ReturnType::Type(Default::default(), Box::new(output)),
    }
}

fn shared_self() -> FnArg {
    FnArg::Receiver(Receiver {
        attrs: Vec::new(),
        mutability: None,
        self_token: Default::default(),
        kind: ReceiverKind::Reference(Default::default(), None, None),
    })
}

fn argument((ident, ty): (Ident, Type)) -> FnArg {
    FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(pattern(ident)),
        colon_token: Default::default(),
        ty: Box::new(ty),
    })
}

fn pattern(ident: Ident) -> Pat {
    Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident, subpat: None })
}

/// A public method that is one expression.
pub(in crate::emit) fn method(attrs: Vec<Attribute>, sig: Signature, value: Expr) -> ImplItem {
    ImplItem::Fn(ImplItemFn { attrs, vis: public(), modifiers: Default::default(), sig, block: block(value) })
}

/// A method of a trait, whose default is one expression.
pub(in crate::emit) fn default_method(attrs: Vec<Attribute>, sig: Signature, value: Expr) -> TraitItem {
    let default = Some(block(value));
    TraitItem::Fn(TraitItemFn { attrs, modifiers: Default::default(), sig, default, semi_token: None })
}

/// `let name = value;`
pub(in crate::emit) fn binding(name: &str, value: Expr) -> Stmt {
    Stmt::Local(Local {
        attrs: Vec::new(),
        let_token: Default::default(),
        modifiers: Default::default(),
        pat: pattern(word(name)),
        init: Some(LocalInit { eq_token: Default::default(), expr: Box::new(value), diverge: None }),
        semi_token: Default::default(),
    })
}

fn block(value: Expr) -> Block {
    Block { brace_token: Default::default(), stmts: vec![Stmt::Expr(value, None)] }
}

/// A static.
pub(in crate::emit) fn item_static(
    attrs: Vec<Attribute>,
    vis: Visibility,
    ident: impl Into<Ident>,
    ty: Type,
    value: Expr,
) -> Item {
    Item::Static(ItemStatic {
        attrs,
        vis,
        static_token: Default::default(),
        mutability: StaticMutability::None,
        ident: ident.into(),
        colon_token: Default::default(),
        ty: Box::new(ty),
        eq_token: Default::default(),
        expr: Box::new(value),
        semi_token: Default::default(),
    })
}

/// A constant.
pub(in crate::emit) fn item_const(vis: Visibility, ident: impl Into<Ident>, ty: Type, value: Expr) -> Item {
    Item::Const(ItemConst {
        attrs: Vec::new(),
        vis,
        modifiers: Default::default(),
        const_token: Default::default(),
        ident: ident.into(),
        generics: Default::default(),
        colon_token: Default::default(),
        ty: Box::new(ty),
        eq_token: Default::default(),
        expr: Box::new(value),
        semi_token: Default::default(),
    })
}

/// A public struct with named fields.
pub(in crate::emit) fn item_struct(
    attrs: Vec<Attribute>,
    ident: impl Into<Ident>,
    fields: impl IntoIterator<Item = Field>,
) -> Item {
    let named = fields.into_iter().collect();
    Item::Struct(ItemStruct {
        attrs,
        vis: public(),
        struct_token: Default::default(),
        ident: ident.into(),
        generics: Default::default(),
        fields: Fields::Named(FieldsNamed { brace_token: Default::default(), named }),
        semi_token: None,
    })
}

/// A public field.
pub(in crate::emit) fn field(attrs: Vec<Attribute>, name: impl Into<Ident>, ty: Type) -> Field {
    Field {
        attrs,
        vis: public(),
        modifiers: Default::default(),
        ident: Some(name.into()),
        colon_token: Some(Default::default()),
        ty,
        default: None,
    }
}

/// `pub`
pub(in crate::emit) fn public() -> Visibility {
    Visibility::Public(Default::default())
}

/// `#[doc = "text"]`, which is printed as a comment.
pub(in crate::emit) fn doc(text: &str) -> Attribute {
    let value = expressions::text(text);
    attribute(Meta::NameValue(MetaNameValue { path: word("doc").into(), eq_token: Default::default(), value }))
}

/// `#[name]`
pub(in crate::emit) fn mark(name: &str) -> Attribute {
    attribute(Meta::Path(word(name).into()))
}

/// `#[name(tokens)]`
pub(in crate::emit) fn listing(name: &str, tokens: TokenStream) -> Attribute {
    let delimiter = MacroDelimiter::Paren(Default::default());
    attribute(Meta::List(MetaList { path: word(name).into(), delimiter, tokens }))
}

fn attribute(meta: Meta) -> Attribute {
    let style = AttrStyle::Outer;
    Attribute { pound_token: Default::default(), style, bracket_token: Default::default(), meta }
}
