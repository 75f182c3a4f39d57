package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The metadata fields of an index or a namespace that filters can use. Without a schema, filters
 * can use all fields.
 *
 * <p>Source: MetadataSchema, API version 2026-04; the limits are from the docs' page "Create an
 * index".
 *
 * @param filterable the names of the fields, in order; in requests at least one and at most 50
 */
public record MetadataSchema(Set<String> filterable) {
  private static final int MAX_FIELDS = 50;

  /** Copies the names. */
  public MetadataSchema {
    Objects.requireNonNull(filterable, "filterable is null");
    filterable = Collections.unmodifiableSet(new LinkedHashSet<>(filterable));
  }

  /**
   * Creates a schema for a request, with the fields that filters can use.
   *
   * @throws IllegalArgumentException if there is no field, more than 50, or one whose name is empty
   *     or begins with {@code $} or {@code _}
   */
  public static MetadataSchema of(String... fields) {
    Check.range("number of filterable fields", fields.length, 1, MAX_FIELDS);
    for (String field : fields) {
      Check.text("filterable field", field);
      if (field.isEmpty() || field.startsWith("$") || field.startsWith("_")) {
        throw new IllegalArgumentException(
            "filterable field '" + field + "' is empty or begins with '$' or '_'");
      }
    }
    return new MetadataSchema(new LinkedHashSet<>(Arrays.asList(fields)));
  }
}
