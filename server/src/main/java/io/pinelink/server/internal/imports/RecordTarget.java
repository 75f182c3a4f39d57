package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.control.IndexDefinition;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an index that determine the form of its records.
 *
 * @param schema the declared fields of a document index; null for any other index
 * @param embed the integrated embedding; null if there is none
 */
public record RecordTarget(
    IndexShape shape, @Nullable DocumentSchema schema, @Nullable EmbedSettings embed) {
  public static RecordTarget of(IndexDefinition definition) {
    return new RecordTarget(definition.shape(), definition.schema(), definition.embed());
  }

  public static RecordTarget of(IndexResource index) {
    return new RecordTarget(
        index.data().shape(), index.schema().orElse(null), index.embed().orElse(null));
  }

  /** Returns a record that fits the index; fails otherwise. */
  StoredVector checked(StoredVector record) {
    Validation.checkFits(record, shape);
    return record;
  }
}
