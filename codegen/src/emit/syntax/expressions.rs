//! Expressions.

use proc_macro2::Span;
use syn::{
    Arm, Expr, ExprArray, ExprCall, ExprField, ExprLit, ExprMatch, ExprMethodCall, ExprPath, ExprReference, ExprStruct,
    ExprTry, FieldValue, Ident, Lit, LitInt, LitStr, Member, Pat, PatWild, Path,
};

use super::{path, word};
use crate::plan::idents;

/// The value at a path.
pub(in crate::emit) fn value(path: Path) -> Expr {
    Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path })
}

/// A variable of our own.
pub(in crate::emit) fn own(name: &str) -> Expr {
    value(path(&[name]))
}

/// A variable that a plan names.
pub(in crate::emit) fn variable(ident: &idents::Ident) -> Expr {
    value(Ident::from(ident).into())
}

/// `"text"`
pub(in crate::emit) fn text(text: &str) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit: Lit::Str(LitStr::new(text, Span::call_site())) })
}

/// `true`
pub(in crate::emit) fn yes() -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit: Lit::Bool(syn::LitBool::new(true, Span::call_site())) })
}

/// A number, whose type follows from where it stands.
pub(in crate::emit) fn number(number: usize) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit: Lit::Int(LitInt::new(&number.to_string(), Span::call_site())) })
}

/// A constant as a pattern.
pub(in crate::emit) fn constant_pattern(path: Path) -> Pat {
    Pat::Path(ExprPath { attrs: Vec::new(), qself: None, path })
}

/// `_`
pub(in crate::emit) fn wildcard() -> Pat {
    Pat::Wild(PatWild { attrs: Vec::new(), underscore_token: Default::default() })
}

/// `function(arguments)`
pub(in crate::emit) fn call(function: Path, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(value(function)),
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `receiver.method(arguments)`
pub(in crate::emit) fn method(
    receiver: Expr,
    method: impl Into<Ident>,
    arguments: impl IntoIterator<Item = Expr>,
) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Default::default(),
        method: method.into(),
        turbofish: None,
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `base.0`
pub(in crate::emit) fn first(base: Expr) -> Expr {
    let member = Member::from(0);
    Expr::Field(ExprField { attrs: Vec::new(), base: Box::new(base), dot_token: Default::default(), member })
}

/// `&value`
pub(in crate::emit) fn reference(value: Expr) -> Expr {
    let expr = Box::new(value);
    Expr::Reference(ExprReference { attrs: Vec::new(), and_token: Default::default(), mutability: None, expr })
}

/// `value?`
pub(in crate::emit) fn tried(value: Expr) -> Expr {
    Expr::Try(ExprTry { attrs: Vec::new(), expr: Box::new(value), question_token: Default::default() })
}

/// `&[a, b]`
pub(in crate::emit) fn list(elements: impl IntoIterator<Item = Expr>) -> Expr {
    let elems = elements.into_iter().collect();
    reference(Expr::Array(ExprArray { attrs: Vec::new(), bracket_token: Default::default(), elems }))
}

/// `Struct { name: value, ..rest }`
pub(in crate::emit) fn structure(
    path: Path,
    fields: impl IntoIterator<Item = (&'static str, Expr)>,
    rest: Expr,
) -> Expr {
    let field = |(name, expr)| FieldValue {
        attrs: Vec::new(),
        member: Member::Named(word(name)),
        colon_token: Some(Default::default()),
        expr,
    };
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        brace_token: Default::default(),
        fields: fields.into_iter().map(field).collect(),
        dot2_token: Some(Default::default()),
        rest: Some(Box::new(rest)),
    })
}

/// `match value { pattern => result, }`
pub(in crate::emit) fn matched(value: Expr, arms: impl IntoIterator<Item = (Pat, Expr)>) -> Expr {
    let arm = |(pat, result)| Arm {
        attrs: Vec::new(),
        pat,
        fat_arrow_token: Default::default(),
        body: Box::new(result),
        comma: Some(Default::default()),
    };
    Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: Default::default(),
        expr: Box::new(value),
        brace_token: Default::default(),
        arms: arms.into_iter().map(arm).collect(),
    })
}
