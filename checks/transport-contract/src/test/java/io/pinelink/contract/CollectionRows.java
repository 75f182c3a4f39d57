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
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.ListResponse;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.CollectionSource;
import io.pinelink.spi.request.EmptyRequest;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The rows of collections, which are created from pod indexes. */
final class CollectionRows {
  private CollectionRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    create(section);
    describe(section);
    list(section);
    delete(section);
    return section;
  }

  private static CollectionDescription copy(Calls calls, String name, String index) {
    return calls.call(CREATE_COLLECTION, new CollectionSource(name, index));
  }

  /** Creates a collection of a new index with the given number of vectors. */
  private static CollectionDescription copy(Calls calls, int vectors) {
    return copy(calls, Calls.newName("copy"), filled(calls, vectors).name());
  }

  private static IndexDescription filled(Calls calls, int vectors) {
    IndexDescription made = make(calls, PODS);
    for (int i = 0; i < vectors; i++) {
      calls
          .index(made)
          .call(UPSERT, UpsertRequest.of(List.of(Vector.of("v-" + i, new float[] {1, 2}))));
    }
    return made;
  }

  private static CollectionDescription get(Calls calls, String name) {
    return calls.call(DESCRIBE_COLLECTION, ByName.ofCollection(name));
  }

  private static void create(Section section) {
    section.sample(CREATE_COLLECTION, new CollectionSource("sample", "sample"));
    section.row(
        CREATE_COLLECTION,
        ROUND_TRIP,
        "the contents of the index, from which another index can be created",
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
    section.row(
        CREATE_COLLECTION,
        PRESENCE,
        "of an empty index, it has zero vectors and bytes",
        calls -> {
          CollectionDescription made = copy(calls, 0);

          assertEquals(OptionalLong.of(0), made.vectorCount());
          assertEquals(OptionalLong.of(0), made.size());
        });
    section.row(
        CREATE_COLLECTION,
        LIMITS,
        "the longest name; a taken name, a serverless or missing index and other dimensions are"
            + " refused",
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

  private static void describe(Section section) {
    section.sample(DESCRIBE_COLLECTION, ByName.ofCollection("copy"));
    section.row(
        DESCRIBE_COLLECTION,
        ROUND_TRIP,
        "as it was created",
        calls -> {
          CollectionDescription made = copy(calls, 1);

          assertEquals(Facts.by(made), Facts.by(get(calls, made.name())));
        });
    section.row(
        DESCRIBE_COLLECTION,
        PRESENCE,
        "missing and null members are absent; zero is present",
        calls -> {
          String required = "{\"name\":\"copy\",\"status\":\"Initializing\",\"environment\":\"e\"";
          for (String rest :
              List.of("}", ",\"size\":null,\"dimension\":null,\"vector_count\":null}")) {
            CollectionDescription reported = calls.answered(DESCRIBE_COLLECTION, required + rest);

            assertEquals("Initializing", reported.status());
            assertEquals(OptionalLong.empty(), reported.size());
            assertEquals(OptionalInt.empty(), reported.dimension());
            assertEquals(OptionalLong.empty(), reported.vectorCount());
          }
          CollectionDescription empty =
              calls.answered(
                  DESCRIBE_COLLECTION, required + ",\"size\":0,\"vector_count\":0,\"new\":[{}]}");
          assertEquals(OptionalLong.of(0), empty.size());
          assertEquals(OptionalLong.of(0), empty.vectorCount());
        });
    section.row(
        DESCRIBE_COLLECTION,
        LIMITS,
        "the longest name, more than 4 GB; a missing one is not found",
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

  private static void list(Section section) {
    section.sample(LIST_COLLECTIONS, new EmptyRequest());
    section.row(
        LIST_COLLECTIONS,
        ROUND_TRIP,
        "each as it is described",
        calls -> {
          CollectionDescription made = copy(calls, 1);
          ListResponse<CollectionDescription> all =
              calls.call(LIST_COLLECTIONS, new EmptyRequest());

          assertEquals(
              List.of(Facts.by(made)),
              all.items().stream()
                  .filter(collection -> collection.name().equals(made.name()))
                  .map(Facts::by)
                  .toList());
          assertTrue(all.info().requestId().isPresent());
          assertSame(all.info(), all.items().get(0).info());
        });
    section.row(
        LIST_COLLECTIONS,
        PRESENCE,
        "an empty list in every form of the response",
        calls -> {
          for (String body : List.of("{\"collections\":[]}", "{\"collections\":null}", "{}")) {
            assertEquals(List.of(), calls.answered(LIST_COLLECTIONS, body).items());
          }
        });
    section.row(
        LIST_COLLECTIONS,
        LIMITS,
        "more than a page of other lists has",
        calls -> {
          String pods = filled(calls, 0).name();
          List<String> made =
              IntStream.range(0, 101)
                  .mapToObj(i -> copy(calls, Calls.newName("many"), pods).name())
                  .toList();

          List<String> names =
              calls.call(LIST_COLLECTIONS, new EmptyRequest()).items().stream()
                  .map(CollectionDescription::name)
                  .toList();
          assertTrue(names.containsAll(made), names.toString());
        });
  }

  private static void delete(Section section) {
    section
        .sample(DELETE_COLLECTION, ByName.ofCollection("sample"))
        .noBodyOverRest(DELETE_COLLECTION);
    section.row(
        DELETE_COLLECTION,
        ROUND_TRIP,
        "it is gone, and its index remains",
        calls -> {
          IndexDescription index = filled(calls, 1);
          String name = copy(calls, Calls.newName("copy"), index.name()).name();

          assertTrue(
              calls
                  .call(DELETE_COLLECTION, ByName.ofCollection(name))
                  .info()
                  .requestId()
                  .isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, name));
          assertEquals(
              1,
              calls.index(index).call(DESCRIBE_INDEX_STATS, StatsRequest.all()).totalVectorCount());
        });
    section.row(
        DELETE_COLLECTION,
        PRESENCE,
        "a missing one is not found",
        calls ->
            RefusalAssertions.notFound(
                "Collection missing not found.",
                () -> calls.call(DELETE_COLLECTION, ByName.ofCollection("missing"))));
    section.row(
        DELETE_COLLECTION,
        LIMITS,
        "the longest name",
        calls -> {
          String longest = copy(calls, longestName(), filled(calls, 0).name()).name();
          calls.call(DELETE_COLLECTION, ByName.ofCollection(longest));

          assertThrows(NotFoundException.class, () -> get(calls, longest));
        });
  }
}
