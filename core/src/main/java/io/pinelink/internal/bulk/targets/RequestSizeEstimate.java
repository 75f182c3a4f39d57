package io.pinelink.internal.bulk.targets;

import io.pinelink.documents.Document;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Upper bounds for the size of ids and metadata in a request, and of what a fetch holds. */
public final class RequestSizeEstimate {
  /** The service's limit for an upsert. */
  public static final int MAX_BYTES = 2_000_000;

  /** The maximum bytes of a float as JSON with its comma; as protobuf it has 4. */
  private static final int FLOAT = 16;

  private static final int INDEX = 11;
  private static final int NUMBER = 25;
  private static final int NAMES = 96;

  /** The quotes, colon and comma in JSON, or the tags and lengths in protobuf, of an entry. */
  private static final int AROUND_TEXT = 16;

  private static final int ESCAPED = 6;

  private static final int FETCH_URL = "/vectors/fetch?&namespace=".length();
  private static final int ESCAPED_IN_URL = 3;
  private static final String UNRESERVED =
      "-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private RequestSizeEstimate() {}

  /** Returns an upper bound of the bytes of a URL with ids to fetch, with escapes. */
  static long url(String namespace, List<String> ids) {
    return FETCH_URL
        + escaped(namespace)
        + ids.stream().mapToLong(id -> "&ids=".length() + escaped(id)).sum();
  }

  private static long escaped(String text) {
    return text.chars().mapToLong(c -> UNRESERVED.indexOf(c) < 0 ? ESCAPED_IN_URL : 1).sum();
  }

  private static long sparse(Optional<SparseValues> values) {
    return values.map(some -> (long) some.size()).orElse(0L);
  }

  /** Returns the approximate memory size of a vector. */
  static long held(Vector vector) {
    return NAMES
        + max(vector.id())
        + (long) Float.BYTES * vector.dimension()
        + (Float.BYTES + Integer.BYTES) * sparse(vector.sparseValues())
        + max(vector.metadata().asMap());
  }

  /** Returns the approximate memory size of a document. */
  static long held(Document document) {
    long bytes = NAMES + max(document.id());
    for (Map.Entry<String, ? extends @Nullable Object> field :
        document.fields().asMap().entrySet()) {
      bytes += max(field.getKey()) + heldValue(field.getValue());
    }
    return bytes;
  }

  private static long heldValue(@Nullable Object value) {
    if (value instanceof DenseValues dense) {
      return AROUND_TEXT + (long) Float.BYTES * dense.size();
    }
    if (value instanceof SparseValues sparse) {
      return NAMES + (long) (Float.BYTES + Integer.BYTES) * sparse.size();
    }
    return max(value);
  }

  /** Returns an upper bound of the bytes of an object, such as metadata. */
  public static long max(Map<?, ? extends @Nullable Object> members) {
    long bytes = AROUND_TEXT;
    for (Map.Entry<?, ? extends @Nullable Object> member : members.entrySet()) {
      bytes += max(String.valueOf(member.getKey())) + max(member.getValue());
    }
    return bytes;
  }

  /**
   * Returns an upper bound of the bytes of a text, such as an id. It is computed for JSON, where
   * some characters are escaped; in protobuf, the length takes the place of the quotes.
   */
  public static long max(String text) {
    long bytes = AROUND_TEXT;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        bytes += ESCAPED;
      } else if (c == '"' || c == '\\' || c > 0x7F) {
        bytes += c > 0x7FF ? 3 : 2;
      } else {
        bytes++;
      }
    }
    return bytes;
  }

  private static long max(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return max(map);
    }
    if (value instanceof String text) {
      return max(text);
    }
    if (value instanceof DenseValues dense) {
      return AROUND_TEXT + (long) FLOAT * dense.size();
    }
    if (value instanceof SparseValues sparse) {
      return NAMES + (long) (FLOAT + INDEX) * sparse.size();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(RequestSizeEstimate::max).sum() + AROUND_TEXT;
    }
    return NUMBER;
  }
}
