package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Call;
import io.pinelink.benchmarks.load.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The measured scenarios. */
final class Plan {
  static final String GRPC = "pinelink-grpc";
  static final String GRPC_IN_PLACE = "pinelink-grpc-in-place";
  static final String GRPC_COALESCING = "pinelink-grpc-coalescing";
  static final String GRPC_JDK_TLS = "pinelink-grpc-jdk-tls";
  static final String REST = "pinelink-rest";
  static final String OFFICIAL = "official";
  static final String GRPC_CEILING = "ceiling-grpc";
  static final String REST_CEILING = "ceiling-rest";

  static final String UPSERT_1 = "upsert, 1 caller";
  static final String UPSERT_16 = "upsert, 16 callers";
  static final String UPSERT_ONE = "upsert of single vectors, 64 in flight, async";
  static final String QUERY_1 = "query, 1 caller";
  static final String QUERY_16 = "query, 16 callers";
  static final String QUERY_ASYNC = "query, 16 in flight, async";
  static final String QUERY_100 = "query for 100 with values, 1 caller";
  static final String FETCH_1 = "fetch, 1 caller";
  static final String FETCH_16 = "fetch, 16 callers";

  private static final int MANY = 16;
  private static final int SINGLES = 64;
  private static final int BATCH_OF_DIMENSIONS = 10;
  private static final int DIMENSION_OF_BATCHES = 384;
  private static final List<String> ALL = List.of(GRPC, REST, OFFICIAL, GRPC_CEILING, REST_CEILING);
  private static final List<String> CURVES = List.of(GRPC, REST, OFFICIAL);

  private Plan() {}

  static List<Scenario> plaintext() {
    return List.of(
        usual(UPSERT_1, Call.UPSERT, 1, ALL),
        usual(UPSERT_16, Call.UPSERT, MANY, ALL),
        usual(QUERY_1, Call.QUERY, 1, ALL),
        usual(QUERY_16, Call.QUERY, MANY, ALL),
        async(QUERY_ASYNC, Call.QUERY, MANY, Shape.USUAL, with(ALL, GRPC_IN_PLACE)),
        new Scenario(QUERY_100, Call.QUERY, true, Shape.USUAL, false, 1, ALL),
        usual(FETCH_1, Call.FETCH, 1, ALL),
        usual(FETCH_16, Call.FETCH, MANY, ALL),
        async(
            UPSERT_ONE,
            Call.UPSERT_ONE,
            SINGLES,
            Shape.USUAL,
            List.of(GRPC, GRPC_COALESCING, OFFICIAL, GRPC_CEILING)));
  }

  static List<Scenario> tls() {
    List<String> clients = with(ALL, GRPC_JDK_TLS);
    return List.of(
        usual(UPSERT_1, Call.UPSERT, 1, clients),
        usual(UPSERT_16, Call.UPSERT, MANY, clients),
        usual(QUERY_1, Call.QUERY, 1, clients),
        new Scenario(QUERY_100, Call.QUERY, true, Shape.USUAL, false, 1, clients),
        usual(FETCH_1, Call.FETCH, 1, clients));
  }

  /** Returns scenarios for each protocol of Pinelink alone, of one client each. */
  static List<Scenario> ownClients() {
    List<Scenario> all = new ArrayList<>();
    for (String client : List.of(REST, GRPC)) {
      all.add(usual(UPSERT_1, Call.UPSERT, 1, List.of(client)));
      all.add(usual(QUERY_1, Call.QUERY, 1, List.of(client)));
      all.add(new Scenario(QUERY_100, Call.QUERY, true, Shape.USUAL, false, 1, List.of(client)));
      all.add(usual(FETCH_1, Call.FETCH, 1, List.of(client)));
    }
    all.add(async(UPSERT_ONE, Call.UPSERT_ONE, SINGLES, Shape.USUAL, List.of(GRPC_COALESCING)));
    return List.copyOf(all);
  }

  /** Returns the client that sends the same bytes without doing anything else, if there is one. */
  static Optional<String> ceilingOf(String client) {
    return switch (client) {
      case GRPC -> Optional.of(GRPC_CEILING);
      case REST -> Optional.of(REST_CEILING);
      default -> Optional.empty();
    };
  }

  /** Returns scenarios for the cost by dimension. */
  static List<Scenario> dimensions() {
    return IntStream.of(64, 256, 768, 1_536, 4_096, 20_000)
        .mapToObj(
            dimension ->
                new Scenario(
                    "dimension " + dimension,
                    Call.UPSERT,
                    false,
                    new Shape(dimension, BATCH_OF_DIMENSIONS),
                    false,
                    1,
                    CURVES))
        .toList();
  }

  /** Returns scenarios for the cost by the number of vectors in an upsert. */
  static List<Scenario> batches() {
    return IntStream.of(1, 3, 10, 30, 100, 300, 1_000)
        .mapToObj(
            batch ->
                new Scenario(
                    "batch " + batch,
                    Call.UPSERT,
                    false,
                    new Shape(DIMENSION_OF_BATCHES, batch),
                    false,
                    1,
                    CURVES))
        .toList();
  }

  /** Returns scenarios for the cost by the number of queries in flight. */
  static List<Scenario> concurrencies() {
    return IntStream.of(1, 4, 16, 64, 256)
        .mapToObj(
            concurrency ->
                async("in flight " + concurrency, Call.QUERY, concurrency, Shape.USUAL, CURVES))
        .toList();
  }

  private static Scenario usual(String title, Call call, int concurrency, List<String> clients) {
    return new Scenario(title, call, false, Shape.USUAL, false, concurrency, clients);
  }

  private static Scenario async(
      String title, Call call, int concurrency, Shape shape, List<String> clients) {
    return new Scenario(title, call, false, shape, true, concurrency, clients);
  }

  private static List<String> with(List<String> clients, String another) {
    List<String> all = new ArrayList<>(clients);
    all.add(1, another);
    return List.copyOf(all);
  }
}
