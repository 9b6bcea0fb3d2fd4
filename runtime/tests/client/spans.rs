//! What a log shows of a call.

use std::io;
use std::sync::{Arc, Mutex};

use docwright_runtime::client::Bearer;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::script::{Script, answer, get};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test(start_paused = true)]
async fn a_span_tells_operation_status_and_tries_but_no_secrets() {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_ansi(false).with_span_events(FmtSpan::CLOSE).with_writer(log.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let script = Script::new([answer(503, "hunter2"), answer(200, r#""hunter2""#)]);
    let client = script.builder().credentials(Bearer::new("hunter2")).build().unwrap();
    get(&client).header("X", "hunter2").await.unwrap();
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for part in [
        "operation=\"v1Contact_Get\"",
        "http.request.method=\"GET\"",
        "url.template=\"/api/v1/Contact/1\"",
        "http.response.status_code=200",
        "attempts=2",
        "sent again",
    ] {
        assert!(log.contains(part), "{part} is not in {log}");
    }
    assert!(!log.contains("hunter2"), "{log}");
}
