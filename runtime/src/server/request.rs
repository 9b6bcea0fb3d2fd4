//! The arguments of an operation, as a request holds them.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{Context, Rejection};
use crate::form::{self, Form};
use crate::names::are_similar;
use crate::param::{FromParam, RawParam};
use crate::payload::{Binary, Payload};
use crate::query::{QueryParam, QuerySet};
use crate::template::{Piece, pieces};
use crate::{Base64, DecodeLimits};

/// The arguments of an operation, as a request holds them.
///
/// ```
/// use docwright_runtime::server::{Rejection, Request};
/// use docwright_runtime::{DateTime, Json};
///
/// /// `PUT /Contact/{id}/Notes?since=…`
/// fn arguments(request: &Request) -> Result<(i32, DateTime, Json), Rejection> {
///     Ok((request.path(0)?, request.query_arg("since")?, request.body()?))
/// }
/// ```
pub struct Request {
    context: Context,
    /// Segments of the path, or parts of them; still escaped, in the order of the template.
    path: Vec<String>,
    /// Names and texts of the query string, and of the form where there is one; the texts are still escaped.
    query: Vec<(String, String)>,
    /// Whether the body is the form that the operation takes, where it takes one.
    is_readable: bool,
    /// The body, or why there is none. An operation without body never asks.
    body: Result<Bytes, BodyFault>,
    limits: DecodeLimits,
}

/// Why there is no body.
#[derive(Clone, Copy, Debug)]
pub(super) enum BodyFault {
    TooLarge { limit: usize },
    TimedOut,
    Interrupted,
}

impl Request {
    pub(super) fn new(
        context: Context,
        path: Vec<String>,
        query: &str,
        body: Result<Bytes, BodyFault>,
        limits: DecodeLimits,
    ) -> Self {
        let form = match (Form::of(context.operation()), &body) {
            (Some(_), Ok(bytes)) => parse_form(context.header(CONTENT_TYPE.as_str()), bytes),
            _ => Some(Vec::new()),
        };
        let is_readable = form.is_some();
        let query = parse_query(query).into_iter().chain(form.unwrap_or_default()).collect();
        Self { context, path, query, is_readable, body, limits }
    }

    /// What the request says besides its arguments.
    pub fn context(&self) -> Context {
        self.context.clone()
    }

    /// The argument of a placeholder of the path, counted from 0.
    ///
    /// # Errors
    /// It does not parse.
    pub fn path<T: FromParam>(&self, placeholder: usize) -> Result<T, Rejection> {
        let text = self.path.get(placeholder).map(String::as_str).unwrap_or_default();
        T::from_param(RawParam::new(&[text], unescape)).map_err(|fault| {
            let name = self.placeholder_name(placeholder);
            Rejection::Path { name, expected: fault.expected }
        })
    }

    /// A required query parameter.
    ///
    /// # Errors
    /// It is missing or does not parse.
    pub fn query_arg<T: FromParam>(&self, name: &'static str) -> Result<T, Rejection> {
        self.check_form()?;
        let values = self.query_values(name, &[]);
        if values.is_empty() {
            return Err(Rejection::MissingQuery { name });
        }
        T::from_param(RawParam::new(&values, unescape))
            .map_err(|fault| Rejection::Query { name, expected: fault.expected })
    }

    /// The optional query parameters.
    ///
    /// # Errors
    /// One of them does not parse.
    pub fn query<Q: QuerySet>(&self) -> Result<Q, Rejection> {
        self.check_form()?;
        let mut query = Q::default();
        let names = query.names();
        let mut result = Ok(());
        query.with_params_mut(&mut |params| {
            result = names.iter().zip(params).try_for_each(|(name, param)| self.set(name, names, &mut **param));
        });
        result.map(|()| query)
    }

    /// Sets an optional query parameter, if there is one of this name.
    fn set(&self, name: &'static str, all: &[&str], param: &mut dyn QueryParam) -> Result<(), Rejection> {
        let values = self.query_values(name, all);
        if values.is_empty() {
            return Ok(());
        }
        param.set(RawParam::new(&values, unescape)).map_err(|fault| Rejection::Query { name, expected: fault.expected })
    }

    /// The body.
    ///
    /// # Errors
    /// It is not what the operation takes.
    pub fn body<T: Payload>(&self) -> Result<T, Rejection> {
        if let Some(found) = self.content_coding() {
            return Err(Rejection::ContentEncoding { found });
        }
        let bytes = self.body.clone()?;
        let content_type = self.context.header(CONTENT_TYPE.as_str()).map(str::to_owned);
        if let Some(found) = content_type.as_deref().filter(|found| !T::accepts(found)) {
            let expected = self.context.operation().consumes.join(" or ");
            return Err(Rejection::MediaType { found: found.to_owned(), expected });
        }
        T::from_body_within(Binary { content_type, bytes }, self.limits).map_err(Rejection::Body)
    }

    /// Whether the form that the operation takes was read; no body at all is one without fields.
    fn check_form(&self) -> Result<(), Rejection> {
        let Some(form) = Form::of(self.context.operation()) else { return Ok(()) };
        if let Some(found) = self.content_coding() {
            return Err(Rejection::ContentEncoding { found });
        }
        let bytes = self.body.as_ref().map_err(|fault| *fault)?;
        if self.is_readable || bytes.is_empty() {
            return Ok(());
        }
        let found = self.context.header(CONTENT_TYPE.as_str()).unwrap_or_default().to_owned();
        Err(Rejection::MediaType { found, expected: form.media_type().to_owned() })
    }

    /// The first coding of the body that is one.
    fn content_coding(&self) -> Option<String> {
        let headers = self.context.headers().get_all(CONTENT_ENCODING);
        let codings = headers.iter().filter_map(|header| header.to_str().ok()).flat_map(|header| header.split(','));
        let coding =
            codings.map(str::trim).find(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case("identity"))?;
        Some(coding.to_ascii_lowercase())
    }

    /// Names are compared as the API does: the exact one counts, or else those that differ in case, unless they are
    /// exactly the names of others.
    fn query_values(&self, name: &str, others: &[&str]) -> Vec<&str> {
        let values = |is_meant: &dyn Fn(&str) -> bool| -> Vec<&str> {
            self.query.iter().filter(|(found, _)| is_meant(found)).map(|(_, text)| text.as_str()).collect()
        };
        let exact = values(&|found| found == name);
        match exact.is_empty() {
            true => values(&|found| are_similar(name, found) && !others.contains(&found)),
            false => exact,
        }
    }

    fn placeholder_name(&self, placeholder: usize) -> &'static str {
        let names = pieces(self.context.operation().template).filter_map(|piece| match piece {
            Piece::Placeholder(name) => Some(name),
            Piece::Literal(_) => None,
        });
        names.into_iter().nth(placeholder).unwrap_or("?")
    }
}

impl From<BodyFault> for Rejection {
    fn from(fault: BodyFault) -> Self {
        match fault {
            BodyFault::TooLarge { limit } => Self::TooLarge { limit },
            BodyFault::TimedOut => Self::TimedOut,
            BodyFault::Interrupted => Self::Interrupted,
        }
    }
}

/// The names and values of a form of either kind, as those of a query; files are base64 text, as parameters hold bytes.
/// `None` if the body is no form.
fn parse_form(content_type: Option<&str>, body: &[u8]) -> Option<Vec<(String, String)>> {
    let content_type = content_type.unwrap_or_default();
    match Form::named(content_type)? {
        Form::UrlEncoded => std::str::from_utf8(body).ok().map(parse_query),
        Form::Multipart => {
            let text = |part: &form::Part| match part.is_file {
                true => Base64::from_bytes(&part.content).as_str().to_owned(),
                false => String::from_utf8_lossy(&part.content).into_owned(),
            };
            let escape = |text: String| utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string();
            let parts = form::read(content_type, body)?;
            Some(parts.into_iter().map(|part| (part.name.clone(), escape(text(&part)))).collect())
        }
    }
}

/// A name or value without `=` counts as a parameter with empty text.
fn parse_query(query: &str) -> Vec<(String, String)> {
    // In query strings, but not in paths, `+` stands for a space.
    let query = query.replace('+', "%20");
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .filter_map(|pair| {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            Some((unescape(name)?, text.to_owned()))
        })
        .collect()
}

/// Whether no escape is broken.
pub(super) fn is_escaped(text: &str) -> bool {
    text.split('%').skip(1).all(|escape| escape.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}

/// `None` if an escape is broken or the text is not UTF-8: what was meant cannot be known.
pub(super) fn unescape(text: &str) -> Option<String> {
    if !is_escaped(text) {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Method, Operation};

    #[test]
    fn exact_names_beat_those_that_differ_in_case() {
        const OPERATION: Operation = Operation::new("GetTop", Method::Get, "/Top");
        let request = |query| {
            let context = Context::new(&OPERATION, http::HeaderMap::new(), http::Extensions::new());
            Request::new(context, Vec::new(), query, Ok(Bytes::new()), DecodeLimits::NONE)
        };
        for (query, top) in [("top=1", 1), ("Top=1", 1), ("Top=2&top=1", 1), ("top=1&TOP=x", 1)] {
            assert_eq!(request(query).query_arg::<i32>("top").unwrap(), top, "{query}");
        }
        assert_eq!(request("Ids=1&ids=2&ids=3").query_arg::<Vec<i32>>("ids").unwrap(), [2, 3]);

        struct Both {
            top: Option<i32>,
            top_2: Option<i32>,
        }
        crate::query!(Both { top: "top", top_2: "Top" });
        for (query, expected) in
            [("Top=1", (None, Some(1))), ("top=1", (Some(1), None)), ("Top=1&top=2", (Some(2), Some(1)))]
        {
            let both: Both = request(query).query().unwrap();
            assert_eq!((both.top, both.top_2), expected, "{query}");
        }
    }

    #[test]
    fn a_form_has_the_parameters_of_an_operation_that_takes_one() {
        const OPERATION: Operation = Operation {
            consumes: &["application/x-www-form-urlencoded"],
            ..Operation::new("AddTop", Method::Post, "/Top")
        };
        let request = |media_type: &'static str, body: &'static str| {
            let headers = http::HeaderMap::from_iter([(CONTENT_TYPE, http::HeaderValue::from_static(media_type))]);
            let context = Context::new(&OPERATION, headers, http::Extensions::new());
            Request::new(context, Vec::new(), "q=1", Ok(Bytes::from_static(body.as_bytes())), DecodeLimits::NONE)
        };
        let form = request("application/x-www-form-urlencoded; charset=utf-8", "a+b=c%26d&n=7");
        assert_eq!(form.query_arg::<String>("a b").unwrap(), "c&d");
        assert_eq!((form.query_arg::<i32>("n").unwrap(), form.query_arg::<i32>("q").unwrap()), (7, 1));
        let parts = "--x\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n8\r\n--x\r\nContent-Disposition: \
                     form-data; name=\"f\"; filename=\"f\"\r\n\r\n&=\r\n--x--\r\n";
        let parts = request("multipart/form-data; boundary=x", parts);
        assert_eq!(parts.query_arg::<i32>("n").unwrap(), 8);
        assert_eq!(parts.query_arg::<Base64>("f").unwrap().decode().unwrap(), b"&=");
        for (media_type, body) in [("application/json", "{}"), ("multipart/form-data; boundary=x", "--x")] {
            let refused = request(media_type, body).query_arg::<i32>("q").unwrap_err();
            assert!(matches!(refused, Rejection::MediaType { .. }), "{media_type}: {refused}");
        }
        assert_eq!(request("application/json", "").query_arg::<i32>("q").unwrap(), 1, "no body at all");
    }

    #[test]
    fn query_strings_fall_into_pairs() {
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(parse_query(""), []);
        assert_eq!(
            parse_query("a=1&&%24b=x%2Cy,z&c&d=e=f&g=h+i"),
            [pair("a", "1"), pair("$b", "x%2Cy,z"), pair("c", ""), pair("d", "e=f"), pair("g", "h%20i")]
        );
    }
}
