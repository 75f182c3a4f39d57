package io.pinelink.examples.rag;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.springframework.ai.document.Document;

/**
 * A part of a guide that is short enough to be embedded as a whole.
 *
 * @param file the name of the guide's file
 * @param title the headings above the passage, from the title of the guide down
 * @param text the Markdown of the passage, without its heading
 */
record Passage(String file, String title, String text) {
  /** Stands between the headings of a title. */
  static final char SEPARATOR = '›';

  private static final String FILE = "file";
  private static final String TITLE = "title";

  /** Returns the document to store. The same passage has the same id after a restart. */
  Document toDocument() {
    String content = title + "\n\n" + text;
    UUID id = UUID.nameUUIDFromBytes((file + "\n" + content).getBytes(StandardCharsets.UTF_8));
    return new Document(id.toString(), content, Map.of(FILE, file, TITLE, title));
  }

  /** Returns the heading of the passage without those above it. */
  String heading() {
    return title.substring(title.lastIndexOf(SEPARATOR) + 1).strip();
  }

  /** Reads a document that {@link #toDocument} created. */
  static Passage of(Document document) {
    String title = String.valueOf(document.getMetadata().get(TITLE));
    String content = String.valueOf(document.getText());
    String text = content.startsWith(title) ? content.substring(title.length()).strip() : content;
    return new Passage(String.valueOf(document.getMetadata().get(FILE)), title, text);
  }
}
