package io.pinelink.testing.requests;

import io.pinelink.server.RecordedRequest;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The patterns with which a description of requests begins. */
public final class RequestPatterns {
  private static final Set<String> OPERATIONS =
      Operations.all().stream().map(Operation::name).collect(Collectors.toUnmodifiableSet());

  private RequestPatterns() {}

  /** Returns a pattern of all requests. */
  public static RequestPattern requests() {
    return new RequestPattern(List.of());
  }

  /**
   * Returns a pattern of the requests of operations.
   *
   * @param operations names such as {@code updateDocuments}, as {@link RecordedRequest#operation()}
   *     has them
   * @throws IllegalArgumentException if there is none, or one is unknown
   */
  public static RequestPattern requestsFor(String... operations) {
    Objects.requireNonNull(operations, "operations is null");
    Set<String> names = new TreeSet<>();
    for (String operation : operations) {
      names.add(Objects.requireNonNull(operation, "operation is null"));
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("operations are empty, expected one or more");
    }
    if (!OPERATIONS.containsAll(names)) {
      names.removeAll(OPERATIONS);
      throw new IllegalArgumentException(
          "operations are unknown: " + names + "; known are " + new TreeSet<>(OPERATIONS));
    }
    return requests()
        .and(String.join(" or ", names), request -> names.contains(request.operation()));
  }

  /** Returns a pattern of queries of vectors. */
  public static RequestPattern queries() {
    return requestsFor("query");
  }

  /** Returns a pattern of searches of documents and of records. */
  public static RequestPattern searches() {
    return requestsFor("searchDocuments", "searchRecords");
  }

  /** Returns a pattern of upserts of vectors, of documents and of records. */
  public static RequestPattern upserts() {
    return requestsFor("upsert", "upsertDocuments", "upsertRecords");
  }

  /** Returns a pattern of fetches of vectors and of documents, by id or by filter. */
  public static RequestPattern fetches() {
    return requestsFor("fetch", "fetchByMetadata", "fetchDocuments");
  }

  /** Returns a pattern of updates of vectors and of documents. */
  public static RequestPattern updates() {
    return requestsFor("update", "updateDocuments");
  }

  /** Returns a pattern of deletes of vectors and of documents. */
  public static RequestPattern deletes() {
    return requestsFor("delete", "deleteDocuments");
  }
}
