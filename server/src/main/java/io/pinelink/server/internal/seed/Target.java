package io.pinelink.server.internal.seed;

import io.pinelink.server.internal.control.IndexDefinition;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IndexShape;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an index that determine the form of its records.
 *
 * @param schema the declared fields of a document index; null for any other index
 * @param embed the integrated embedding; null if there is none
 */
record Target(IndexShape shape, @Nullable DocumentSchema schema, @Nullable EmbedSettings embed) {
  static Target of(IndexDefinition definition) {
    return new Target(definition.shape(), definition.schema(), definition.embed());
  }

  static Target of(IndexResource index) {
    return new Target(
        index.data().shape(), index.schema().orElse(null), index.embed().orElse(null));
  }
}
