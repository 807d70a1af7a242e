//! Standard input and output. A pipe or a socket, which is what editors give, is waited for by the thread that reads the
//! messages; anything else is read and written on a thread of its own, which costs two changes of threads each time.

use tokio::io::{AsyncRead, AsyncWrite};

/// What is read from. Must be called on a tokio runtime.
pub(super) fn input() -> Box<dyn AsyncRead + Unpin> {
    #[cfg(unix)]
    if let Some(input) = unix::input() {
        return input;
    }
    Box::new(tokio::io::stdin())
}

/// What is written to. Must be called on a tokio runtime.
pub(super) fn output() -> Box<dyn AsyncWrite + Unpin> {
    #[cfg(unix)]
    if let Some(output) = unix::output() {
        return output;
    }
    Box::new(tokio::io::stdout())
}

#[cfg(unix)]
mod unix {
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::net::UnixStream as Socket;

    use tokio::io::{AsyncRead, AsyncWrite};
    use tokio::net::UnixStream;
    use tokio::net::unix::pipe::{Receiver, Sender};

    pub(super) fn input() -> Option<Box<dyn AsyncRead + Unpin>> {
        let stdin = std::io::stdin();
        if let Ok(pipe) = Receiver::from_owned_fd(copy(&stdin)?) {
            return Some(Box::new(pipe));
        }
        Some(Box::new(socket(copy(&stdin)?)?))
    }

    pub(super) fn output() -> Option<Box<dyn AsyncWrite + Unpin>> {
        let stdout = std::io::stdout();
        if let Ok(pipe) = Sender::from_owned_fd(copy(&stdout)?) {
            return Some(Box::new(pipe));
        }
        Some(Box::new(socket(copy(&stdout)?)?))
    }

    fn copy(of: &impl AsFd) -> Option<OwnedFd> {
        of.as_fd().try_clone_to_owned().ok()
    }

    /// A socket of this machine; `None` for what is none.
    fn socket(descriptor: OwnedFd) -> Option<UnixStream> {
        let socket = Socket::from(descriptor);
        socket.local_addr().ok()?;
        socket.set_nonblocking(true).ok()?;
        UnixStream::from_std(socket).ok()
    }
}
