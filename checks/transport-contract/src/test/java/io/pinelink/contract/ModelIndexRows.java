package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FOR_MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.ReadCapacity;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The rows of indexes whose records a hosted model embeds. */
final class ModelIndexRows {
  static final String E5 = "multilingual-e5-large";
  static final String LLAMA = "llama-text-embed-v2";

  private static final String SPARSE = "pinecone-sparse-english-v0";

  private ModelIndexRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    section.sample(CREATE_INDEX_FOR_MODEL, request("sample", E5, "text").build());
    roundTrip(section);
    presence(section);
    limits(section);
    return section;
  }

  private static CreateIndexForModelRequest.Builder request(
      String name, String model, String textField) {
    return CreateIndexForModelRequest.builder(name, Cloud.AWS, "us-east-1", model, textField);
  }

  private static CreateIndexForModelRequest.Builder request(String model) {
    return request(Calls.newName("model"), model, "chunk");
  }

  /** Creates an index in which a model embeds the field {@code chunk}. */
  static IndexDescription make(Calls calls, String model) {
    return make(calls, request(model));
  }

  private static IndexDescription make(Calls calls, CreateIndexForModelRequest.Builder request) {
    return calls.call(CREATE_INDEX_FOR_MODEL, request.build());
  }

  private static Fields parameters(String inputType, String truncate, int dimension) {
    return Fields.builder()
        .put("input_type", inputType)
        .put("truncate", truncate)
        .put("dimension", dimension)
        .build();
  }

  private static void roundTrip(Section section) {
    section.row(
        CREATE_INDEX_FOR_MODEL,
        ROUND_TRIP,
        "with all settings",
        calls -> {
          MetadataSchema schema = MetadataSchema.of("lang");
          ReadCapacity capacity = ReadCapacity.dedicated("b1", 1, 2);
          IndexDescription made =
              make(
                  calls,
                  request(LLAMA)
                      .metric(Metric.DOT_PRODUCT)
                      .dimension(512)
                      .readParameters(Fields.of("truncate", "NONE"))
                      .writeParameters(Fields.of("truncate", "START"))
                      .schema(schema)
                      .readCapacity(capacity)
                      .tag("team", "search")
                      .deletionProtection());

          assertEquals(
              Optional.of(
                  new ControlResponses.IntegratedEmbeddingResult(
                      LLAMA,
                      Optional.of(Metric.DOT_PRODUCT),
                      OptionalInt.of(512),
                      VectorType.DENSE,
                      Map.of("text", "chunk"),
                      parameters("query", "NONE", 512),
                      parameters("passage", "START", 512))),
              made.embed());
          assertEquals(Optional.of(Metric.DOT_PRODUCT), made.metric());
          assertEquals(OptionalInt.of(512), made.dimension());
          assertEquals(
              CreateIndexRows.REGION.withSchema(schema).withReadCapacity(capacity), made.spec());
          assertEquals(Map.of("team", "search"), made.tags());
          assertTrue(made.deletionProtection());
        });
  }

  private static void presence(Section section) {
    section.row(
        CREATE_INDEX_FOR_MODEL,
        PRESENCE,
        "settings that are not given are the model's defaults",
        calls -> {
          IndexDescription made = make(calls, LLAMA);

          assertEquals(OptionalInt.of(1024), made.dimension());
          assertEquals(Optional.of(Metric.COSINE), made.metric());
          IntegratedEmbedding embed = made.embed().orElseThrow();
          assertEquals(parameters("query", "END", 1024), embed.readParameters());
          assertEquals(parameters("passage", "END", 1024), embed.writeParameters());
          assertEquals(
              CreateIndexRows.REGION.withReadCapacity(ReadCapacity.onDemand()), made.spec());
          assertEquals(Map.of(), made.tags());
          assertFalse(made.deletionProtection());
        });
    section.row(
        CREATE_INDEX_FOR_MODEL,
        PRESENCE,
        "a sparse model has no dimension",
        calls -> {
          IndexDescription made = make(calls, SPARSE);

          assertEquals(OptionalInt.empty(), made.dimension());
          assertEquals(Optional.of(VectorType.SPARSE), made.vectorType());
          assertEquals(Optional.of(Metric.DOT_PRODUCT), made.metric());
          assertEquals(OptionalInt.empty(), made.embed().orElseThrow().dimension());
          assertEquals(VectorType.SPARSE, made.embed().orElseThrow().vectorType());
        });
  }

  private static void limits(Section section) {
    section.row(
        CREATE_INDEX_FOR_MODEL,
        LIMITS,
        "the longest name, the maximum number of tags, and a field of any characters",
        calls -> {
          String name = CreateIndexRows.longestName();
          CreateIndexForModelRequest.Builder request = request(name, E5, VectorRows.UNICODE);
          CreateIndexRows.mostTags().forEach(request::tag);
          IndexDescription made = make(calls, request);

          assertEquals(name, made.name());
          assertEquals(CreateIndexRows.mostTags(), made.tags());
          assertEquals(Optional.of(VectorRows.UNICODE), made.embed().orElseThrow().textField());
        });
    section.row(
        CREATE_INDEX_FOR_MODEL,
        LIMITS,
        "a taken name, an unknown model and an unsupported dimension are refused",
        calls -> {
          String taken = make(calls, E5).name();
          assertThrows(
              AlreadyExistsException.class, () -> make(calls, request(taken, E5, "chunk")));
          assertThrows(NotFoundException.class, () -> make(calls, "õ"));
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT, () -> make(calls, request(E5).dimension(20_000)));
        });
  }
}
