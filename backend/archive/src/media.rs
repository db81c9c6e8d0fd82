//! Which files are compressed already, so that packing them again would only cost time.

use crate::{entries::Packing, part::head::FileHead};

/// How to pack a file, by its media type, or by its ending where that says nothing.
pub fn packing(head: &FileHead, name: &str) -> Packing {
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
    if by_type || by_ending { Packing::AsIs } else { Packing::Squeezed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_stay_as_they_are_and_text_is_squeezed() {
        let of = |media_type: Option<&str>, name| {
            packing(&FileHead { media_type: media_type.map(str::to_owned), ..FileHead::default() }, name)
        };
        assert_eq!(of(Some("IMAGE/JPEG; q=1"), "x"), Packing::AsIs);
        assert_eq!(of(Some("application/octet-stream"), "film.MP4"), Packing::AsIs);
        assert_eq!(of(Some("text/plain"), "x.txt"), Packing::Squeezed);
        assert_eq!(of(None, "x"), Packing::Squeezed);
        assert_eq!(of(Some("image/bmp"), "x.bmp"), Packing::Squeezed);
    }
}
