package io.pinelink.copy;

import io.pinelink.documents.Document;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A mapping of vectors to documents: dense and sparse values become vector fields, and metadata
 * becomes fields, with the same names unless they are renamed. Ids stay the same.
 *
 * <pre>{@code
 * DocumentMapping.builder()
 *     .denseField("embedding")
 *     .textField("chunk_text", "body")
 *     .build()
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class DocumentMapping {
  private final Optional<String> denseField;
  private final Optional<String> sparseField;
  private final Map<String, String> renamed;
  private final Set<String> texts;
  private final Set<String> dropped;

  private DocumentMapping(Builder builder) {
    this.denseField = builder.denseField;
    this.sparseField = builder.sparseField;
    this.renamed = Collections.unmodifiableMap(new TreeMap<>(builder.renamed));
    this.texts = Collections.unmodifiableSet(new TreeSet<>(builder.texts));
    this.dropped = Collections.unmodifiableSet(new TreeSet<>(builder.dropped));
  }

  /** Creates a mapping of dense values to one field; metadata keeps its names. */
  public static DocumentMapping denseTo(String field) {
    return builder().denseField(field).build();
  }

  /** Creates a builder for a mapping without a field for values. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the value of {@link Builder#denseField}. */
  public Optional<String> denseField() {
    return denseField;
  }

  /** Returns the value of {@link Builder#sparseField}. */
  public Optional<String> sparseField() {
    return sparseField;
  }

  /** Returns the fields by the keys of the metadata that is renamed. */
  public Map<String, String> fields() {
    return renamed;
  }

  /** Returns the keys of {@link Builder#textField}. */
  public Set<String> textKeys() {
    return texts;
  }

  /** Returns the keys of {@link Builder#drop}. */
  public Set<String> droppedKeys() {
    return dropped;
  }

  /**
   * Maps a vector.
   *
   * @throws IllegalArgumentException if it has values without a field, two of its values have the
   *     same field, the metadata of a text field is no string, or a name or a value is not allowed
   *     in a document
   */
  public Document apply(Vector vector) {
    Objects.requireNonNull(vector, "vector is null");
    Document.Builder document = Document.builder(vector.id());
    Set<String> used = new LinkedHashSet<>();
    if (vector.dimension() > 0) {
      String field = use(used, vector, present(denseField, "dense", vector));
      document.put(field, vector.values());
    }
    SparseValues sparse = vector.sparseValues().orElse(null);
    if (sparse != null) {
      document.put(use(used, vector, present(sparseField, "sparse", vector)), sparse);
    }
    vector
        .metadata()
        .asMap()
        .forEach(
            (key, value) -> {
              if (!dropped.contains(key)) {
                String field = use(used, vector, renamed.getOrDefault(key, key));
                put(document, vector, key, field, value);
              }
            });
    return document.build();
  }

  private void put(
      Document.Builder document, Vector vector, String key, String field, Object value) {
    if (value instanceof String text) {
      document.put(field, text);
    } else if (texts.contains(key)) {
      throw new IllegalArgumentException(
          "metadata '%s' of vector '%s' is no string, expected one for the text field '%s'"
              .formatted(key, vector.id(), field));
    } else if (value instanceof Double number) {
      document.put(field, number.doubleValue());
    } else if (value instanceof Boolean bool) {
      document.put(field, bool.booleanValue());
    } else if (value instanceof List<?> list) {
      document.put(field, list.stream().map(String::valueOf).toList());
    } else {
      throw new IllegalArgumentException(
          "metadata '" + key + "' of vector '" + vector.id() + "' is of an unknown kind");
    }
  }

  private static String present(Optional<String> field, String kind, Vector vector) {
    return field.orElseThrow(
        () ->
            new IllegalArgumentException(
                "vector '%s' has %s values, but the mapping has no field for them"
                    .formatted(vector.id(), kind)));
  }

  private static String use(Set<String> used, Vector vector, String field) {
    if (!used.add(field)) {
      throw new IllegalArgumentException(
          "vector '" + vector.id() + "' has two values for the field '" + field + "'");
    }
    return field;
  }

  /** Returns the fields of values, and the renamed keys. */
  @Override
  public String toString() {
    return "DocumentMapping[dense %s, sparse %s, renamed %s, dropped %s]"
        .formatted(denseField.orElse("none"), sparseField.orElse("none"), renamed, dropped);
  }

  /** Builds a {@link DocumentMapping}. */
  public static final class Builder {
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> dropped = new LinkedHashSet<>();
    private Optional<String> denseField = Optional.empty();
    private Optional<String> sparseField = Optional.empty();

    private Builder() {}

    /** Sets the field of dense values. Default: none; vectors with dense values are refused. */
    public Builder denseField(String field) {
      this.denseField = Optional.of(name("field", field));
      return this;
    }

    /** Sets the field of sparse values. Default: none; vectors with sparse values are refused. */
    public Builder sparseField(String field) {
      this.sparseField = Optional.of(name("field", field));
      return this;
    }

    /** Renames a key of the metadata to a field. */
    public Builder field(String metadataKey, String field) {
      renamed.put(name("metadataKey", metadataKey), name("field", field));
      return this;
    }

    /** Maps a key of the metadata to a text field; its values must be strings. */
    public Builder textField(String metadataKey, String field) {
      field(metadataKey, field);
      texts.add(metadataKey);
      return this;
    }

    /** Leaves out the metadata of these keys. */
    public Builder drop(Collection<String> metadataKeys) {
      Objects.requireNonNull(metadataKeys, "metadataKeys is null");
      for (String key : metadataKeys) {
        dropped.add(Objects.requireNonNull(key, "metadataKeys has an element that is null"));
      }
      return this;
    }

    private static void checkNew(Set<String> fields, String field) {
      if (!fields.add(field)) {
        throw new IllegalArgumentException(
            "two parts of a vector are mapped to the field '" + field + "'");
      }
    }

    private static String name(String parameter, String name) {
      if (Objects.requireNonNull(name, () -> parameter + " is null").isBlank()) {
        throw new IllegalArgumentException(parameter + " is blank");
      }
      return name;
    }

    /**
     * Builds the mapping.
     *
     * @throws IllegalArgumentException if two parts of a vector are mapped to the same field, or
     *     metadata is both mapped and dropped
     */
    public DocumentMapping build() {
      Set<String> fields = new HashSet<>();
      denseField.ifPresent(fields::add);
      sparseField.ifPresent(field -> checkNew(fields, field));
      renamed.forEach(
          (key, field) -> {
            checkNew(fields, field);
            if (dropped.contains(key)) {
              throw new IllegalArgumentException(
                  "metadata '" + key + "' is mapped to the field '" + field + "' and dropped");
            }
          });
      return new DocumentMapping(this);
    }
  }
}
