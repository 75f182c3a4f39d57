package io.pinelink.contract;

import static io.pinelink.contract.CreateIndexRows.REGION;
import static io.pinelink.contract.CreateIndexRows.dense;
import static io.pinelink.contract.CreateIndexRows.longestName;
import static io.pinelink.contract.CreateIndexRows.make;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.DELETE_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;
import static io.pinelink.spi.DataOperations.DESCRIBE_INDEX_STATS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.VectorType;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.EmptyRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of describing, listing and deleting indexes. */
final class IndexRows {
  private IndexRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    describe(section);
    list(section);
    delete(section);
    return section;
  }

  private static IndexDescription get(Calls calls, String name) {
    return calls.call(DESCRIBE_INDEX, ByName.ofIndex(name));
  }

  /**
   * Returns the values of a description except the schema, which only some API versions have: an
   * index is created with one version and described with another.
   */
  private static Map<String, Object> facts(IndexDescription index) {
    Map<String, Object> facts = Facts.by(index);
    facts.remove("schema");
    return facts;
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_INDEX, ByName.ofIndex("docs"));
    section.row(
        DESCRIBE_INDEX,
        ROUND_TRIP,
        "as it was created",
        calls -> {
          IndexDescription made = make(calls, dense(REGION).tag("team", "search"));
          IndexDescription embedding = ModelIndexRows.make(calls, ModelIndexRows.E5);

          assertEquals(facts(made), facts(get(calls, made.name())));
          assertEquals(facts(embedding), facts(get(calls, embedding.name())));
          assertTrue(get(calls, made.name()).schema().isPresent());
          assertNotEquals(made.info().requestId(), get(calls, made.name()).info().requestId());
        });
    section.row(
        DESCRIBE_INDEX,
        PRESENCE,
        "missing, empty and null members are absent",
        calls -> {
          String required =
              """
              "name":"docs","metric":"cosine","status":{"ready":false,"state":"Initializing"},\
              "spec":{"serverless":{"cloud":"aws","region":"us-east-1"}}\
              """;
          String empty =
              """
              ,"host":"","private_host":"","tags":{},"dimension":null,"embed":null,"id":null\
              """;
          for (String body :
              List.of(
                  "{" + required + "}",
                  "{" + required + empty + "}",
                  "{" + required + ",\"host\":null,\"private_host\":null,\"tags\":null}")) {
            IndexDescription reported = calls.answered(DESCRIBE_INDEX, body);

            assertEquals(
                new ControlResponses.IndexStatusResult(false, "Initializing"), reported.status());
            assertEquals(Optional.of(VectorType.DENSE), reported.vectorType());
            assertEquals(Optional.empty(), reported.id());
            assertEquals(Optional.empty(), reported.host());
            assertEquals(Optional.empty(), reported.privateHost());
            assertEquals(OptionalInt.empty(), reported.dimension());
            assertEquals(Optional.empty(), reported.embed());
            assertEquals(Map.of(), reported.tags());
            assertFalse(reported.deletionProtection());
            assertEquals(REGION, reported.spec());
            assertEquals(Optional.empty(), reported.readCapacityStatus());
          }
        });
    section.row(
        DESCRIBE_INDEX,
        PRESENCE,
        "zero is present, an error is reported, and a response without required members is"
            + " malformed",
        calls -> {
          IndexDescription reported =
              calls.answered(
                  DESCRIBE_INDEX,
                  """
                  {"name":"docs","metric":"cosine","status":{"ready":true,"state":"Ready"},
                   "spec":{"byoc":{"environment":"own","read_capacity":{"mode":"Dedicated",
                    "dedicated":{"node_type":"b1","scaling":"Manual",
                     "manual":{"shards":1,"replicas":0}},
                    "status":{"state":"Error","current_replicas":0,"error_message":"õ"}}}}}\
                  """);

          assertEquals(
              IndexSpec.byoc("own").withReadCapacity(ReadCapacity.dedicated("b1", 1, 0)),
              reported.spec());
          assertEquals(
              Optional.of(
                  new ControlResponses.ReadCapacityStatusResult(
                      "Error", OptionalInt.empty(), OptionalInt.of(0), Optional.of("õ"))),
              reported.readCapacityStatus());
          assertThrows(
              MalformedResponseException.class,
              () -> calls.answered(DESCRIBE_INDEX, "{\"name\":\"docs\"}"));
        });
    section.row(
        DESCRIBE_INDEX,
        LIMITS,
        "values and members of a later version",
        calls -> {
          IndexDescription reported =
              calls.answered(
                  DESCRIBE_INDEX,
                  """
                  {"name":"docs","metric":"õ","vector_type":"漢","new":{"a":[1,{"b":null}]},
                   "status":{"ready":false,"state":"😀","new":1},
                   "spec":{"new":{"region":"us-east-1"}}}\
                  """);

          assertEquals(Optional.of(new Metric("õ")), reported.metric());
          assertEquals(Optional.of(new VectorType("漢")), reported.vectorType());
          assertEquals(new ControlResponses.IndexStatusResult(false, "😀"), reported.status());
          assertEquals(new IndexSpec.Other("new"), reported.spec());
        });
    section.row(
        DESCRIBE_INDEX,
        LIMITS,
        "the longest name; an unknown name is not found",
        calls -> {
          String longest = make(calls, CreateIndexRequest.dense(longestName(), 2, REGION)).name();

          assertEquals(longest, get(calls, longest).name());
          RefusalAssertions.notFound("Index missing not found.", () -> get(calls, "missing"));
        });
  }

  private static void list(Section section) {
    section.sample(LIST_INDEXES, new EmptyRequest());
    section.row(
        LIST_INDEXES,
        ROUND_TRIP,
        "each as it is described",
        calls -> {
          IndexDescription first = make(calls, REGION);
          IndexDescription second = make(calls, CreateIndexRows.PODS);
          ListResponse<IndexDescription> all = calls.call(LIST_INDEXES, new EmptyRequest());

          assertEquals(
              List.of(facts(first), facts(second)),
              all.items().stream()
                  .filter(index -> List.of(first.name(), second.name()).contains(index.name()))
                  .map(IndexRows::facts)
                  .toList());
          assertTrue(all.info().requestId().isPresent());
          assertSame(all.info(), all.items().get(0).info());
        });
    section.row(
        LIST_INDEXES,
        PRESENCE,
        "an empty list in every form of the response",
        calls -> {
          for (String body : List.of("{\"indexes\":[]}", "{\"indexes\":null}", "{}")) {
            assertEquals(List.of(), calls.answered(LIST_INDEXES, body).items());
          }
        });
    section.row(
        LIST_INDEXES,
        LIMITS,
        "1,000 in one response, with text of any characters",
        calls -> {
          String body =
              IntStream.range(0, 1_000)
                  .mapToObj(
                      i ->
                          """
                          {"name":"docs-%d","metric":"cosine","tags":{"õ":"漢 😀 \\" \\u0001"},
                           "status":{"ready":true,"state":"Ready"},
                           "spec":{"pod":{"environment":"e","pod_type":"p1"}}}\
                          """
                              .formatted(i))
                  .collect(Collectors.joining(",", "{\"indexes\":[", "]}"));
          ListResponse<IndexDescription> all = calls.answered(LIST_INDEXES, body);

          assertEquals(1_000, all.items().size());
          IndexDescription last = all.items().get(999);
          assertEquals("docs-999", last.name());
          assertEquals(Map.of("õ", "漢 😀 \" \u0001"), last.tags());
        });
  }

  private static void delete(Section section) {
    section.sample(DELETE_INDEX, ByName.ofIndex("sample")).noBodyOverRest(DELETE_INDEX);
    section.row(
        DELETE_INDEX,
        ROUND_TRIP,
        "it is gone, its host no longer answers, and its name is free",
        calls -> {
          IndexDescription made = make(calls, REGION);
          IndexCalls data = calls.index(made);
          data.call(DESCRIBE_INDEX_STATS, StatsRequest.all());

          assertTrue(
              calls.call(DELETE_INDEX, ByName.ofIndex(made.name())).info().requestId().isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, made.name()));
          assertThrows(
              ServiceException.class, () -> data.call(DESCRIBE_INDEX_STATS, StatsRequest.all()));
          IndexDescription again = make(calls, CreateIndexRequest.dense(made.name(), 2, REGION));
          assertNotEquals(made.id(), again.id());
        });
    section.row(
        DELETE_INDEX,
        PRESENCE,
        "a protected one remains; a missing one is not found",
        calls -> {
          String kept = make(calls, dense(REGION).deletionProtection()).name();

          RefusalAssertions.as(
              ErrorCode.PERMISSION_DENIED, () -> calls.call(DELETE_INDEX, ByName.ofIndex(kept)));
          assertTrue(get(calls, kept).deletionProtection());
          RefusalAssertions.notFound(
              "Index missing not found.",
              () -> calls.call(DELETE_INDEX, ByName.ofIndex("missing")));
        });
    section.row(
        DELETE_INDEX,
        LIMITS,
        "the longest name",
        calls -> {
          String longest = make(calls, CreateIndexRequest.dense(longestName(), 2, REGION)).name();
          calls.call(DELETE_INDEX, ByName.ofIndex(longest));

          assertThrows(NotFoundException.class, () -> get(calls, longest));
        });
  }
}
