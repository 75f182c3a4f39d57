package io.pinelink.local.datalog;

import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary form of records. */
final class RecordFormat {
  private RecordFormat() {}

  static void write(BinaryWriter out, StoredVector record) {
    out.text(record.id());
    out.floats(record.values());
    SparsePart sparse = record.sparse();
    int entries = sparse == null ? 0 : sparse.size();
    out.count(entries);
    if (sparse != null) {
      for (int i = 0; i < entries; i++) {
        out.int32(sparse.index(i));
        out.int32(Float.floatToRawIntBits(sparse.value(i)));
      }
    }
    // The size of the metadata as JSON, which takes long to compute.
    out.count((int) (record.bytes(false, true) - record.bytes(false, false)));
    out.fields(record.metadata());
  }

  static StoredVector read(BinaryReader in) {
    String id = in.text();
    float[] values = in.floats();
    SparsePart sparse = sparse(in);
    int metadataBytes = in.number();
    Map<String, Object> metadata = in.fields();
    return StoredVector.ofSaved(id, values, sparse, metadata, metadataBytes);
  }

  private static @Nullable SparsePart sparse(BinaryReader in) {
    int entries = in.count();
    if (entries == 0) {
      return null;
    }
    int[] indices = new int[entries];
    float[] values = new float[entries];
    for (int i = 0; i < entries; i++) {
      indices[i] = in.int32();
      values[i] = Float.intBitsToFloat(in.int32());
    }
    return SparsePart.of(indices, values);
  }
}
