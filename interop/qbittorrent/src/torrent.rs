//! A torrent, made on the spot.

/// A torrent in a folder of two small files, and one file: which pieces it has does not matter, as nobody shares it.
pub(crate) fn torrent(name: &str) -> Vec<u8> {
    let file = |path: &str, length: usize| format!("d6:lengthi{length}e4:pathl{}ee", text(path));
    let pieces = [b"5:".repeat(0), b"12345678901234567890".repeat(2)].concat();
    let mut info = format!(
        "d5:filesl{}{}e4:name{}12:piece lengthi16384e6:pieces40:",
        file("a.txt", 20_000),
        file("b.txt", 7),
        text(name)
    )
    .into_bytes();
    info.extend(pieces);
    info.extend(b"7:privatei1ee");
    let mut torrent = b"d7:comment4:test4:info".to_vec();
    torrent.extend(info);
    torrent.push(b'e');
    torrent
}

fn text(text: &str) -> String {
    format!("{}:{text}", text.len())
}
