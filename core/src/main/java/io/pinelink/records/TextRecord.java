package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;

/**
 * A record: an id and fields, one of which is the text that the index embeds. Which one that is,
 * the index's field map says. The others are kept as metadata, for which the service takes strings,
 * numbers, booleans and lists of strings; it refuses the rest.
 *
 * @param id 1 to 512 ASCII characters without NUL
 * @param fields none may be named {@code _id} or {@code id}, which is how the id is sent; together
 *     at most 40,960 bytes by the service's count
 * @see <a href="https://docs.pinecone.io/reference/api">upsertRecords, API version 2026-04</a>
 */
public record TextRecord(String id, Fields fields) {
  /**
   * Checks the id and the names.
   *
   * @throws IllegalArgumentException if the id is outside the limits above, or a field has one of
   *     the id's names
   */
  public TextRecord {
    Check.id("id", id);
    for (String name : fields.names()) {
      if (name.equals("_id") || name.equals("id")) {
        throw new IllegalArgumentException(
            "record '" + id + "' has a field '" + name + "', which is a name of the id itself");
      }
    }
  }

  /** A record of one text. */
  public static TextRecord of(String id, String field, String text) {
    return new TextRecord(id, Fields.of(field, text));
  }
}
