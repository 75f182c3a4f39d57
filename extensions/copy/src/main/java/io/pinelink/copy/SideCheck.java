package io.pinelink.copy;

import io.pinelink.control.IndexSchema;
import io.pinelink.control.SchemaField;
import io.pinelink.model.IndexStats;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The checks of both sides before anything is copied. */
final class SideCheck {
  private final NamespaceSide<?> source;
  private final NamespaceSide<?> target;
  private final CopyOptions options;

  SideCheck(NamespaceSide<?> source, NamespaceSide<?> target, CopyOptions options) {
    this.source = source;
    this.target = target;
    this.options = options;
  }

  /**
   * Checks that the content of the source fits into the target.
   *
   * @throws IllegalArgumentException if it does not
   */
  void check(IndexStats from, IndexStats to) {
    if (target instanceof VectorSide) {
      same("dimension", box(from.dimension()), box(to.dimension()));
      same("metric", from.metric(), to.metric());
      same("vector type", from.vectorType(), to.vectorType());
    } else if (source instanceof MappedSide mapped) {
      options.targetSchema().ifPresent(schema -> checkMapping(mapped.mapping(), schema, from));
    } else {
      checkSchemas();
    }
  }

  private static Optional<Integer> box(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }

  private void same(String what, Optional<?> from, Optional<?> to) {
    if (from.isPresent() && to.isPresent() && !from.equals(to)) {
      throw new IllegalArgumentException(
          what
              + " of the source "
              + source.description()
              + " is "
              + from.get()
              + ", and of the target "
              + target.description()
              + " is "
              + to.get()
              + "; expected the same, so nothing was copied");
    }
  }

  private static void checkMapping(DocumentMapping mapping, IndexSchema schema, IndexStats from) {
    mapping
        .denseField()
        .ifPresent(
            name -> {
              if (!(schema.field(name).orElse(null) instanceof SchemaField.DenseVector field)) {
                throw unfit(name, "a field of dense vectors");
              }
              if (from.dimension().isPresent()
                  && from.dimension().getAsInt() != field.dimension()) {
                throw new IllegalArgumentException(
                    "dimension of the source is "
                        + from.dimension().getAsInt()
                        + ", and of the field '"
                        + name
                        + "' is "
                        + field.dimension()
                        + "; expected the same, so nothing was copied");
              }
            });
    mapping
        .sparseField()
        .ifPresent(
            name -> {
              if (!(schema.field(name).orElse(null) instanceof SchemaField.SparseVector)) {
                throw unfit(name, "a field of sparse vectors");
              }
            });
    for (String key : mapping.textKeys()) {
      String name = mapping.fields().getOrDefault(key, key);
      if (!(schema.field(name).orElse(null) instanceof SchemaField.Text)) {
        throw unfit(name, "a text field");
      }
    }
  }

  private static IllegalArgumentException unfit(String name, String expected) {
    return new IllegalArgumentException(
        "field '"
            + name
            + "' of the mapping is not "
            + expected
            + " in the schema of the target; nothing was copied");
  }

  private void checkSchemas() {
    if (options.sourceSchema().isEmpty() || options.targetSchema().isEmpty()) {
      return;
    }
    Map<String, SchemaField> fields = options.sourceSchema().get().fields();
    IndexSchema schema = options.targetSchema().get();
    fields.forEach((name, field) -> checkField(name, field, schema.field(name).orElse(null)));
  }

  private static void checkField(String name, SchemaField field, @Nullable SchemaField other) {
    if (field instanceof SchemaField.DenseVector dense) {
      boolean fits =
          other instanceof SchemaField.DenseVector there
              && there.dimension() == dense.dimension()
              && there.metric().equals(dense.metric());
      if (!fits) {
        throw new IllegalArgumentException(
            "field '"
                + name
                + "' has "
                + dense.dimension()
                + " dense values with the metric "
                + dense.metric()
                + " in the source, and not in the target; nothing was copied");
      }
    } else if (field instanceof SchemaField.SparseVector
        && !(other instanceof SchemaField.SparseVector)) {
      throw new IllegalArgumentException(
          "field '"
              + name
              + "' has sparse values in the source, and not in the target; nothing was copied");
    } else if (field instanceof SchemaField.Text
        && other != null
        && !(other instanceof SchemaField.Text)) {
      throw new IllegalArgumentException(
          "field '"
              + name
              + "' is a text field in the source, and not in the target; nothing was copied");
    }
  }
}
