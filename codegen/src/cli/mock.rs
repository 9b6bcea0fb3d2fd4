//! `docwright mock`

use std::collections::BTreeSet;
use std::future::poll_fn;
use std::io::{self, ErrorKind};

use docwright::api::{Api, Operation};
use docwright::mock::Mock;
use docwright::options::Options;
use tokio::net::TcpListener;

use super::args::MockArgs;
use super::failure::Failure;
use super::say;
use super::summary::count;
use super::understand::{BRIEFLY, Question, understand};

/// More operations than this are only counted, unless all are asked for.
const MOST_SHOWN: usize = 150;

pub(crate) fn run(args: &MockArgs) -> Result<(), Failure> {
    let Question { project, understood, .. } = understand(&args.input, &args.config, BRIEFLY)?;
    show(&understood.api, args.routes);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| broken("start", &error))?;
    let served = runtime.block_on(serve(understood.api, &project.options, args));
    runtime.shutdown_background();
    served
}

async fn serve(api: Api, options: &Options, args: &MockArgs) -> Result<(), Failure> {
    let listener = TcpListener::bind((args.host.as_str(), args.port)).await;
    let listener = listener.map_err(|error| cannot_listen(args, &error))?;
    let address = listener.local_addr().map_err(|error| broken("listen", &error))?;
    let shutdown = async {
        asked_to_end().await;
        say!("finishing the requests under way; Ctrl-C again ends at once");
    };
    let serving = tokio::spawn(Mock::new(api, options).serve(listener, shutdown));
    let abort = serving.abort_handle();
    tokio::spawn(async move {
        asked_to_end().await;
        asked_to_end().await;
        abort.abort();
    });
    say!("listening on http://{address}; Ctrl-C ends it");
    match serving.await {
        Ok(served) => served.map_err(|error| broken("listen", &error)),
        // It was ended at once.
        Err(_) => Ok(()),
    }
}

/// Waits for Ctrl-C, or for the signal that ends services.
#[cfg(unix)]
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        // The signals keep what they do by themselves: they end the process.
        return std::future::pending().await;
    };
    poll_fn(|context| match interrupt.poll_recv(context) {
        std::task::Poll::Ready(received) => std::task::Poll::Ready(received),
        std::task::Poll::Pending => terminate.poll_recv(context),
    })
    .await;
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn asked_to_end() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Ctrl-C keeps what it does by itself: it ends the process.
        std::future::pending().await
    }
}

fn cannot_listen(args: &MockArgs, error: &io::Error) -> Failure {
    let MockArgs { host, port, .. } = args;
    let help = match error.kind() {
        ErrorKind::AddrInUse => "end the other program, or choose a port with --port; --port 0 takes a free one",
        ErrorKind::PermissionDenied => "choose a port above 1023 with --port; --port 0 takes a free one",
        _ => "give an address of this machine with --host, such as 127.0.0.1",
    };
    let what = match error.kind() {
        ErrorKind::AddrInUse => format!("port {port} of {host} is in use"),
        _ => format!("cannot listen on port {port} of {host}: {error}"),
    };
    Failure::files(what, help)
}

fn broken(what: &str, error: &io::Error) -> Failure {
    Failure::files(format!("the mock cannot {what}: {error}"), "start it again")
}

fn show(api: &Api, all: bool) {
    if all || api.operations().count() <= MOST_SHOWN {
        show_routes(api);
    } else {
        show_services(api);
    }
}

/// One line for each operation, by path.
fn show_routes(api: &Api) {
    let route =
        |operation: &Operation| (operation.path.to_string(), operation.method.as_str(), operation.id.to_string());
    let routes: BTreeSet<_> = api.operations().map(route).collect();
    let width = routes.iter().map(|(path, ..)| path.len()).max().unwrap_or(0);
    for (path, method, id) in &routes {
        say!("{method:<6}  {path:<width$}  {id}");
    }
}

/// How many operations each service has.
fn show_services(api: &Api) {
    let width = api.services.iter().map(|service| service.name.as_str().len()).max().unwrap_or(0);
    for service in &api.services {
        say!("{:<width$}  {}", service.name, count(service.operations.len(), "operation"));
    }
    let (operations, services) = (api.operations().count(), count(api.services.len(), "service"));
    say!("{} in {services}; --routes shows them", count(operations, "operation"));
}
