package io.pinelink.contract;

import static io.pinelink.contract.CreateIndexRows.PODS;
import static io.pinelink.contract.CreateIndexRows.REGION;
import static io.pinelink.contract.CreateIndexRows.longestName;
import static io.pinelink.contract.CreateIndexRows.make;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CREATE_COLLECTION;
import static io.pinelink.spi.ControlOperations.DELETE_COLLECTION;
import static io.pinelink.spi.ControlOperations.DESCRIBE_COLLECTION;
import static io.pinelink.spi.ControlOperations.LIST_COLLECTIONS;
import static io.pinelink.spi.DataOperations.DESCRIBE_INDEX_STATS;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.CollectionDescription;
import io.pinelink.control.CreateCollectionRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListCollectionsResponse;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.spi.request.DeleteCollectionRequest;
import io.pinelink.spi.request.DescribeCollectionRequest;
import io.pinelink.spi.request.ListCollectionsRequest;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Collections, which are made of pod indexes. */
final class CollectionRows {
  private CollectionRows() {}

  static Section area() {
    Section area = new Section();
    create(area);
    describe(area);
    list(area);
    delete(area);
    return area;
  }

  private static CollectionDescription copy(Calls calls, String name, String index) {
    return calls.call(CREATE_COLLECTION, new CreateCollectionRequest(name, index));
  }

  /** A new collection, of an index with so many vectors. */
  private static CollectionDescription copy(Calls calls, int vectors) {
    return copy(calls, Calls.newName("copy"), filled(calls, vectors).name());
  }

  private static IndexDescription filled(Calls calls, int vectors) {
    IndexDescription made = make(calls, PODS);
    for (int i = 0; i < vectors; i++) {
      calls
          .index(made)
          .call(UPSERT, new UpsertRequest(List.of(Vector.of("v-" + i, new float[] {1, 2}))));
    }
    return made;
  }

  private static CollectionDescription get(Calls calls, String name) {
    return calls.call(DESCRIBE_COLLECTION, new DescribeCollectionRequest(name));
  }

  private static void create(Section area) {
    area.sample(CREATE_COLLECTION, new CreateCollectionRequest("sample", "sample"));
    area.row(
        CREATE_COLLECTION,
        ROUND_TRIP,
        "what the index holds, to make another one from",
        calls -> {
          String name = Calls.newName("copy");
          CollectionDescription made = copy(calls, name, filled(calls, 2).name());

          assertEquals(name, made.name());
          assertTrue(made.isReady());
          assertEquals(PODS.environment(), made.environment());
          assertEquals(OptionalInt.of(2), made.dimension());
          assertEquals(OptionalLong.of(2), made.vectorCount());
          assertTrue(made.size().orElseThrow() > 0);
          assertTrue(made.info().requestId().isPresent());
          IndexSpec.Pod from = PODS.fromCollection(name);
          IndexDescription again = make(calls, from);
          assertEquals(from, again.spec());
          assertEquals(
              2,
              calls.index(again).call(DESCRIBE_INDEX_STATS, StatsRequest.all()).totalVectorCount());
        });
    area.row(
        CREATE_COLLECTION,
        PRESENCE,
        "of an empty index, it has zero vectors and bytes",
        calls -> {
          CollectionDescription made = copy(calls, 0);

          assertEquals(OptionalLong.of(0), made.vectorCount());
          assertEquals(OptionalLong.of(0), made.size());
        });
    area.row(
        CREATE_COLLECTION,
        LIMITS,
        "the longest name; one that is taken, a serverless index, a missing one, other dimensions",
        calls -> {
          String pods = filled(calls, 0).name();
          String longest = copy(calls, longestName(), pods).name();
          assertEquals(45, longest.length());

          assertThrows(AlreadyExistsException.class, () -> copy(calls, longest, pods));
          String serverless = make(calls, REGION).name();
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT, () -> copy(calls, Calls.newName("copy"), serverless));
          RefusalAssertions.notFound(
              "Resource missing not found.", () -> copy(calls, Calls.newName("copy"), "missing"));
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () ->
                  make(
                      calls,
                      CreateIndexRequest.dense(
                          Calls.newName("made"), 3, PODS.fromCollection(longest))));
        });
  }

  private static void describe(Section area) {
    area.sample(DESCRIBE_COLLECTION, new DescribeCollectionRequest("copy"));
    area.row(
        DESCRIBE_COLLECTION,
        ROUND_TRIP,
        "as it was made",
        calls -> {
          CollectionDescription made = copy(calls, 1);

          assertEquals(Facts.by(made), Facts.by(get(calls, made.name())));
        });
    area.row(
        DESCRIBE_COLLECTION,
        PRESENCE,
        "what the service leaves out or makes null is not there; zero is",
        calls -> {
          String required = "{\"name\":\"copy\",\"status\":\"Initializing\",\"environment\":\"e\"";
          for (String rest :
              List.of("}", ",\"size\":null,\"dimension\":null,\"vector_count\":null}")) {
            CollectionDescription told = calls.answered(DESCRIBE_COLLECTION, required + rest);

            assertEquals("Initializing", told.status());
            assertEquals(OptionalLong.empty(), told.size());
            assertEquals(OptionalInt.empty(), told.dimension());
            assertEquals(OptionalLong.empty(), told.vectorCount());
          }
          CollectionDescription empty =
              calls.answered(
                  DESCRIBE_COLLECTION, required + ",\"size\":0,\"vector_count\":0,\"new\":[{}]}");
          assertEquals(OptionalLong.of(0), empty.size());
          assertEquals(OptionalLong.of(0), empty.vectorCount());
        });
    area.row(
        DESCRIBE_COLLECTION,
        LIMITS,
        "the longest name, more than 4 GB; one that is missing is not found",
        calls -> {
          String longest = copy(calls, longestName(), filled(calls, 0).name()).name();
          assertEquals(longest, get(calls, longest).name());

          CollectionDescription large =
              calls.answered(
                  DESCRIBE_COLLECTION,
                  """
                  {"name":"copy","status":"õ","environment":"😀","size":9007199254740993,
                   "vector_count":2147483647}\
                  """);
          assertEquals(OptionalLong.of(9_007_199_254_740_993L), large.size());
          assertEquals(OptionalLong.of(Integer.MAX_VALUE), large.vectorCount());
          assertEquals("õ", large.status());
          assertEquals("😀", large.environment());
          RefusalAssertions.notFound("Collection missing not found.", () -> get(calls, "missing"));
        });
  }

  private static void list(Section area) {
    area.sample(LIST_COLLECTIONS, new ListCollectionsRequest());
    area.row(
        LIST_COLLECTIONS,
        ROUND_TRIP,
        "each as it is described",
        calls -> {
          CollectionDescription made = copy(calls, 1);
          ListCollectionsResponse all = calls.call(LIST_COLLECTIONS, new ListCollectionsRequest());

          assertEquals(
              List.of(Facts.by(made)),
              all.collections().stream()
                  .filter(collection -> collection.name().equals(made.name()))
                  .map(Facts::by)
                  .toList());
          assertTrue(all.info().requestId().isPresent());
          assertSame(all.info(), all.collections().get(0).info());
        });
    area.row(
        LIST_COLLECTIONS,
        PRESENCE,
        "none at all, however the service says so",
        calls -> {
          for (String body : List.of("{\"collections\":[]}", "{\"collections\":null}", "{}")) {
            assertEquals(List.of(), calls.answered(LIST_COLLECTIONS, body).collections());
          }
        });
    area.row(
        LIST_COLLECTIONS,
        LIMITS,
        "more than a page of other lists would have",
        calls -> {
          String pods = filled(calls, 0).name();
          List<String> made =
              IntStream.range(0, 101)
                  .mapToObj(i -> copy(calls, Calls.newName("many"), pods).name())
                  .toList();

          List<String> names =
              calls.call(LIST_COLLECTIONS, new ListCollectionsRequest()).collections().stream()
                  .map(CollectionDescription::name)
                  .toList();
          assertTrue(names.containsAll(made), names.toString());
        });
  }

  private static void delete(Section area) {
    area.sample(DELETE_COLLECTION, new DeleteCollectionRequest("sample"))
        .noBodyOverRest(DELETE_COLLECTION);
    area.row(
        DELETE_COLLECTION,
        ROUND_TRIP,
        "it is gone, and its index stays",
        calls -> {
          IndexDescription index = filled(calls, 1);
          String name = copy(calls, Calls.newName("copy"), index.name()).name();

          assertTrue(
              calls
                  .call(DELETE_COLLECTION, new DeleteCollectionRequest(name))
                  .info()
                  .requestId()
                  .isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, name));
          assertEquals(
              1,
              calls.index(index).call(DESCRIBE_INDEX_STATS, StatsRequest.all()).totalVectorCount());
        });
    area.row(
        DELETE_COLLECTION,
        PRESENCE,
        "one that is missing is not found",
        calls ->
            RefusalAssertions.notFound(
                "Collection missing not found.",
                () -> calls.call(DELETE_COLLECTION, new DeleteCollectionRequest("missing"))));
    area.row(
        DELETE_COLLECTION,
        LIMITS,
        "the longest name",
        calls -> {
          String longest = copy(calls, longestName(), filled(calls, 0).name()).name();
          calls.call(DELETE_COLLECTION, new DeleteCollectionRequest(longest));

          assertThrows(NotFoundException.class, () -> get(calls, longest));
        });
  }
}
