package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record: an id and fields, one of which is the text that the index embeds, as defined by the
 * index's field map. The other fields are stored as metadata, for which the service accepts
 * strings, numbers, booleans and lists of strings; it refuses other values.
 *
 * @param id 1 to 512 ASCII characters without NUL
 * @param fields no field may be named {@code _id} or {@code id}, which are reserved for the id;
 *     together at most 40,960 bytes by the service's count
 * @see <a
 *     href="https://docs.pinecone.io/reference/api/2026-04/data-plane/upsert_records">upsertRecords,
 *     API version 2026-04</a>
 */
public record TextRecord(String id, Fields fields) {
  /**
   * Checks the id and the field names.
   *
   * @throws IllegalArgumentException if the id is outside the limits above, or a field has a name
   *     that is reserved for the id
   */
  public TextRecord {
    Check.id("id", id);
    for (String name : fields.names()) {
      if (name.equals("_id") || name.equals("id")) {
        throw new IllegalArgumentException(
            "record '" + id + "' has a field '" + name + "', which is reserved for the id");
      }
    }
  }

  /** Creates a record with one text field. */
  public static TextRecord of(String id, String field, String text) {
    Objects.requireNonNull(field, "field is null");
    Objects.requireNonNull(text, "text is null");
    return new TextRecord(id, Fields.of(field, text));
  }

  /**
   * Creates a record from the service's JSON object, as a parser of JSON returns it: the id is in
   * the member {@code _id} or {@code id}, and all others are fields.
   *
   * @throws IllegalArgumentException if the id is missing or no String, both members are given, or
   *     a field is not as {@link Fields#copyOf} expects
   */
  public static TextRecord copyOf(Map<String, ? extends @Nullable Object> json) {
    Map<String, @Nullable Object> fields =
        new LinkedHashMap<>(Objects.requireNonNull(json, "json is null"));
    Object id = fields.containsKey("_id") ? fields.remove("_id") : fields.remove("id");
    if (!(id instanceof String text)) {
      throw new IllegalArgumentException("_id of a record is " + id + ", expected a String");
    }
    return new TextRecord(text, Fields.copyOf(fields));
  }
}
