package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.store.FilterCompiler;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The filters of writes of documents, in which conditions on words are not allowed. */
final class DocumentFilters {
  private DocumentFilters() {}

  /** Compiles the filter of a deletion or an update, which must not be empty. */
  static Predicate<Map<String, Object>> ofMatching(
      FilterCompiler compiler, String operation, Map<String, @Nullable Object> filter) {
    return compiler
        .withTextMatches(
            (field, operator, operand) -> {
              throw RpcException.invalid(
                  operator
                      + " is allowed in the filter of a search or a fetch only, not of "
                      + operation);
            })
        .compileNonEmpty(filter);
  }
}
