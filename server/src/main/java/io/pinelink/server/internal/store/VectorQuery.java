package io.pinelink.server.internal.store;

import io.pinelink.server.internal.wire.RpcException;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A query by a vector, or by the vector of an existing record.
 *
 * @param id empty unless the query is by id
 * @param values empty if the query has no dense part
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record VectorQuery(
    long topK,
    String id,
    float[] values,
    @Nullable SparsePart sparse,
    Predicate<Map<String, Object>> filter) {
  public static final int MAX_TOP_K = 10_000;

  /** Checks everything that does not depend on the index. */
  public VectorQuery {
    if (topK < 1 || topK > MAX_TOP_K) {
      throw RpcException.invalid("topK must be between 1 and " + MAX_TOP_K + ", got " + topK);
    }
    boolean byVector = values.length > 0 || sparse != null;
    if (byVector && !id.isEmpty()) {
      throw RpcException.invalid("Cannot provide both 'id' and a query vector");
    }
    if (!byVector) {
      if (id.isEmpty()) {
        throw RpcException.invalid("Query must have one of 'vector', 'sparseVector' and 'id'");
      }
      Validation.checkId(id);
    }
  }

  boolean isById() {
    return !id.isEmpty();
  }
}
