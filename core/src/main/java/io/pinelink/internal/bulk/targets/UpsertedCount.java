package io.pinelink.internal.bulk.targets;

import io.pinelink.error.FailedCall;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** The check of the number of items that the response to an upsert counts. */
public final class UpsertedCount {
  private UpsertedCount() {}

  /**
   * Checks that a response counts all items of its request. An id that the request has twice may be
   * counted once. A count of 0 is not checked: over gRPC it is the same as none.
   *
   * @throws MalformedResponseException if it counts fewer, so that it is unknown which items were
   *     written
   */
  public static <T> void check(
      Operation<?, ?> operation,
      long counted,
      List<T> items,
      Function<T, String> idOf,
      ResponseInfo info) {
    if (counted == 0 || counted >= items.size()) {
      return;
    }
    int ids = new HashSet<>(items.stream().map(idOf).toList()).size();
    if (counted < ids) {
      throw Failures.malformedResponse(
          new FailedCall(operation.name(), info.route(), info.attempts()),
          "it counts " + counted + " upserted items, but the request has " + ids,
          null);
    }
  }
}
