//! Lists in pages, by the OData rules.

use std::cmp::Ordering;

use axum::http::StatusCode;
use axum::http::header::HOST;
use docwright_runtime::server::{Context, Error, Result};
use docwright_runtime::{Json, Map, QuerySet, from_json, to_json};
use form_urlencoded::Serializer;
use superoffice::models::{Archive, Contact, Mode};
use superoffice::query::ContactEntityGetAll as Query;

use crate::select::names;

/// The rows of a page unless the client asks for another number.
const PAGE: i32 = 25;

/// Columns that are always there.
const KEYS: [&str; 2] = ["PrimaryKey", "EntityName"];

type Row = Map<Json>;

/// A page: `$skip` rows are left out, then come `$top`. If there are more, `odata.nextLink` leads to them.
///
/// # Errors
/// 400: a negative number. 501: `$filter` and full mode, which this example does without.
pub(super) fn page(context: &Context, companies: Vec<Contact>, mut query: Query) -> Result<Archive> {
    if query.filter.as_ref().is_some_and(|filter| !filter.is_empty()) || query.mode == Some(Mode::Full) {
        return Err(Error::new(StatusCode::NOT_IMPLEMENTED, "$filter and $mode=Full are not implemented"));
    }
    let (top, skip) = (count("$top", query.top, PAGE)?, count("$skip", query.skip, 0)?);
    let mut rows: Vec<Row> = companies.iter().map(row).collect::<Result<_>>()?;
    sort(&mut rows, query.order_by.as_deref().unwrap_or_default());
    let more = rows.len() > skip.saturating_add(top) && top > 0;
    let rows = rows.into_iter().skip(skip).take(top).map(|row| columns(row, query.select.as_deref()));
    let rows = rows.collect();
    query.skip = i32::try_from(skip.saturating_add(top)).ok();
    Ok(Archive {
        odata_metadata: Some(format!("{}/api/v1/Archive/$metadata", origin(context))),
        odata_next_link: more.then(|| link(context, &query)),
        value: Some(rows),
        ..Archive::default()
    })
}

fn count(name: &str, number: Option<i32>, default: i32) -> Result<usize> {
    usize::try_from(number.unwrap_or(default)).map_err(|_| Error::bad_request(format!("{name} is negative")))
}

/// A company as a row: names of columns begin with a small letter.
fn row(company: &Contact) -> Result<Row> {
    let json = to_json(company).map_err(Error::internal)?;
    let properties: Map<Json> = from_json(&json).map_err(Error::internal)?;
    let mut row: Row = properties.into_iter().map(|(name, value)| (column(&name), value)).collect();
    row.insert("PrimaryKey".to_owned(), company.contact_id.into());
    row.insert("EntityName".to_owned(), "contact".into());
    Ok(row)
}

fn column(property: &str) -> String {
    let mut rest = property.chars();
    rest.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(rest).collect()
}

fn columns(mut row: Row, select: Option<&str>) -> Row {
    if let Some(list) = select.filter(|list| !list.is_empty()) {
        row.retain(|name, _| {
            KEYS.contains(&name.as_str()) || names(list).any(|wanted| wanted.eq_ignore_ascii_case(name))
        });
    }
    row
}

/// Sorts by columns such as `name desc,contactId`.
fn sort(rows: &mut [Row], order: &str) {
    rows.sort_by(|left, right| {
        let orders = order.split(',').map(str::trim).filter(|term| !term.is_empty());
        orders.map(|term| compare(term, left, right)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
}

fn compare(term: &str, left: &Row, right: &Row) -> Ordering {
    let (name, direction) = term.split_once(' ').unwrap_or((term, "asc"));
    let cell =
        |row: &Row| row.iter().find(|(column, _)| column.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone());
    let order = match (cell(left), cell(right)) {
        (Some(Json::Number(left)), Some(Json::Number(right))) => left.as_i64().cmp(&right.as_i64()),
        (left, right) => left.map(|cell| cell.to_string()).cmp(&right.map(|cell| cell.to_string())),
    };
    if direction.trim().eq_ignore_ascii_case("desc") { order.reverse() } else { order }
}

/// The same request for other rows.
fn link(context: &Context, query: &Query) -> String {
    let mut pairs = Serializer::new(String::new());
    query.with_params(&mut |params| {
        let set = query.names().iter().zip(params).filter_map(|(name, param)| Some((name, param.get()?)));
        set.for_each(|(name, value)| {
            value.for_each_item(&mut |item| {
                pairs.append_pair(name, item);
            });
        });
    });
    format!("{}{}?{}", origin(context), context.operation().template, pairs.finish())
}

/// Where the client reached this server.
fn origin(context: &Context) -> String {
    format!("http://{}", context.header(HOST.as_str()).unwrap_or("localhost"))
}
