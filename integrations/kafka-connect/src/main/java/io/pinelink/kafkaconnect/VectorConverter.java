package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.internal.ItemChanges;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** Converts values to vectors and to updates of vectors. */
final class VectorConverter implements ValueConverter {
  private final boolean update;
  private final FieldPath values;
  private final FieldPath sparse;
  private final FieldPath metadata;
  private final SelectedFields metadataFields;
  private final ValuesReader reader;

  VectorConverter(AbstractConfig config, boolean update, Set<String> named) {
    this.update = update;
    this.values = FieldPath.parse(config.getString(RecordOptions.VALUES_FIELD));
    this.sparse = FieldPath.parse(config.getString(RecordOptions.SPARSE_FIELD));
    this.metadata = FieldPath.parse(config.getString(RecordOptions.METADATA_FIELD));
    Set<String> used =
        Stream.concat(named.stream(), Stream.of(values.first(), sparse.first(), metadata.first()))
            .collect(Collectors.toUnmodifiableSet());
    this.metadataFields = new SelectedFields(config.getList(RecordOptions.METADATA_FIELDS), used);
    this.reader = new ValuesReader(byteOrder(config));
  }

  static ByteOrder byteOrder(AbstractConfig config) {
    return config.getString(RecordOptions.BYTE_ORDER).equals("big-endian")
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public BulkChange change(String id, Object value) {
    Object dense = values.in(value);
    Object weights = sparse.in(value);
    float @Nullable [] floats = dense == null ? null : reader.dense(values, dense);
    SparseValues sparseValues = weights == null ? null : reader.sparse(sparse, weights);
    return ItemChanges.vector(id, floats, sparseValues, metadata(value), update);
  }

  private Metadata metadata(Object value) {
    Map<String, @Nullable Object> fields = metadataFields.of(value);
    Object nested = metadata.in(value);
    if (nested != null) {
      Map<String, @Nullable Object> all = PlainValue.fields(metadata.toString(), nested);
      all.putAll(fields);
      fields = all;
    }
    return Metadata.copyOf(PlainValue.withoutNulls(fields));
  }
}
