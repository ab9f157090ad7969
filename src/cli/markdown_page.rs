//! Markdown → a manual page (man(7)): headings, paragraphs, lists, tables and code of the guide, for pages that stand there already.
//!
//! Tables become tagged paragraphs, a row each: the first cell is the tag, and the other columns are told with their headings.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The page `name`(7) with that line below its name, of a guide's page.
pub(super) fn page_of_markdown(name: &str, about: &str, markdown: &str) -> String {
    let mut page = Page {
        text: format!(
            ".TH {name} 7\n.SH NAME\n{} \\- {}\n",
            escaped(name),
            escaped(about)
        ),
        ..Page::default()
    };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        page.add(event);
    }
    page.flush();
    page.text
}

/// A page as it is written.
#[derive(Debug, Default)]
struct Page {
    text: String,
    /// The line that is being put together, with its fonts.
    line: String,
    /// The headings of the table that is being read.
    columns: Vec<String>,
    /// The cells of its row.
    cells: Vec<String>,
    is_title: bool,
    is_code: bool,
}

impl Page {
    fn add(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.is_code => {
                for line in text.lines() {
                    self.text.push_str(&guarded(&escaped(line)));
                    self.text.push('\n');
                }
            }
            Event::Text(text) => self.line.push_str(&escaped(&text)),
            Event::Code(code) => {
                self.line.push_str("\\fB");
                self.line.push_str(&escaped(&code));
                self.line.push_str("\\fR");
            }
            Event::SoftBreak | Event::HardBreak => self.line.push(' '),
            // Comments of the guide, and what its pages do not use.
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.is_title = *level == pulldown_cmark::HeadingLevel::H1;
            }
            Tag::Paragraph => self.flush(),
            Tag::Item => {
                self.flush();
                self.text.push_str(".IP \\(bu 2\n");
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.text.push_str(".PP\n.nf\n");
                self.is_code = true;
            }
            Tag::Strong => self.line.push_str("\\fB"),
            Tag::Emphasis => self.line.push_str("\\fI"),
            Tag::TableHead | Tag::TableRow => self.cells.clear(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let heading = std::mem::take(&mut self.line);
                // The page's title is its name; what follows describes it.
                let heading = if self.is_title {
                    "DESCRIPTION".to_owned()
                } else {
                    heading.to_uppercase()
                };
                self.text.extend([".SH ", &heading, "\n"]);
            }
            TagEnd::Paragraph => {
                if !self.text.ends_with(".IP \\(bu 2\n") {
                    self.text.push_str(".PP\n");
                }
                self.flush();
            }
            TagEnd::Item => self.flush(),
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.text.push_str(".fi\n");
            }
            TagEnd::Strong | TagEnd::Emphasis => self.line.push_str("\\fR"),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                self.cells.push(cell);
            }
            TagEnd::TableHead => self.columns = std::mem::take(&mut self.cells),
            TagEnd::TableRow => self.row(),
            _ => {}
        }
    }

    /// Writes a row of a table.
    fn row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let mut cells = cells.into_iter().zip(&self.columns);
        let Some((tag, _)) = cells.next() else {
            return;
        };
        let mut told = String::new();
        for (nth, (cell, column)) in cells.filter(|(cell, _)| !cell.is_empty()).enumerate() {
            if nth == 0 {
                told.push_str(&cell);
            } else {
                told.extend(["; ", column, ": ", &cell]);
            }
        }
        self.text
            .extend([".TP\n", &guarded(&tag), "\n", &guarded(&told), "\n"]);
    }

    /// Ends the line.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.text.push_str(&guarded(line.trim()));
            self.text.push('\n');
        }
    }
}

/// Text in which nothing is a command: backslashes and hyphens are told as themselves.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

/// A line that no dot or quote at its start makes a command.
fn guarded(line: &str) -> String {
    if line.starts_with(['.', '\'']) {
        format!("\\&{line}")
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::page_of_markdown;

    #[test]
    fn what_the_guide_uses_becomes_a_page() {
        let markdown = "# Title\n\nOne `a-b`\nline.\n\n## Part two\n\n| written | means | also |\n|---|---|---|\n| `'w` | *that* | x |\n| .q | | |\n\n- one\n- **two**\n\n```sh\n.x \\y\n```\n";
        assert_eq!(
            page_of_markdown("p-q", "about it", markdown),
            ".TH p-q 7\n.SH NAME\np\\-q \\- about it\n.SH DESCRIPTION\n.PP\nOne \\fBa\\-b\\fR line.\n.SH PART TWO\n\
             .TP\n\\fB'w\\fR\n\\fIthat\\fR; also: x\n.TP\n\\&.q\n\n.IP \\(bu 2\none\n.IP \\(bu 2\n\\fBtwo\\fR\n\
             .PP\n.nf\n\\&.x \\ey\n.fi\n"
        );
    }
}
