package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of creating indexes of every kind. */
final class CreateIndexRows {
  static final IndexSpec.Serverless REGION = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  static final IndexSpec.Pod PODS = pods("p1.x1");
  static final IndexSpec.Byoc OWN_ACCOUNT = IndexSpec.byoc("aws-us-east-1-b921");

  private CreateIndexRows() {}

  static IndexSpec.Pod pods(String type) {
    return IndexSpec.pod("us-east1-gcp", type);
  }

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    section.sample(CREATE_INDEX, CreateIndexRequest.dense("sample", 3, REGION));
    kinds(section);
    presence(section);
    limits(section);
    return section;
  }

  /** Creates a dense index of dimension 2. */
  static IndexDescription make(Calls calls, IndexSpec spec) {
    return make(calls, dense(spec));
  }

  static IndexDescription make(Calls calls, CreateIndexRequest.Builder request) {
    return make(calls, request.build());
  }

  static IndexDescription make(Calls calls, CreateIndexRequest request) {
    return calls.call(CREATE_INDEX, request);
  }

  static CreateIndexRequest.Builder dense(IndexSpec spec) {
    return CreateIndexRequest.builder(Calls.newName("made"), spec).dimension(2);
  }

  /** Returns a new name of 45 characters, the maximum. */
  static String longestName() {
    String start = Calls.newName("longest");
    return start + "-".repeat(44 - start.length()) + "z";
  }

  /** Returns the maximum number of tags, of the maximum length, with every kind of character. */
  static Map<String, String> mostTags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = 10; i < 30; i++) {
      tags.put("Key_-" + i + "k".repeat(73), "Value 0;@_-.+" + "v".repeat(107));
    }
    return tags;
  }

  private static void kinds(Section section) {
    section.row(
        CREATE_INDEX,
        ROUND_TRIP,
        "serverless, with all settings",
        calls -> {
          IndexSpec.Serverless spec =
              REGION
                  .withReadCapacity(ReadCapacity.dedicated("b1", 2, 3))
                  .withSchema(MetadataSchema.of("lang", "year"));
          CreateIndexRequest request =
              dense(spec)
                  .metric(Metric.EUCLIDEAN)
                  .tag("team", "search")
                  .deletionProtection()
                  .build();
          IndexDescription made = calls.call(CREATE_INDEX, request);

          assertEquals(request.name(), made.name());
          assertEquals(OptionalInt.of(2), made.dimension());
          assertEquals(Optional.of(VectorType.DENSE), made.vectorType());
          assertEquals(Optional.of(Metric.EUCLIDEAN), made.metric());
          assertEquals(spec, made.spec());
          assertEquals(Map.of("team", "search"), made.tags());
          assertTrue(made.deletionProtection());
          assertEquals(
              Optional.of(
                  new ControlResponses.ReadCapacityStatusResult(
                      "Ready", OptionalInt.of(2), OptionalInt.of(3), Optional.empty())),
              made.readCapacityStatus());
          assertEquals(new ControlResponses.IndexStatusResult(true, "Ready"), made.status());
          assertTrue(made.id().isPresent());
        });
    section.row(
        CREATE_INDEX,
        ROUND_TRIP,
        "its hosts, and the response info",
        calls -> {
          IndexDescription made = make(calls, REGION);

          IndexHost host = IndexHost.parse(made.host().orElseThrow());
          assertEquals(Optional.of(host.privateHost().name()), made.privateHost());
          assertTrue(made.info().requestId().isPresent());
          assertEquals("", made.info().namespace());
          assertEquals(calls.context(CREATE_INDEX, Calls.TIMEOUT).route(), made.info().route());
          assertEquals(Protocol.REST, made.info().protocol());
          assertEquals(1, made.info().attempts());
        });
    section.row(
        CREATE_INDEX,
        ROUND_TRIP,
        "on pods",
        calls -> {
          IndexSpec.Pod spec =
              PODS.withReplicas(2).withShards(3).withIndexedFields(List.of("lang", "õ"));
          IndexDescription made = make(calls, dense(spec).metric(Metric.DOT_PRODUCT));

          assertEquals(spec, made.spec());
          assertEquals(Optional.of(Metric.DOT_PRODUCT), made.metric());
          assertEquals(Optional.empty(), made.readCapacityStatus());
        });
    section.row(
        CREATE_INDEX,
        ROUND_TRIP,
        "in the user's own account",
        calls -> {
          IndexSpec.Byoc spec =
              OWN_ACCOUNT
                  .withReadCapacity(ReadCapacity.dedicated("t1", 1, 1))
                  .withSchema(MetadataSchema.of("lang"));

          assertEquals(spec, make(calls, spec).spec());
        });
  }

  private static void presence(Section section) {
    section.row(
        CREATE_INDEX,
        PRESENCE,
        "settings that are not given have defaults, and sparse vectors have no dimension",
        calls -> {
          IndexDescription made =
              make(
                  calls, CreateIndexRequest.builder(Calls.newName("made"), REGION).sparseVectors());

          assertEquals(OptionalInt.empty(), made.dimension());
          assertEquals(Optional.of(VectorType.SPARSE), made.vectorType());
          assertEquals(Optional.of(Metric.DOT_PRODUCT), made.metric());
          assertEquals(REGION.withReadCapacity(ReadCapacity.onDemand()), made.spec());
          assertEquals(Map.of(), made.tags());
          assertFalse(made.deletionProtection());
          assertEquals(Optional.empty(), made.embed());
          assertEquals(Optional.of(Metric.COSINE), make(calls, PODS).metric());
          assertEquals(PODS, make(calls, PODS).spec());
        });
    section.row(
        CREATE_INDEX,
        PRESENCE,
        "zero indexed fields differ from all fields, and zero replicas from one",
        calls -> {
          IndexSpec.Pod unfiltered = PODS.withIndexedFields(List.of());
          IndexSpec.Serverless parked = REGION.withReadCapacity(ReadCapacity.dedicated("t1", 1, 0));

          assertEquals(unfiltered, make(calls, unfiltered).spec());
          IndexDescription made = make(calls, parked);
          assertEquals(parked, made.spec());
          assertEquals(
              OptionalInt.of(0), made.readCapacityStatus().orElseThrow().currentReplicas());
        });
  }

  private static void limits(Section section) {
    section.row(
        CREATE_INDEX,
        LIMITS,
        "the shortest and the longest name, the minimum and the maximum dimension",
        calls -> {
          IndexDescription least =
              make(calls, CreateIndexRequest.builder("1", REGION).dimension(1));
          String longest = longestName();
          IndexDescription most =
              make(calls, CreateIndexRequest.builder(longest, REGION).dimension(20_000));

          assertEquals("1", least.name());
          assertEquals(OptionalInt.of(1), least.dimension());
          assertEquals(longest, most.name());
          assertEquals(OptionalInt.of(20_000), most.dimension());
        });
    section.row(
        CREATE_INDEX,
        LIMITS,
        "20 tags of the longest keys and values; more tags and other characters are refused",
        calls -> {
          CreateIndexRequest.Builder request = dense(REGION);
          mostTags().forEach(request::tag);
          assertEquals(mostTags(), make(calls, request).tags());

          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT, () -> make(calls, dense(REGION).tag("õ", "value")));
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT, () -> make(calls, dense(REGION).tag("key", "😀")));
          CreateIndexRequest.Builder tooMany = dense(REGION).tag("one", "more");
          mostTags().forEach(tooMany::tag);
          RefusalAssertions.as(ErrorCode.INVALID_ARGUMENT, () -> make(calls, tooMany));
        });
    section.row(
        CREATE_INDEX,
        LIMITS,
        "a schema of 50 fields of any characters; more are refused",
        calls -> {
          Set<String> fields =
              IntStream.range(0, 50)
                  .mapToObj(i -> "f" + i + " õ\"\\/😀")
                  .collect(Collectors.toSet());
          IndexSpec.Serverless spec = REGION.withSchema(new MetadataSchema(fields));
          assertEquals(
              Optional.of(new MetadataSchema(fields)),
              ((IndexSpec.Serverless) make(calls, spec).spec()).schema());

          fields.add("one more");
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () -> make(calls, REGION.withSchema(new MetadataSchema(fields))));
        });
    section.row(
        CREATE_INDEX,
        LIMITS,
        "a taken name, an unknown cloud and an unknown pod type are refused",
        calls -> {
          String taken = make(calls, REGION).name();
          assertThrows(
              AlreadyExistsException.class,
              () -> make(calls, CreateIndexRequest.builder(taken, REGION).dimension(2)));
          assertThrows(
              NotFoundException.class,
              () -> make(calls, IndexSpec.serverless(new Cloud("moon"), "õ")));
          RefusalAssertions.as(ErrorCode.INVALID_ARGUMENT, () -> make(calls, pods("p9.x1")));
        });
  }
}
