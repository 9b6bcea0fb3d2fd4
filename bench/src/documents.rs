//! The JSON documents that are measured.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde_json::{Value, json};

/// The rows of a big list.
const ROWS: usize = 3_000;

/// The sample response of a page in the docs of this repository.
///
/// # Errors
/// The page cannot be read or shows no JSON.
pub fn sample(page: &str) -> io::Result<Value> {
    response(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input").join(page))
}

/// A list of one sample response: that of a page in the folder that `DOCWRIGHT_CORPUS` names, or
/// else in the docs of this repository.
///
/// # Errors
/// The page cannot be read or shows no JSON.
pub fn repeated(page: &str) -> io::Result<Value> {
    let corpus = env::var_os("DOCWRIGHT_CORPUS");
    let sample = match corpus.map(|corpus| PathBuf::from(corpus).join("2021-11/restful").join(page)) {
        Some(page) => response(&page)?,
        None => sample(page)?,
    };
    Ok(Value::Array(vec![sample; ROWS / 10]))
}

/// A list of companies with dates, nested structs, maps and properties that no model has.
pub fn companies() -> Value {
    (0..ROWS).map(company).collect()
}

fn company(row: usize) -> Value {
    json!({
        "ContactId": row,
        "Name": format!("Company \"{row}\""),
        "OrgNr": null,
        "UpdatedDate": "2024-01-31T08:00:00.1234567",
        "CreatedDate": "2011-02-25T18:28:47+01:00",
        "CreditLimit": { "Amount": 1250.5, "Currency": "NOK", "Steps": [1, 2, 3] },
        "Emails": [{ "Value": "info@example.com", "StrippedValue": "info@example.com", "Verified": true }],
        "Associate": { "AssociateId": row % 50, "Name": "ANN", "Rank": 3, "Deleted": false, "FullName": "Ann Ærlig" },
        "Country": { "CountryId": 578, "Name": "Norge", "TwoLetterISOCountry": "NO" },
        "Address": { "Wgs84Latitude": 59.91273, "Wgs84Longitude": 10.74609, "Formatted": "Street 1\n0150 Oslo" },
        "Xstop": false,
        "Score": "A",
        "Domains": ["example.com", "example.org"],
        "CustomFields": { "SuperOffice:1": "True", "SuperOffice:2": "4711", "x_color": "Green" },
        "TableRight": { "Mask": "FULL", "Reason": "" },
    })
}

/// A line of a conversation with a long text.
pub fn chat_message() -> Value {
    json!({
        "ChatMessageId": 4711,
        "ChatSessionId": 12,
        "Type": "Customer",
        "Message": "The second parcel has not arrived; could you please look where it is?\n".repeat(40),
        "Author": "Ann Ærlig",
        "ReadByCustomer": 1,
        "WhenPosted": "2024-01-31T08:00:00.1234567",
    })
}

/// Samples are HTTP messages in fenced blocks; that of the response is the last one.
fn response(page: &Path) -> io::Result<Value> {
    let text = fs::read_to_string(page)?.replace("\r\n", "\n");
    let message = text.rsplit_once("```http_\n").and_then(|(_, rest)| rest.split_once("```"));
    let body = message.and_then(|(message, _)| message.split_once("\n\n"));
    let (_, body) = body.ok_or_else(|| io::Error::other(format!("{} shows no response", page.display())))?;
    Ok(serde_json::from_str(body)?)
}
