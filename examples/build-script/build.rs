//! Generates the API into `OUT_DIR`.

fn main() -> docwright::Result {
    docwright::Builder::new("../../docs-input").services(["Chat_Agent", "rest/Contact"]).build()
}
