package io.pinelink.rest.codec;

import static io.pinelink.testsupport.AllocatedBytes.leastAllocated;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.DenseValues;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import io.pinelink.rest.Calls;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A response read into a buffer has the rows that it has without one, and its columns show them.
 */
class JsonColumnsProperties {
  private static final long SEED = 20261127;
  private static final int CASES = Integer.getInteger("pinelink.cases", 2_000);

  /** The maximum of the API: what a client expects that asks for everything. */
  private static final int MAX_ROWS = 10_000;

  private static final ResponseInfo INFO =
      VectorResponses.info("r", "", null, null, Calls.local(1), Protocol.REST, 1);
  private static final List<String> IDS = List.of("a", "b", "c", "d", "id 5", "id\\n6");

  private final VectorBuffer reused = VectorBuffer.allocate(3);

  /**
   * A row as its id, its dense values (none if absent) and its score (NaN if absent), to compare
   * columns with rows.
   */
  private record Row(String id, DenseValues values, double score) {
    static Row of(String id, float[] values, double score) {
      return new Row(id, VectorResponses.denseValues(values), score);
    }
  }

  @Test
  void matchesAreTheSameWithAndWithoutABuffer() throws IOException {
    int withValues = 0;
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      String json = response(random, "matches", array(random, this::vector));
      QueryRequest request =
          QueryRequest.builder().id("a").topK(random.nextInt(1, 5)).includeValues().build();
      QueryResponse plain = read(DataOperations.QUERY, request, json);
      QueryResponse read =
          read(DataOperations.QUERY, request.toBuilder().valuesInto(reused).build(), json);

      assertThat(read.matches()).as("seed %d", SEED + i).isEqualTo(plain.matches());
      DenseColumns columns = read.columns().orElseThrow();
      assertThat(rows(columns))
          .as("seed %d", SEED + i)
          .isEqualTo(
              read.matches().stream()
                  .map(match -> Row.of(match.id(), match.vector().values(), match.score()))
                  .toList());
      assertThat(read.namespace()).isEqualTo(plain.namespace());
      withValues += columns.values().length > 0 ? 1 : 0;
      releaseMostly(columns, random);
    }
    assertThat(withValues).isGreaterThan(CASES / 3);
  }

  @Test
  void fetchedVectorsAreTheSameWithAndWithoutABuffer() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      String json = response(random, "vectors", byId(random, this::vector));
      FetchRequest request =
          FetchRequest.byIds(IDS.stream().map(JsonColumnsProperties::id).toList());
      FetchResponse plain = read(DataOperations.FETCH, request, json);
      FetchResponse read =
          read(DataOperations.FETCH, request.toBuilder().valuesInto(reused).build(), json);

      assertThat(read.vectors()).as("seed %d", SEED + i).isEqualTo(plain.vectors());
      DenseColumns columns = read.columns().orElseThrow();
      assertThat(columns.ids()).containsExactlyInAnyOrderElementsOf(plain.vectors().keySet());
      assertThat(rows(columns))
          .as("seed %d", SEED + i)
          .isEqualTo(
              columns.ids().stream()
                  .map(id -> Row.of(id, vector(plain, id).values(), Double.NaN))
                  .toList());
      releaseMostly(columns, random);
    }
  }

  @Test
  void pagesOfVectorsAreTheSameWithAndWithoutABuffer() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      String json = response(random, "vectors", byId(random, this::vector));
      FetchByMetadataRequest request = FetchByMetadataRequest.matching(Filter.exists("f"));
      FetchByMetadataResponse plain = read(DataOperations.FETCH_BY_METADATA, request, json);
      FetchByMetadataResponse read =
          read(
              DataOperations.FETCH_BY_METADATA,
              request.toBuilder().valuesInto(reused).build(),
              json);

      assertThat(read.items()).as("seed %d", SEED + i).isEqualTo(plain.items());
      DenseColumns columns = read.columns().orElseThrow();
      assertThat(rows(columns))
          .as("seed %d", SEED + i)
          .isEqualTo(
              plain.items().stream()
                  .map(vector -> Row.of(vector.id(), vector.values(), Double.NaN))
                  .toList());
      releaseMostly(columns, random);
    }
  }

  @Test
  void foundDocumentsAreTheSameWithAndWithoutABuffer() throws IOException {
    int withValues = 0;
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      String json = response(random, "matches", array(random, this::document));
      SearchDocumentsRequest request =
          SearchDocumentsRequest.builder(ScoringClause.text("tides", "body")).topK(5).build();
      SearchDocumentsResponse plain = read(DocumentOperations.SEARCH_DOCUMENTS, request, json);
      SearchDocumentsResponse read =
          read(
              DocumentOperations.SEARCH_DOCUMENTS,
              request.toBuilder().valuesInto("one", reused).build(),
              json);

      assertThat(read.matches()).as("seed %d", SEED + i).isEqualTo(plain.matches());
      DenseColumns columns = read.columns().orElseThrow();
      assertThat(rows(columns))
          .as("seed %d", SEED + i)
          .isEqualTo(plain.matches().stream().map(match -> row(match)).toList());
      withValues += columns.values().length > 0 ? 1 : 0;
      releaseMostly(columns, random);
    }
    assertThat(withValues).isGreaterThan(CASES / 3);
  }

  @Test
  void fetchedDocumentsAreTheSameWithAndWithoutABuffer() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      String json =
          response(
              random,
              "documents",
              random.nextBoolean() ? array(random, this::document) : byId(random, this::document));
      FetchDocumentsRequest request =
          FetchDocumentsRequest.byIds(IDS.stream().map(JsonColumnsProperties::id).toList());
      FetchDocumentsResponse plain = read(DocumentOperations.FETCH_DOCUMENTS, request, json);
      FetchDocumentsResponse read =
          read(
              DocumentOperations.FETCH_DOCUMENTS,
              request.toBuilder().valuesInto("one", reused).build(),
              json);

      assertThat(read.items()).as("seed %d", SEED + i).isEqualTo(plain.items());
      DenseColumns columns = read.columns().orElseThrow();
      assertThat(rows(columns))
          .as("seed %d", SEED + i)
          .isEqualTo(plain.items().stream().map(document -> row(document, Double.NaN)).toList());
      releaseMostly(columns, random);
    }
  }

  /** Tests one long row, short ones, and none at all, where a client expects 10,000 rows. */
  @Test
  void aNewArrayIsNotLongerThanTheBodyCanFill() throws Exception {
    String longRow = "{\"id\":\"a\",\"values\":[" + "0.123456789,".repeat(2_000) + "1]}";
    String shortRows = "{\"id\":\"a\",\"values\":[1]},".repeat(500);
    String noRows = "{\"id\":\"a\"},".repeat(2_000);
    for (String rows :
        List.of(longRow, longRow + "," + noRows + longRow, shortRows + longRow, noRows + longRow)) {
      String json = "{\"matches\":[" + rows + "],\"x\":\"" + "x".repeat(30_000) + "\"}";
      QueryRequest request = QueryRequest.builder().id("a").topK(MAX_ROWS).includeValues().build();

      long plain = leastAllocated(() -> read(DataOperations.QUERY, request, json));
      long read =
          leastAllocated(
              () ->
                  read(
                      DataOperations.QUERY,
                      request.toBuilder().valuesInto(VectorBuffer.allocate(0)).build(),
                      json));

      // Twice a float for each two bytes, since an array grows once, and 24 bytes for each row.
      assertThat(read).isLessThan(plain + 4L * json.length() + 24L * MAX_ROWS);
    }
  }

  private static <Q, R> R read(Operation<Q, R> operation, Q request, String json)
      throws IOException {
    RestBinding<Q, R> row = Objects.requireNonNull(RestBindings.find(operation));
    try (JsonReader reader = Json.reader(json.getBytes(StandardCharsets.UTF_8))) {
      return row.decoder(request).decode(reader, INFO);
    }
  }

  private static void releaseMostly(DenseColumns columns, SplittableRandom random) {
    if (random.nextInt(3) > 0) {
      columns.release();
    }
  }

  private static List<Row> rows(DenseColumns columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(
            row ->
                Row.of(
                    columns.id(row),
                    Arrays.copyOfRange(
                        columns.values(),
                        columns.offset(row),
                        columns.offset(row) + columns.length(row)),
                    columns.score(row)))
        .toList();
  }

  private static Row row(DocumentMatch match) {
    return row(match.document(), match.score().orElse(Double.NaN));
  }

  private static Row row(Document document, double score) {
    return new Row(
        document.id(),
        document.fields().dense("one").orElse(VectorResponses.denseValues(new float[0])),
        score);
  }

  private static Vector vector(FetchResponse response, String id) {
    return Objects.requireNonNull(response.vectors().get(id));
  }

  /** Returns an id as it is without the escapes of JSON. */
  private static String id(String escaped) {
    return escaped.replace("\\n", "\n");
  }

  private static String response(SplittableRandom random, String member, String rows) {
    return object(
        random,
        new ArrayList<>(
            List.of(
                "\"" + member + "\":" + rows,
                "\"namespace\":\"n\"",
                "\"unknown\":[{\"values\":[1]}]",
                "\"usage\":{\"readUnits\":3}")));
  }

  private static String array(
      SplittableRandom random, Function<SplittableRandom, List<String>> row) {
    return ids(random).stream()
        .map(id -> withId(random, row.apply(random), id))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Returns up to five ids in random order. */
  private static List<String> ids(SplittableRandom random) {
    List<String> ids = new ArrayList<>(IDS);
    Collections.shuffle(ids, new Random(random.nextLong()));
    return ids.subList(0, random.nextInt(6));
  }

  /** Returns an object of rows. */
  private static String byId(
      SplittableRandom random, Function<SplittableRandom, List<String>> row) {
    return ids(random).stream()
        .map(id -> "\"" + id + "\" : " + withId(random, row.apply(random), id))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String withId(SplittableRandom random, List<String> members, String id) {
    members.add("\"id\":\"" + id + "\"");
    members.add("\"_id\":\"" + id + "\"");
    return object(random, members);
  }

  private static String object(SplittableRandom random, List<String> members) {
    Collections.shuffle(members, new Random(random.nextLong()));
    return String.join(random.nextBoolean() ? "," : " ,\n", members)
        .transform(content -> "{" + content + "}");
  }

  /** Returns members of a vector: with or without values, or sparse ones only. */
  private List<String> vector(SplittableRandom random) {
    List<String> members = new ArrayList<>();
    if (random.nextInt(5) > 0) {
      members.add("\"values\":" + (random.nextInt(9) == 0 ? "null" : numbers(random)));
    }
    if (random.nextInt(3) == 0) {
      members.add("\"sparseValues\":{\"indices\":[3,9],\"values\":[0.5, -1]}");
    }
    if (random.nextInt(3) == 0) {
      members.add("\"metadata\":{\"values\":[\"x\"],\"n\":1}");
    }
    if (random.nextInt(3) > 0) {
      members.add("\"score\":" + number(random));
    }
    return members;
  }

  /** Returns members of a document, of whose fields one is read into columns. */
  private List<String> document(SplittableRandom random) {
    List<String> members = new ArrayList<>();
    if (random.nextInt(5) > 0) {
      members.add("\"one\":" + (random.nextInt(9) == 0 ? "\"text\"" : numbers(random)));
    }
    if (random.nextInt(3) == 0) {
      members.add("\"other\":" + numbers(random));
    }
    if (random.nextInt(3) == 0) {
      members.add("\"terms\":{\"indices\":[3,9],\"values\":[0.5, -1]}");
    }
    if (random.nextInt(3) > 0) {
      members.add("\"_score\":" + number(random));
    }
    return members;
  }

  /** Returns an array of numbers in any form; in some, text after the first ones. */
  private static String numbers(SplittableRandom random) {
    List<String> numbers =
        new ArrayList<>(Stream.generate(() -> number(random)).limit(random.nextInt(40)).toList());
    if (!numbers.isEmpty() && random.nextInt(6) == 0) {
      numbers.add("\"" + number(random) + "\"");
    }
    return numbers.stream()
        .collect(Collectors.joining(random.nextBoolean() ? "," : " , ", "[", "]"));
  }

  private static String number(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> String.valueOf(random.nextInt(-5, 5));
      case 1 -> Double.toString(random.nextDouble());
      case 2 -> random.nextInt(-9, 9) + "e" + random.nextInt(-50, 30);
      default -> Float.toString((float) random.nextGaussian() / 40);
    };
  }
}
