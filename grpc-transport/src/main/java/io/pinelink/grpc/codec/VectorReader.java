package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of vectors that can be used repeatedly. */
final class VectorReader {
  private final MessageReader in;
  private final DenseColumns.@Nullable Builder columns;
  private final FloatArray values;
  private final SparseReader sparse;
  private final StructReader structs;
  private String id = "";
  private float score;
  private @Nullable Map<String, @Nullable Object> metadata;

  /**
   * Creates a reader.
   *
   * @param columns receives the dense values; null if each vector has an array of its own
   */
  VectorReader(MessageReader in, DenseColumns.@Nullable Builder columns) {
    this.in = in;
    this.columns = columns;
    this.values = new FloatArray(columns);
    this.sparse = new SparseReader(in);
    this.structs = new StructReader(in);
  }

  /** Reads a {@code ScoredVector} field. */
  Match match() throws InvalidProtocolBufferException {
    clear();
    score = 0;
    int outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << WireType.BITS | WireType.BYTES -> id = in.text();
        case 2 << WireType.BITS | WireType.FIXED32 -> score = in.float32();
        case 3 << WireType.BITS | WireType.BYTES -> values.readPacked(in);
        case 3 << WireType.BITS | WireType.FIXED32 -> values.readOne(in);
        case 4 << WireType.BITS | WireType.BYTES -> metadata();
        case 5 << WireType.BITS | WireType.BYTES -> sparse.read();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    return new VectorResponses.MatchResult(score, take());
  }

  /** Discards the fields read since the last vector was taken. */
  void clear() {
    id = "";
    values.clear();
    metadata = null;
    sparse.clear();
  }

  /** Reads a {@code Vector} field and merges it with the fields read since {@link #clear}. */
  void read() throws InvalidProtocolBufferException {
    int outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << WireType.BITS | WireType.BYTES -> id = in.text();
        case 2 << WireType.BITS | WireType.BYTES -> values.readPacked(in);
        case 2 << WireType.BITS | WireType.FIXED32 -> values.readOne(in);
        case 3 << WireType.BITS | WireType.BYTES -> metadata();
        case 4 << WireType.BITS | WireType.BYTES -> sparse.read();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void metadata() throws InvalidProtocolBufferException {
    if (metadata == null) {
      metadata = new LinkedHashMap<>();
    }
    structs.read(metadata);
  }

  /** Returns the vector read. */
  Vector take() throws InvalidProtocolBufferException {
    Metadata fields = metadata == null ? Metadata.empty() : VectorResponses.metadata(metadata);
    return columns == null
        ? VectorResponses.vector(id, values.take(), sparse.take(), fields)
        : columns.vector(id, values.count(), sparse.take(), fields);
  }
}
