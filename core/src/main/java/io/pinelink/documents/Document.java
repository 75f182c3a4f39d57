package io.pinelink.documents;

import io.pinelink.internal.json.JsonText;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.util.Collection;
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
  public static final class Builder {
    private final String id;
    private final DocumentFields.Builder fields = DocumentFields.builder();

    private Builder(String id) {
      this.id = Check.id("document id", id);
    }

    /** Sets a field to a string. */
    public Builder put(String name, String value) {
      Objects.requireNonNull(value, "value is null");
      fields.put(name, value);
      return this;
    }

    /** Sets a field to a finite number. */
    public Builder put(String name, double value) {
      fields.put(name, value);
      return this;
    }

    /**
     * Sets a field to a whole number that a 64-bit float represents exactly: from -2^53 to 2^53.
     */
    public Builder put(String name, long value) {
      fields.put(name, value);
      return this;
    }

    /** Sets a field to a boolean. */
    public Builder put(String name, boolean value) {
      fields.put(name, value);
      return this;
    }

    /** Sets a field to a list of strings, which may be empty. */
    public Builder put(String name, Collection<String> values) {
      Objects.requireNonNull(values, "values is null");
      fields.put(name, values);
      return this;
    }

    /** Sets a field to dense values: 1 to 20,000 finite floats, copied once, here. */
    public Builder put(String name, float[] values) {
      Objects.requireNonNull(values, "values is null");
      fields.put(name, values);
      return this;
    }

    /** Sets a field to dense values. */
    public Builder put(String name, DenseValues values) {
      fields.put(name, values);
      return this;
    }

    /** Sets a field to sparse values. */
    public Builder put(String name, SparseValues values) {
      fields.put(name, values);
      return this;
    }

    /** Builds the document. */
    public Document build() {
      return new Document(id, fields.build());
    }
  }
}
