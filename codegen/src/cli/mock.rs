//! `docwright mock`

use std::collections::BTreeSet;
#[cfg(unix)]
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::sync::Arc;
#[cfg(unix)]
use std::task::Poll;

use crate::api::{Api, Operation};
use crate::mock::Mock;
use crate::plan::Choices;
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};
use tokio::sync::Notify;

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
    let served = runtime.block_on(serve(understood.api, project.choices(), args));
    runtime.shutdown_background();
    served
}

async fn serve(api: Api, choices: Choices<'_>, args: &MockArgs) -> Result<(), Failure> {
    let listener = TcpListener::bind((args.host.as_str(), args.port)).await;
    let listener = listener.map_err(|error| cannot_listen(args, &error))?;
    let address = listener.local_addr().map_err(|error| broken("listen", &error))?;
    let mut signals = Signals::new().map_err(|error| broken("wait for Ctrl-C", &error))?;
    let hurry = Arc::new(Notify::new());
    let hurried = Arc::clone(&hurry);
    let shutdown = async move {
        signals.next().await;
        say!("finishing the requests under way; Ctrl-C again ends at once");
        tokio::spawn(async move {
            signals.next().await;
            hurry.notify_one();
        });
    };
    let mock = Mock::new(api, choices);
    let serving = tokio::spawn(mock.serve(listener, shutdown));
    let abort = serving.abort_handle();
    tokio::spawn(async move {
        hurried.notified().await;
        abort.abort();
    });
    say!("listening on http://{address}; Ctrl-C ends it");
    match serving.await {
        Ok(served) => served.map_err(|error| broken("listen", &error)),
        // It was ended at once.
        Err(_) => Ok(()),
    }
}

/// Ctrl-C, and the signal that ends services. None is missed once this was made.
#[cfg(unix)]
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        poll_fn(|context| {
            let signals = [&mut self.interrupt, &mut self.terminate];
            let received = signals.into_iter().any(|signal| signal.poll_recv(context).is_ready());
            if received { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

/// Ctrl-C.
#[cfg(windows)]
struct Signals(CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        self.0.recv().await;
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
