package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of {@code google.protobuf.Struct} into maps; a value of no kind becomes null. */
final class StructReader {
  private static final int ELEMENT = 1 << WireType.BITS | WireType.BYTES;
  private static final int ENTRY = 1 << WireType.BITS | WireType.BYTES;
  private static final int KEY = 1 << WireType.BITS | WireType.BYTES;
  private static final int VALUE = 2 << WireType.BITS | WireType.BYTES;
  private static final int NULL = 1 << WireType.BITS | WireType.VARINT;
  private static final int NUMBER = 2 << WireType.BITS | WireType.FIXED64;
  private static final int TEXT = 3 << WireType.BITS | WireType.BYTES;
  private static final int BOOL = 4 << WireType.BITS | WireType.VARINT;
  private static final int STRUCT = 5 << WireType.BITS | WireType.BYTES;
  private static final int LIST = 6 << WireType.BITS | WireType.BYTES;

  private final MessageReader in;
  private final TextCache keys = new TextCache();

  StructReader(MessageReader in) {
    this.in = in;
  }

  /** Reads a struct field and adds its members to a map. */
  void read(Map<String, @Nullable Object> members) throws InvalidProtocolBufferException {
    int outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == ENTRY) {
        entry(members);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void entry(Map<String, @Nullable Object> members) throws InvalidProtocolBufferException {
    String key = "";
    Object value = null;
    int outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case KEY -> key = in.text(keys);
        case VALUE -> value = value(value);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    members.put(key, value);
  }

  /** Reads a value field and merges it with the earlier value of the same field. */
  private @Nullable Object value(@Nullable Object before) throws InvalidProtocolBufferException {
    Object value = before;
    int outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case NULL -> {
          in.varint64();
          value = null;
        }
        case NUMBER -> value = in.float64();
        case TEXT -> value = in.text();
        case BOOL -> value = in.varint64() != 0;
        case STRUCT -> value = struct(value);
        case LIST -> value = list(value);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    return value;
  }

  // Every map here was created by this class.
  @SuppressWarnings("unchecked")
  private Map<String, @Nullable Object> struct(@Nullable Object before)
      throws InvalidProtocolBufferException {
    Map<String, @Nullable Object> members =
        before instanceof Map ? (Map<String, @Nullable Object>) before : new LinkedHashMap<>();
    read(members);
    return members;
  }

  @SuppressWarnings("unchecked")
  private List<@Nullable Object> list(@Nullable Object before)
      throws InvalidProtocolBufferException {
    List<@Nullable Object> elements =
        before instanceof List ? (List<@Nullable Object>) before : new ArrayList<>();
    int outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == ELEMENT) {
        elements.add(value(null));
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    return elements;
  }
}
