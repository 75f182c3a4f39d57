package io.pinelink.files.data;

import com.fasterxml.jackson.core.JsonParser;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that are vectors. */
final class VectorShape implements RowShape<Vector> {
  static final String VALUES = "values";
  static final String SPARSE_VALUES = "sparse_values";
  static final String SPARSE_VALUES_OF_REST = "sparseValues";
  static final String METADATA = "metadata";

  /** The members that are JSON arrays or objects. */
  static final Set<String> PARTS = Set.of(VALUES, SPARSE_VALUES, SPARSE_VALUES_OF_REST, METADATA);

  @Override
  public @Nullable Object member(String name, JsonParser json)
      throws IOException, InvalidRowException {
    return switch (name) {
      case VALUES -> JsonValues.floats(name, json);
      case SPARSE_VALUES, SPARSE_VALUES_OF_REST -> JsonValues.sparse(name, json);
      default -> JsonValues.any(json);
    };
  }

  @Override
  public boolean hasValueColumns() {
    return true;
  }

  @Override
  public Vector row(RowMembers members) {
    Map<String, @Nullable Object> rest = members.values();
    Vector.Builder vector = Vector.builder(RowId.take(rest, "id", "_id"));
    Object values = rest.remove(VALUES);
    if (values instanceof float[] floats) {
      if (floats.length > 0) {
        vector.values(floats);
      }
    } else if (values != null) {
      throw new IllegalArgumentException("'values' is no array of numbers");
    }
    Object sparse = rest.remove(SPARSE_VALUES);
    Object other = rest.remove(SPARSE_VALUES_OF_REST);
    if (sparse != null && other != null) {
      throw new IllegalArgumentException("'sparse_values' and 'sparseValues' are both given");
    }
    if ((sparse == null ? other : sparse) instanceof SparseValues found) {
      vector.sparseValues(found);
    } else if (sparse != null || other != null) {
      throw new IllegalArgumentException("'sparse_values' is no object of indices and values");
    }
    Map<String, @Nullable Object> metadata = metadata(rest.remove(METADATA));
    if (members.columns()) {
      rest.forEach((name, value) -> addColumn(metadata, name, value));
    } else if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "member '%s' is unknown, expected id, values, sparse_values and metadata"
              .formatted(rest.keySet().iterator().next()));
    }
    // A null is refused with its key; Metadata has no type for it.
    @SuppressWarnings("NullAway")
    Metadata checked = Metadata.copyOf(metadata);
    return vector.metadata(checked).build();
  }

  private static Map<String, @Nullable Object> metadata(@Nullable Object given) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((name, value) -> metadata.put(String.valueOf(name), value));
    } else if (given != null) {
      throw new IllegalArgumentException("'metadata' is no object");
    }
    return metadata;
  }

  private static void addColumn(
      Map<String, @Nullable Object> metadata, String name, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (metadata.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException(
          "'" + name + "' is a column and a key of the column 'metadata'");
    }
  }

  @Override
  public Optional<String> problem(Vector row, DataReadOptions options) {
    int expected = options.dimension().orElse(row.dimension());
    return row.dimension() == 0 || row.dimension() == expected
        ? Optional.empty()
        : Optional.of(
            "vector '%s' has %s values, expected %s, the dimension of the index"
                .formatted(row.id(), row.dimension(), expected));
  }

  @Override
  public String json(Vector row) {
    return row.toJson();
  }
}
