package io.pinelink.server.internal.limits;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A rate that the service publishes, the same for all plans. Source: "Rate limits" of its
 * documentation.
 *
 * @param name what it counts, such as {@code query requests}
 * @param limit how many are accepted in a period
 * @param cost how many a call is; 0 if the rate does not apply to it
 */
record ServiceRate(
    String name, Scope scope, int limit, Duration period, ToIntFunction<LimitedCall> cost) {
  /** The place for which a rate is counted. */
  enum Scope {
    NAMESPACE,
    INDEX,
    PROJECT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int UPSERT_BYTES = 50_000_000;

  private static final Set<String> QUERIES = Set.of("query", "searchRecords", "searchDocuments");
  private static final Set<String> UPSERTS = Set.of("upsert", "upsertRecords", "upsertDocuments");
  private static final Set<String> UPDATES = Set.of("update", "updateDocuments");
  private static final Set<String> DELETES = Set.of("delete", "deleteDocuments");
  private static final Set<String> FETCHES = Set.of("fetch", "fetchDocuments");
  private static final Set<String> LISTS = Set.of("listIds", "listDocuments");
  private static final Set<String> INFERENCE = Set.of("embed", "rerank");

  /** All rates; a call has to be within each of those that apply to it. */
  static final List<ServiceRate> ALL =
      List.of(
          perSecond("query requests", Scope.NAMESPACE, 100, of(QUERIES)),
          // A query is at least one read unit.
          perSecond("query read units", Scope.INDEX, 2_000, of(QUERIES)),
          perSecond("upsert requests", Scope.NAMESPACE, 100, of(UPSERTS)),
          perSecond(
              "bytes of upserts",
              Scope.NAMESPACE,
              UPSERT_BYTES,
              call -> UPSERTS.contains(call.operation()) ? call.bytes() : 0),
          perSecond("update requests", Scope.NAMESPACE, 100, of(UPDATES)),
          perSecond("updated records", Scope.NAMESPACE, 100, records(UPDATES)),
          perSecond("updates by metadata", Scope.NAMESPACE, 5, byMetadata(UPDATES)),
          perSecond("updates by metadata", Scope.INDEX, 500, byMetadata(UPDATES)),
          perSecond("delete requests", Scope.NAMESPACE, 100, of(DELETES)),
          perSecond("deleted records", Scope.NAMESPACE, 5_000, records(DELETES)),
          perSecond("deleted records", Scope.INDEX, 5_000, records(DELETES)),
          perSecond("deletes by metadata", Scope.NAMESPACE, 5, byMetadata(DELETES)),
          perSecond("deletes by metadata", Scope.INDEX, 500, byMetadata(DELETES)),
          perSecond("fetch requests", Scope.INDEX, 100, of(FETCHES)),
          perSecond(
              "fetches by metadata",
              Scope.NAMESPACE,
              5,
              call ->
                  call.operation().equals("fetchByMetadata")
                          || (call.operation().equals("fetchDocuments") && call.isByMetadata())
                      ? 1
                      : 0),
          perSecond("list requests", Scope.INDEX, 200, of(LISTS)),
          perSecond(
              "describe index stats requests", Scope.INDEX, 100, of(Set.of("describeIndexStats"))),
          perSecond("inference requests", Scope.PROJECT, 100, of(INFERENCE)),
          new ServiceRate(
              "inference requests", Scope.PROJECT, 2_000, Duration.ofMinutes(1), of(INFERENCE)));

  private static ServiceRate perSecond(
      String name, Scope scope, int limit, ToIntFunction<LimitedCall> cost) {
    return new ServiceRate(name, scope, limit, SECOND, cost);
  }

  private static ToIntFunction<LimitedCall> of(Set<String> operations) {
    return call -> operations.contains(call.operation()) ? 1 : 0;
  }

  private static ToIntFunction<LimitedCall> records(Set<String> operations) {
    return call -> operations.contains(call.operation()) ? call.records() : 0;
  }

  private static ToIntFunction<LimitedCall> byMetadata(Set<String> operations) {
    return call -> operations.contains(call.operation()) && call.isByMetadata() ? 1 : 0;
  }

  /** Returns the limit in words, such as {@code 100 query requests per second}. */
  String inWords() {
    return limit + " " + name + " per " + (period.equals(SECOND) ? "second" : "minute");
  }
}
