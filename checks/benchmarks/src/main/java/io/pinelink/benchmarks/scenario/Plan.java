package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.load.Call;
import io.pinelink.benchmarks.load.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The measured loads. */
final class Plan {
  static final String GRPC = "pinelink-grpc";
  static final String GRPC_WRITER = "pinelink-grpc-writer";
  static final String GRPC_JDK_TLS = "pinelink-grpc-jdk-tls";
  static final String REST = "pinelink-rest";
  static final String OFFICIAL = "official";
  static final String BARE_GRPC = "bare-grpc";

  static final String UPSERT_1 = "upsert, 1 caller";
  static final String UPSERT_4 = "upsert, 4 callers";
  static final String UPSERT_16 = "upsert, 16 callers";
  static final String UPSERT_64 = "upsert, 64 callers";
  static final String UPSERT_ONE = "upsert of single vectors, 64 in flight, async";
  static final String UPSERT_THOUSAND = "upsert of single vectors, 1,000 in flight, async";
  static final String QUERY_1 = "query, 1 caller";
  static final String QUERY_16 = "query, 16 callers";
  static final String QUERY_ASYNC = "query, 16 in flight, async";
  static final String QUERY_100 = "query for 100 with values, 1 caller";
  static final String FETCH_1 = "fetch, 1 caller";
  static final String FETCH_16 = "fetch, 16 callers";

  private static final int SOME = 4;
  private static final int MANY = 16;
  private static final int SINGLES = 64;
  private static final int THOUSAND = 1_000;
  private static final List<String> ALL = List.of(GRPC, REST, OFFICIAL);
  private static final List<String> ALL_AND_BARE = List.of(GRPC, REST, OFFICIAL, BARE_GRPC);
  private static final List<String> ALL_OF_TLS = List.of(GRPC, GRPC_JDK_TLS, REST, OFFICIAL);

  private Plan() {}

  /** Returns the loads under which all clients are compared. */
  static List<Workload> allClients() {
    List<Workload> all =
        new ArrayList<>(
            List.of(
                usual(UPSERT_1, Call.UPSERT, 1, ALL_AND_BARE),
                usual(UPSERT_4, Call.UPSERT, SOME, ALL_AND_BARE),
                usual(UPSERT_16, Call.UPSERT, MANY, ALL_AND_BARE),
                usual(UPSERT_64, Call.UPSERT, SINGLES, ALL_AND_BARE),
                usual(QUERY_1, Call.QUERY, 1, ALL),
                usual(QUERY_16, Call.QUERY, MANY, ALL),
                async(QUERY_ASYNC, Call.QUERY, MANY, ALL),
                large(ALL),
                usual(FETCH_1, Call.FETCH, 1, ALL),
                usual(FETCH_16, Call.FETCH, MANY, ALL),
                async(UPSERT_ONE, Call.UPSERT_ONE, SINGLES, List.of(GRPC, GRPC_WRITER, OFFICIAL))));
    all.addAll(overTls(ALL_OF_TLS));
    return List.copyOf(all);
  }

  /** Returns the titles of the loads that the chart shows. */
  static List<String> charted() {
    return List.of(UPSERT_1, UPSERT_16, QUERY_1, QUERY_ASYNC, QUERY_100, FETCH_1);
  }

  /** Returns loads for each protocol of Pinelink alone, of one client each. */
  static List<Workload> ownClients() {
    List<Workload> all = new ArrayList<>();
    for (String client : List.of(REST, GRPC)) {
      all.add(usual(UPSERT_1, Call.UPSERT, 1, List.of(client)));
      all.add(usual(QUERY_1, Call.QUERY, 1, List.of(client)));
      all.add(large(List.of(client)));
      all.add(usual(FETCH_1, Call.FETCH, 1, List.of(client)));
    }
    all.add(async(UPSERT_ONE, Call.UPSERT_ONE, SINGLES, List.of(GRPC_WRITER)));
    return List.copyOf(all);
  }

  /** Returns the loads of {@link #ownClients} with many callers, and over TLS. */
  static List<Workload> ownClientsFurther() {
    List<Workload> all = new ArrayList<>();
    for (String client : List.of(REST, GRPC)) {
      all.add(usual(UPSERT_16, Call.UPSERT, MANY, List.of(client)));
      all.add(usual(QUERY_16, Call.QUERY, MANY, List.of(client)));
      all.add(usual(FETCH_16, Call.FETCH, MANY, List.of(client)));
      all.addAll(overTls(List.of(client)));
    }
    return List.copyOf(all);
  }

  /** Returns loads of one caller for some clients. */
  static List<Workload> oneCaller(List<String> clients) {
    return List.of(
        usual(UPSERT_1, Call.UPSERT, 1, clients),
        large(clients),
        usual(FETCH_1, Call.FETCH, 1, clients));
  }

  private static List<Workload> overTls(List<String> clients) {
    return Stream.of(
            usual(UPSERT_1, Call.UPSERT, 1, clients),
            usual(UPSERT_16, Call.UPSERT, MANY, clients),
            usual(QUERY_1, Call.QUERY, 1, clients),
            large(clients),
            usual(FETCH_1, Call.FETCH, 1, clients))
        .map(Workload::overTls)
        .toList();
  }

  /** Returns the loads over a long link. */
  static List<Workload> longLink() {
    return Stream.of(
            usual(UPSERT_16, Call.UPSERT, MANY, ALL),
            usual(UPSERT_1, Call.UPSERT, 1, ALL),
            async(UPSERT_THOUSAND, Call.UPSERT_ONE, THOUSAND, List.of(GRPC_WRITER, OFFICIAL)),
            usual(QUERY_16, Call.QUERY, MANY, ALL),
            usual(QUERY_1, Call.QUERY, 1, ALL))
        .map(Workload::overTls)
        .toList();
  }

  private static Workload usual(String title, Call call, int concurrency, List<String> clients) {
    return new Workload(title, call, false, Shape.USUAL, false, concurrency, false, clients);
  }

  private static Workload large(List<String> clients) {
    return new Workload(QUERY_100, Call.QUERY, true, Shape.USUAL, false, 1, false, clients);
  }

  private static Workload async(String title, Call call, int concurrency, List<String> clients) {
    return new Workload(title, call, false, Shape.USUAL, true, concurrency, false, clients);
  }
}
