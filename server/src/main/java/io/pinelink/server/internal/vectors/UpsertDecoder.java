package io.pinelink.server.internal.vectors;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.WireFormat;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.server.internal.grpc.GrpcMessage;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decoder of one message {@link UpsertRequest} from its bytes. It returns what the parser of the
 * generated class returns, but makes no objects of the message, which take most of the time.
 */
final class UpsertDecoder {
  private static final int VECTORS =
      tag(UpsertRequest.VECTORS_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int NAMESPACE =
      tag(UpsertRequest.NAMESPACE_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int ID = tag(Vector.ID_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int VALUES =
      tag(Vector.VALUES_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int ONE_VALUE = tag(Vector.VALUES_FIELD_NUMBER, WireFormat.WIRETYPE_FIXED32);
  private static final int METADATA =
      tag(Vector.METADATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int SPARSE =
      tag(Vector.SPARSE_VALUES_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int FIELDS =
      tag(Struct.FIELDS_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int KEY = tag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int VALUE = tag(2, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int NULL = tag(Value.NULL_VALUE_FIELD_NUMBER, WireFormat.WIRETYPE_VARINT);
  private static final int NUMBER =
      tag(Value.NUMBER_VALUE_FIELD_NUMBER, WireFormat.WIRETYPE_FIXED64);
  private static final int TEXT =
      tag(Value.STRING_VALUE_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int BOOL = tag(Value.BOOL_VALUE_FIELD_NUMBER, WireFormat.WIRETYPE_VARINT);
  private static final int STRUCT =
      tag(Value.STRUCT_VALUE_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int LIST =
      tag(Value.LIST_VALUE_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);

  private static final int FEW = 16;

  private final GrpcMessage message;
  private final CodedInputStream in;
  private final List<Parts> vectors = new ArrayList<>();
  private String namespace = "";

  private UpsertDecoder(GrpcMessage message) {
    this.message = message;
    this.in = message.in();
  }

  /** Reads one field of a message, or returns false for a tag that it does not know. */
  @FunctionalInterface
  private interface FieldOfMessage {
    boolean read(int tag) throws IOException;
  }

  /** A vector as far as it is decoded; it is checked when the whole message is decoded. */
  private static final class Parts {
    private String id = "";
    // Longer than needed if the values are not packed.
    private float[] values = VectorJson.NO_VALUES;
    private int count;
    private SparseValues sparse = SparseValues.getDefaultInstance();
    private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();

    StoredVector vector() {
      SparsePart part =
          sparse.getIndicesCount() + sparse.getValuesCount() == 0
              ? null
              : VectorMessages.sparse(sparse);
      float[] all = count == values.length ? values : Arrays.copyOf(values, count);
      return StoredVector.of(id, all, part, metadata);
    }

    void add(float value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, Math.max(FEW, 2 * count));
      }
      values[count++] = value;
    }
  }

  private static int tag(int field, int type) {
    return field << 3 | type;
  }

  static UpsertVectors decode(GrpcMessage message, int maxBytes)
      throws InvalidProtocolBufferException {
    UpsertDecoder decoder = new UpsertDecoder(message);
    try {
      decoder.message(decoder::field);
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    List<StoredVector> vectors = new ArrayList<>(decoder.vectors.size());
    for (Parts parts : decoder.vectors) {
      vectors.add(parts.vector());
    }
    return new UpsertVectors(decoder.namespace, vectors, message.length(), maxBytes);
  }

  /** Reads the fields of a message to its end. */
  private void message(FieldOfMessage fields) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!fields.read(tag) && !in.skipField(tag)) {
        break;
      }
    }
    in.checkLastTagWas(0);
  }

  /** Reads a message that is a field of another one. */
  private void nested(FieldOfMessage fields) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    message(fields);
    in.popLimit(outer);
  }

  private boolean field(int tag) throws IOException {
    if (tag == VECTORS) {
      Parts parts = new Parts();
      nested(inner -> field(parts, inner));
      vectors.add(parts);
    } else if (tag == NAMESPACE) {
      namespace = in.readStringRequireUtf8();
    } else {
      return false;
    }
    return true;
  }

  private boolean field(Parts parts, int tag) throws IOException {
    if (tag == ID) {
      parts.id = in.readStringRequireUtf8();
    } else if (tag == VALUES) {
      addFloats(parts);
    } else if (tag == ONE_VALUE) {
      parts.add(in.readFloat());
    } else if (tag == METADATA) {
      nested(inner -> metadata(parts.metadata, inner));
    } else if (tag == SPARSE) {
      SparseValues.Builder builder = parts.sparse.toBuilder();
      in.readMessage(builder, ExtensionRegistryLite.getEmptyRegistry());
      parts.sparse = builder.build();
    } else {
      return false;
    }
    return true;
  }

  /** Adds the floats of a packed field. */
  private void addFloats(Parts parts) throws IOException {
    int length = in.readRawVarint32();
    int position = in.getTotalBytesRead();
    in.skipRawBytes(length);
    if (length % Float.BYTES != 0) {
      throw new InvalidProtocolBufferException("A packed field of floats ends within a float.");
    }
    int earlier = parts.count;
    parts.count += length / Float.BYTES;
    parts.values = Arrays.copyOf(parts.values, parts.count);
    message.copyFloats(position, parts.values, earlier);
  }

  private boolean metadata(Map<String, @Nullable Object> metadata, int tag) throws IOException {
    if (tag != FIELDS) {
      return false;
    }
    Entry entry = new Entry();
    nested(inner -> field(entry, inner));
    metadata.put(entry.key, entry.value());
    return true;
  }

  /** A field of metadata as far as it is decoded. */
  private static final class Entry {
    private String key = "";
    // Also a message of a list or of fields, to which more is added if the field is repeated.
    private @Nullable Object value;

    @Nullable Object value() {
      if (value instanceof ListValue list) {
        return VectorMessages.value(Value.newBuilder().setListValue(list).build());
      }
      return value instanceof Struct struct ? VectorMessages.map(struct) : value;
    }
  }

  private boolean field(Entry entry, int tag) throws IOException {
    if (tag == KEY) {
      entry.key = in.readStringRequireUtf8();
    } else if (tag == VALUE) {
      nested(inner -> value(entry, inner));
    } else {
      return false;
    }
    return true;
  }

  private boolean value(Entry entry, int tag) throws IOException {
    if (tag == TEXT) {
      entry.value = in.readStringRequireUtf8();
    } else if (tag == NUMBER) {
      entry.value = in.readDouble();
    } else if (tag == BOOL) {
      entry.value = in.readBool();
    } else if (tag == NULL) {
      in.readEnum();
      entry.value = null;
    } else if (tag == LIST) {
      ListValue.Builder list =
          entry.value instanceof ListValue known ? known.toBuilder() : ListValue.newBuilder();
      in.readMessage(list, ExtensionRegistryLite.getEmptyRegistry());
      entry.value = list.build();
    } else if (tag == STRUCT) {
      Struct.Builder struct =
          entry.value instanceof Struct known ? known.toBuilder() : Struct.newBuilder();
      in.readMessage(struct, ExtensionRegistryLite.getEmptyRegistry());
      entry.value = struct.build();
    } else {
      return false;
    }
    return true;
  }
}
