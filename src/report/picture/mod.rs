//! Common parts of pictures: their typeface, colours and axes, and the conversion from SVG to PNG.

pub(super) mod axis;
pub(super) mod palette;
pub(super) mod plot;

use resvg::{tiny_skia, usvg};

/// The typeface of SVG pictures; PNGs use the embedded one.
pub(super) const FONT: &str = "sans-serif";
/// The number of PNG pixels for each pixel of the SVG.
const SHARPNESS: f32 = 2.0;

/// An SVG picture as PNG, on a light ground: rules for a dark one are left out. Needs no fonts on the machine.
#[must_use]
pub fn rasterised(svg: &str) -> Option<Vec<u8>> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_data(epaint_default_fonts::UBUNTU_LIGHT.to_vec());
    let family = fonts.faces().next()?.families.first()?.0.clone();
    fonts.set_sans_serif_family(family);
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(SHARPNESS)?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(SHARPNESS, SHARPNESS), &mut pixels.as_mut());
    pixels.encode_png().ok()
}

/// A text as XML allows it: names come from files, and may hold anything.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\u{FFFE}' | '\u{FFFF}' => safe.push('\u{FFFD}'),
            c if c.is_control() => safe.push('\u{FFFD}'),
            c => safe.push(c),
        }
    }
    safe
}
