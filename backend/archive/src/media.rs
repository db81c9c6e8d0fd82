//! Which files are compressed already, so that packing them again would only cost time.

use crate::part::head::FileHead;

/// Whether a file is compressed already, by its media type or by the ending of its name.
pub fn is_compressed(head: &FileHead, name: &str) -> bool {
    let media_type = head.media_type.as_deref().unwrap_or_default().to_ascii_lowercase();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let by_type = match essence.split_once('/') {
        Some(("video", _)) => true,
        Some(("audio", kind)) => !kind.contains("wav"),
        Some(("image", kind)) => matches!(kind, "jpeg" | "png" | "gif" | "webp" | "avif" | "heic" | "heif" | "jxl"),
        Some(("application", kind)) => {
            kind.starts_with("vnd.openxmlformats")
                || kind.starts_with("vnd.oasis.opendocument")
                || matches!(
                    kind,
                    "zip" | "gzip" | "x-gzip" | "x-7z-compressed" | "x-xz" | "zstd" | "x-bzip2" | "vnd.rar"
                )
        }
        Some(_) | None => false,
    };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let by_ending = matches!(
        ending.as_str(),
        "jpg"
            | "jpeg"
            | "png"
            | "gif"
            | "webp"
            | "heic"
            | "mp3"
            | "mp4"
            | "m4a"
            | "mov"
            | "webm"
            | "ogg"
            | "zip"
            | "gz"
            | "7z"
            | "xz"
            | "zst"
            | "rar"
            | "docx"
            | "xlsx"
            | "pptx"
            | "odt"
            | "ods"
    );
    by_type || by_ending
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_compressed_and_text_is_not() {
        let of = |media_type: Option<&str>, name| {
            is_compressed(&FileHead { media_type: media_type.map(str::to_owned), ..FileHead::default() }, name)
        };
        assert!(of(Some("IMAGE/JPEG; q=1"), "x"));
        assert!(of(Some("application/octet-stream"), "film.MP4"));
        assert!(!of(Some("text/plain"), "x.txt"));
        assert!(!of(None, "x"));
        assert!(!of(Some("image/bmp"), "x.bmp"));
    }
}
