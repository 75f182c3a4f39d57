package io.pinelink.server.internal.store;

import io.pinelink.server.internal.metadata.JsonSize;
import io.pinelink.server.internal.metadata.PackedFields;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The data plane's validation rules, with the error messages observed from the service. */
public final class Validation {
  public static final int MAX_BATCH = 1_000;
  public static final int MAX_UPSERT_BYTES = 2 * 1024 * 1024;
  public static final int MAX_RESPONSE_BYTES = 4 * 1024 * 1024;
  public static final int MAX_PAGE = 100;
  public static final int DEFAULT_PAGE = 100;

  private static final int MAX_SCHEMA_FIELDS = 50;
  public static final int MAX_NAME_LENGTH = 512;
  private static final int MAX_METADATA_BYTES = 40_960;

  /** The bound below which the service treats a value as zero. */
  private static final float ZERO = 1e-8f;

  private Validation() {}

  static void checkId(String id) {
    if (id.isEmpty()) {
      throw RpcException.invalid("Vector ID must not be empty");
    }
    if (!isAscii(id)) {
      throw RpcException.invalid("Vector ID must be ASCII, but got '" + id + "'");
    }
    if (id.length() > MAX_NAME_LENGTH) {
      throw RpcException.invalid(
          "Vector ID has " + id.length() + " characters, which exceeds the limit of 512");
    }
  }

  /** Checks the ids of one fetch or delete, and their number. */
  static void checkIds(List<String> ids) {
    if (ids.isEmpty()) {
      throw RpcException.invalid("At least one id is required");
    }
    if (ids.size() > MAX_BATCH) {
      throw RpcException.invalid(
          "Request has " + ids.size() + " ids, which exceeds the limit of " + MAX_BATCH);
    }
    ids.forEach(Validation::checkId);
  }

  /** Returns the name in the store: {@code ""} for the default namespace, which has two names. */
  public static String namespace(String name) {
    if (name.length() > MAX_NAME_LENGTH || !isAscii(name)) {
      throw RpcException.invalid(
          "Namespace must be at most 512 ASCII characters without NUL, but got '" + name + "'");
    }
    return name.equals("__default__") ? "" : name;
  }

  /** Checks the size of a page. */
  public static void checkLimit(long limit, int max) {
    if (limit < 1 || limit > max) {
      throw RpcException.invalid("limit must be between 1 and " + max + ", got " + limit);
    }
  }

  public static void checkUpsertSize(int vectors, int bytes, int maxBytes) {
    if (vectors == 0) {
      throw RpcException.invalid("Request must have at least one vector");
    }
    if (vectors > MAX_BATCH) {
      throw RpcException.invalid(
          "Request has " + vectors + " vectors, which exceeds the limit of " + MAX_BATCH);
    }
    if (bytes > maxBytes) {
      throw RpcException.invalid(
          "Request size is " + bytes + " bytes, which exceeds the limit of " + maxBytes);
    }
  }

  /** Returns the fields of a namespace's schema; null if there is no schema. */
  public static @Nullable Set<String> schema(@Nullable Map<String, Boolean> fields) {
    if (fields == null) {
      return null;
    }
    if (fields.isEmpty()) {
      throw RpcException.invalid("Schema must have at least one field");
    }
    if (fields.size() > MAX_SCHEMA_FIELDS) {
      throw RpcException.invalid(
          "Schema has %s fields, which exceeds the limit of %s"
              .formatted(fields.size(), MAX_SCHEMA_FIELDS));
    }
    fields.forEach(
        (field, filterable) -> {
          if (!filterable) {
            throw RpcException.invalid(
                "Schema field '" + field + "': only 'filterable: true' is supported");
          }
        });
    return Collections.unmodifiableSet(new TreeSet<>(fields.keySet()));
  }

  public static void checkResponseSize(int bytes) {
    if (bytes > MAX_RESPONSE_BYTES) {
      throw new RpcException(
          RpcCode.OUT_OF_RANGE,
          "Error, message length too large: found %s bytes, the limit is: %s bytes"
              .formatted(bytes, MAX_RESPONSE_BYTES));
    }
  }

  /** Checks a record against the rules of an index; documents are checked by their schema. */
  public static void checkFits(StoredVector vector, IndexShape shape) {
    if (shape.isOfDocuments()) {
      return;
    }
    if (shape.isSparse()) {
      if (vector.sparse() == null) {
        throw RpcException.invalid("Sparse index needs sparse values for vector " + vector.id());
      }
    } else if (vector.values().length == 0) {
      throw RpcException.invalid("Dense index needs values for vector " + vector.id());
    }
    checkParts(vector.id(), vector.values(), vector.sparse(), shape);
  }

  /** Checks the parts that are present in an update against the rules of an index. */
  static void checkFits(VectorUpdate update, IndexShape shape) {
    checkParts(update.id(), update.values(), update.sparse(), shape);
  }

  static void checkFits(VectorQuery query, IndexShape shape) {
    checkDense(query.values(), shape);
    checkSparse(query.sparse(), shape);
    if (!query.isById() && !shape.isSparse() && query.values().length == 0) {
      throw RpcException.invalid("Query on a dense index needs a dense vector");
    }
  }

  private static void checkParts(
      String id, float[] values, @Nullable SparsePart sparse, IndexShape shape) {
    checkDense(values, shape);
    checkSparse(sparse, shape);
    if (values.length > 0 && isZero(values)) {
      throw RpcException.invalid(
          "Dense vectors must contain at least one non-zero value. Vector ID "
              + id
              + " has none: values below 1e-8 count as zero");
    }
  }

  /** Checks that values are finite: JSON has no others, and gRPC's handling is not documented. */
  public static void checkFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw RpcException.invalid("Vector values must be finite numbers, got " + value);
      }
    }
  }

  private static void checkDense(float[] values, IndexShape shape) {
    if (values.length == 0) {
      return;
    }
    checkFinite(values);
    if (shape.isSparse()) {
      throw RpcException.invalid("Sparse index does not take dense values");
    }
    if (values.length != shape.dimension()) {
      throw RpcException.invalid(
          "Vector dimension %s does not match the dimension of the index %s"
              .formatted(values.length, shape.dimension()));
    }
  }

  private static void checkSparse(@Nullable SparsePart sparse, IndexShape shape) {
    if (sparse != null && !shape.takesSparse()) {
      throw RpcException.invalid(
          "Index with metric " + shape.metric().wireName() + " does not take sparse values");
    }
  }

  /** Returns whether the service treats all values as zero. */
  public static boolean isZero(float[] values) {
    for (float value : values) {
      // Negated so that NaN does not count as zero.
      if (!(Math.abs(value) < ZERO)) {
        return false;
      }
    }
    return true;
  }

  /** Returns a copy of metadata after checking the type of every field. */
  public static PackedFields metadata(Map<String, ? extends @Nullable Object> raw) {
    Map<String, Object> checked = new LinkedHashMap<>();
    raw.forEach((field, value) -> checked.put(field, metadataValue(field, value)));
    return PackedFields.of(checked);
  }

  private static Object metadataValue(String field, @Nullable Object value) {
    if (field.startsWith("$")) {
      throw RpcException.invalid("Metadata field must not start with '$', got '" + field + "'");
    }
    if (value instanceof String || value instanceof Double || value instanceof Boolean) {
      return value;
    }
    if (value instanceof List<?> list) {
      List<String> strings = new ArrayList<>(list.size());
      for (Object element : list) {
        if (!(element instanceof String string)) {
          throw badMetadata(field, value);
        }
        strings.add(string);
      }
      return List.copyOf(strings);
    }
    throw badMetadata(field, value);
  }

  private static RpcException badMetadata(String field, @Nullable Object value) {
    return RpcException.invalid(
        "Metadata value must be a string, number, boolean or list of strings, got '"
            + PlainJson.text(value)
            + "' for field '"
            + field
            + "'");
  }

  /** Returns the old fields, overwritten by the new ones. */
  static PackedFields merge(PackedFields old, Map<String, Object> update) {
    if (update.isEmpty()) {
      return old;
    }
    Map<String, Object> merged = new LinkedHashMap<>(old);
    merged.putAll(update);
    return PackedFields.of(merged);
  }

  /** Returns the size of metadata after checking it. */
  static int checkMetadataSize(Map<String, Object> metadata) {
    int size = metadataSize(metadata);
    if (size > MAX_METADATA_BYTES) {
      throw RpcException.invalid(
          "Metadata size is %s bytes, which exceeds the limit of %s bytes per vector"
              .formatted(size, MAX_METADATA_BYTES));
    }
    return size;
  }

  /** Returns the bytes of metadata as JSON; 0 if there is none. */
  static int metadataSize(Map<String, Object> metadata) {
    return metadata.isEmpty() ? 0 : JsonSize.of(metadata);
  }

  /** Returns whether a text consists of ASCII characters other than NUL. */
  public static boolean isAscii(String text) {
    // A loop, because a stream for each id costs more than its characters.
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || c >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
