package io.pinelink.copy;

import io.pinelink.control.IndexSchema;
import io.pinelink.control.SchemaField;
import io.pinelink.model.IndexStats;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The checks of both sides before anything is copied. */
record SideCheck(NamespaceSide<?> source, NamespaceSide<?> target, CopyOptions options) {
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
          ("%s of the source %s is %s, and of the target %s is %s; expected the same,"
                  + " so nothing was copied")
              .formatted(what, source.description(), from.get(), target.description(), to.get()));
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
                    ("dimension of the source is %s, and of the field '%s' is %s;"
                            + " expected the same, so nothing was copied")
                        .formatted(from.dimension().getAsInt(), name, field.dimension()));
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
        "field '%s' of the mapping is not %s in the schema of the target; nothing was copied"
            .formatted(name, expected));
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
            ("field '%s' has %s dense values with the metric %s in the source, and not"
                    + " in the target; nothing was copied")
                .formatted(name, dense.dimension(), dense.metric()));
      }
    } else if (field instanceof SchemaField.SparseVector
        && !(other instanceof SchemaField.SparseVector)) {
      throw new IllegalArgumentException(
          "field '%s' has sparse values in the source, and not in the target; nothing was copied"
              .formatted(name));
    } else if (field instanceof SchemaField.Text
        && other != null
        && !(other instanceof SchemaField.Text)) {
      throw new IllegalArgumentException(
          "field '%s' is a text field in the source, and not in the target; nothing was copied"
              .formatted(name));
    }
  }
}
