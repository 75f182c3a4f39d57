package io.pinelink.documents;

import io.pinelink.internal.json.JsonText;
import io.pinelink.internal.validation.Check;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document: an id and fields. At least one field must be of the index's schema. All other fields
 * are stored and returned, and can be used in filters.
 *
 * <pre>{@code
 * Document.builder("a-1").put("title", "Spring tides").put("year", 2026).put("embedding", values).build()
 * }</pre>
 *
 * <p>A document takes at most 2 MB as JSON, and a field with full-text search at most 100 KB and
 * 10,000 tokens.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id 1 to 512 ASCII characters without NUL
 * @see <a
 *     href="https://docs.pinecone.io/reference/api/2026-07/data-plane/upsert_documents">upsertDocuments,
 *     API version 2026-07</a>
 */
public record Document(String id, DocumentFields fields) {
  /** Checks that no part is null. */
  public Document {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(fields, "fields is null");
  }

  /** Creates a document builder. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** Returns this document, checked against the rules for requests. */
  Document checked() {
    Check.id("document id", id);
    return new Document(id, fields.checked());
  }

  /**
   * Returns the document as a JSON object on one line, in the form of the service: {@code _id} and
   * the fields.
   */
  public String toJson() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("_id", id);
    members.putAll(fields.json());
    return JsonText.of(members);
  }

  /** Returns the id and the number of fields, not their content. */
  @Override
  public String toString() {
    return "Document[" + id + ", " + fields + "]";
  }

  /** Builds a {@link Document}; setting a field again replaces its value. */
  public static final class Builder extends DocumentBuilder<Builder> {
    private final String id;

    private Builder(String id) {
      this.id = Check.id("document id", id);
    }

    /** Builds the document. */
    public Document build() {
      return new Document(id, fields.build());
    }
  }
}
