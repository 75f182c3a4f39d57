package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.contract.VectorRows.UNICODE;
import static io.pinelink.spi.InferenceOperations.EMBED;
import static io.pinelink.spi.InferenceOperations.RERANK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.inference.Truncate;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Protocol;
import io.pinelink.model.SparseValues;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Route;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The rows of embedding and reranking. */
final class InferenceRows {
  static final String DENSE = "llama-text-embed-v2";
  static final String SPARSE = "pinecone-sparse-english-v0";
  static final String RERANKER = "bge-reranker-v2-m3";

  /** A reranker that accepts several rank fields. */
  private static final String MANY_FIELDS = "cohere-rerank-3.5";

  private InferenceRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    section.sample(EMBED, passages(DENSE, "one").build());
    embed(section);
    embedLimits(section);
    section.sample(RERANK, RerankRequest.builder(RERANKER, "one", "one", "two").build());
    rerank(section);
    rerankPresence(section);
    rerankLimits(section);
    return section;
  }

  private static EmbedRequest.Builder passages(String model, String... texts) {
    return EmbedRequest.builder(model, texts).inputType(InputType.PASSAGE);
  }

  private static Fields returnTokens() {
    return Fields.builder().put("return_tokens", true).build();
  }

  private static void embed(Section section) {
    section.row(
        EMBED,
        ROUND_TRIP,
        "dense embeddings in the order of their texts, equal for equal texts",
        calls -> {
          EmbedResponse embedded =
              calls.call(EMBED, passages(DENSE, "good morning", UNICODE, "good morning").build());

          assertEquals(DENSE, embedded.model());
          assertEquals(VectorType.DENSE, embedded.vectorType());
          List<Embedding> all = embedded.embeddings();
          assertEquals(3, all.size());
          all.forEach(
              embedding -> {
                assertEquals(1_024, embedding.dimension());
                assertEquals(1, norm(embedding), 1e-6);
                assertEquals(Optional.empty(), embedding.sparseValues());
              });
          assertArrayEquals(all.get(0).values(), all.get(2).values());
          assertNotEquals(all.get(0), all.get(1));
          assertEquals(OptionalLong.of(6), embedded.totalTokens());
          assertTrue(embedded.info().requestId().isPresent());
          assertTrue(embedded.info().readLsn().isEmpty());
          assertEquals(Route.Kind.PUBLIC, embedded.info().route().kind());
          assertEquals(Protocol.REST, embedded.info().protocol());
          assertEquals(1, embedded.info().attempts());
        });
    section.row(
        EMBED,
        ROUND_TRIP,
        "sparse embeddings with unsigned positions, and their tokens",
        calls -> {
          EmbedResponse embedded =
              calls.call(
                  EMBED,
                  passages(SPARSE, "õ 漢 one two three four five six", "two")
                      .parameters(returnTokens())
                      .build());

          assertEquals(VectorType.SPARSE, embedded.vectorType());
          Embedding many = embedded.embeddings().get(0);
          assertEquals(0, many.dimension());
          assertEquals(
              List.of("õ", "漢", "one", "two", "three", "four", "five", "six"), many.sparseTokens());
          SparseValues sparse = many.sparseValues().orElseThrow();
          assertEquals(8, sparse.size());
          assertTrue(
              IntStream.range(0, 8).mapToLong(sparse::index).anyMatch(i -> i > Integer.MAX_VALUE));
          SparseValues two = embedded.embeddings().get(1).sparseValues().orElseThrow();
          assertEquals(1, two.size());
          assertEquals(sparse.index(3), two.index(0));
          assertEquals(1f, two.value(0));
        });
    section.row(
        EMBED,
        PRESENCE,
        "no tokens unless requested; a text without words is an embedding without values",
        calls -> {
          EmbedResponse embedded = calls.call(EMBED, passages(SPARSE, "?", "one").build());

          assertEquals(Embedding.sparse(null, List.of()), embedded.embeddings().get(0));
          assertEquals(List.of(), embedded.embeddings().get(1).sparseTokens());
          assertTrue(embedded.embeddings().get(1).sparseValues().isPresent());
          assertEquals(OptionalLong.of(1), embedded.totalTokens());
          assertEquals(
              OptionalLong.of(0), calls.call(EMBED, passages(SPARSE, "").build()).totalTokens());
        });
    section.row(
        EMBED,
        PRESENCE,
        "the input type is required, the dimension is optional",
        calls -> {
          EmbedRequest.Builder silent = EmbedRequest.builder(DENSE, "one");
          RefusalAssertions.asInvalid("'input_type'", () -> calls.call(EMBED, silent.build()));
          EmbedRequest.Builder query = silent.inputType(InputType.QUERY);
          EmbedRequest small = query.build().toBuilder().dimension(384).build();

          assertEquals(1_024, calls.call(EMBED, query.build()).embeddings().get(0).dimension());
          assertEquals(384, calls.call(EMBED, small).embeddings().get(0).dimension());
        });
  }

  private static double norm(Embedding embedding) {
    return Math.sqrt(
        IntStream.range(0, embedding.dimension())
            .mapToDouble(i -> (double) embedding.value(i) * embedding.value(i))
            .sum());
  }

  private static void embedLimits(Section section) {
    section.row(
        EMBED,
        LIMITS,
        "96 texts; one more is refused",
        calls -> {
          String[] texts = Collections.nCopies(96, UNICODE).toArray(String[]::new);
          String[] more = Collections.nCopies(97, UNICODE).toArray(String[]::new);

          assertEquals(96, calls.call(EMBED, passages(DENSE, texts).build()).embeddings().size());
          RefusalAssertions.asInvalid(
              "97 inputs", () -> calls.call(EMBED, passages(DENSE, more).build()));
        });
    section.row(
        EMBED,
        LIMITS,
        "a text that is too long is truncated, or refused if requested",
        calls -> {
          EmbedRequest.Builder request = passages(DENSE, "one " + "two ".repeat(2_048));
          EmbedRequest.Builder ends = passages(DENSE, "two ".repeat(2_048) + "one");

          EmbedResponse cut = calls.call(EMBED, request.build());
          assertEquals(OptionalLong.of(2_048), cut.totalTokens());
          assertNotEquals(
              cut.embeddings(), calls.call(EMBED, ends.build()).embeddings(), "its end is cut");
          assertEquals(
              calls.call(EMBED, passages(DENSE, "two ".repeat(2_047) + "one").build()).embeddings(),
              calls.call(EMBED, ends.truncate(Truncate.START).build()).embeddings());
          RefusalAssertions.asInvalid(
              "2049 tokens", () -> calls.call(EMBED, request.truncate(Truncate.NONE).build()));
        });
    section.row(
        EMBED,
        LIMITS,
        "unknown models and parameters are refused",
        calls -> {
          RefusalAssertions.notFound(
              "õ 😀", () -> calls.call(EMBED, passages("õ 😀", "one").build()));
          RefusalAssertions.asInvalid(
              "does not embed", () -> calls.call(EMBED, passages(RERANKER, "one").build()));
          RefusalAssertions.asInvalid(
              "'õ'",
              () ->
                  calls.call(
                      EMBED, passages(DENSE, "one").parameters(Fields.of("õ", "x")).build()));
          RefusalAssertions.asInvalid(
              "385", () -> calls.call(EMBED, passages(DENSE, "one").dimension(385).build()));
        });
  }

  private static void rerank(Section section) {
    section.row(
        RERANK,
        ROUND_TRIP,
        "texts, best first, each with its position in the request",
        calls -> {
          RerankResponse ranked =
              calls.call(
                  RERANK,
                  RerankRequest.builder(
                          RERANKER, "capital of " + UNICODE, "Tartu", "the capital", UNICODE)
                      .build());

          assertEquals(Optional.of(RERANKER), ranked.model());
          assertEquals(OptionalLong.of(1), ranked.rerankUnits());
          assertEquals(
              List.of(
                  new InferenceResponses.RankedDocumentResult(
                      2, (float) (2 / Math.sqrt(4 * 2)), Optional.of(Fields.of("text", UNICODE))),
                  new InferenceResponses.RankedDocumentResult(
                      1,
                      (float) (1 / Math.sqrt(4 * 2)),
                      Optional.of(Fields.of("text", "the capital"))),
                  new InferenceResponses.RankedDocumentResult(
                      0, 0, Optional.of(Fields.of("text", "Tartu")))),
              ranked.documents());
          assertTrue(ranked.info().requestId().isPresent());
          assertEquals(Route.Kind.PUBLIC, ranked.info().route().kind());
        });
    section.row(
        RERANK,
        ROUND_TRIP,
        "documents of any fields, ranked by some of them, are returned complete",
        calls -> {
          Fields whole =
              Fields.builder()
                  .put("title", "one")
                  .put("body", "two")
                  .put(UNICODE, -0.1)
                  .put("empty", "")
                  .put("zero", 0)
                  .put("no", false)
                  .putNull("null")
                  .put("list", List.<Object>of(1, List.of(), Fields.of("a", UNICODE)))
                  .put("nested", Fields.builder().put("none", Fields.empty()).build())
                  .build();
          Fields other = Fields.builder().put("title", "one").put("body", "one").build();
          RerankRequest.Builder request =
              RerankRequest.builder(MANY_FIELDS, "one two").documents(List.of(other, whole));

          assertEquals(
              List.of(
                  new InferenceResponses.RankedDocumentResult(1, 1, Optional.of(whole)),
                  new InferenceResponses.RankedDocumentResult(
                      0, (float) (1 / Math.sqrt(2)), Optional.of(other))),
              calls.call(RERANK, request.rankFields("title", "body").build()).documents());
        });
  }

  private static void rerankPresence(Section section) {
    section.row(
        RERANK,
        PRESENCE,
        "documents are returned by default, and all of them without a limit",
        calls -> {
          RerankRequest.Builder request = RerankRequest.builder(RERANKER, "one", "one", "two");
          assertEquals(2, calls.call(RERANK, request.build()).documents().size());

          assertEquals(
              List.of(new InferenceResponses.RankedDocumentResult(0, 1, Optional.empty())),
              calls.call(RERANK, request.topN(1).returnDocuments(false).build()).documents());
          assertEquals(
              List.of(
                  new InferenceResponses.RankedDocumentResult(
                      0, 1, Optional.of(Fields.of("text", "one"))),
                  new InferenceResponses.RankedDocumentResult(
                      1, 0, Optional.of(Fields.of("text", "two")))),
              calls.call(RERANK, request.topN(100).returnDocuments(true).build()).documents());
        });
    section.row(
        RERANK,
        PRESENCE,
        "the rank field is text by default",
        calls -> {
          Fields document = Fields.builder().put("body", "one").put("text", "").build();
          RerankRequest.Builder request =
              RerankRequest.builder(RERANKER, "one").documents(List.of(document));

          assertEquals(0f, calls.call(RERANK, request.build()).documents().get(0).score());
          assertEquals(
              1f,
              calls.call(RERANK, request.rankFields("body").build()).documents().get(0).score());
          RefusalAssertions.asInvalid(
              "'õ'", () -> calls.call(RERANK, request.rankFields("õ").build()));
        });
  }

  private static void rerankLimits(Section section) {
    section.row(
        RERANK,
        LIMITS,
        "100 or 200 documents, depending on the model; one more is refused",
        calls -> {
          assertEquals(100, ranked(calls, RERANKER, 100).documents().size());
          assertEquals(OptionalLong.of(1), ranked(calls, RERANKER, 100).rerankUnits());
          RefusalAssertions.asInvalid("101 documents", () -> ranked(calls, RERANKER, 101));
          assertEquals(200, ranked(calls, MANY_FIELDS, 200).documents().size());
          assertEquals(OptionalLong.of(2), ranked(calls, MANY_FIELDS, 200).rerankUnits());
          RefusalAssertions.asInvalid("201 documents", () -> ranked(calls, MANY_FIELDS, 201));
        });
    section.row(
        RERANK,
        LIMITS,
        "a document that is too long is refused, or truncated if requested",
        calls -> {
          RerankRequest.Builder request =
              RerankRequest.builder(RERANKER, "one", "two ".repeat(1_023) + "one");

          RefusalAssertions.asInvalid("1024 tokens", () -> calls.call(RERANK, request.build()));
          assertEquals(
              0f,
              calls
                  .call(RERANK, request.truncate(Truncate.END).build())
                  .documents()
                  .get(0)
                  .score());
        });
    section.row(
        RERANK,
        LIMITS,
        "input that the model does not accept is refused",
        calls -> {
          RerankRequest.Builder request = RerankRequest.builder(RERANKER, "one", "one");

          RefusalAssertions.asInvalid(
              "one rank field",
              () -> calls.call(RERANK, request.rankFields("text", "body").build()));
          RefusalAssertions.asInvalid(
              "does not rerank",
              () -> calls.call(RERANK, RerankRequest.builder(DENSE, "one", "one").build()));
          RefusalAssertions.notFound(
              "õ 😀",
              () -> calls.call(RERANK, RerankRequest.builder("õ 😀", "one", "one").build()));
          RefusalAssertions.asInvalid(
              "cannot be 3073",
              () ->
                  calls.call(
                      RERANK,
                      RerankRequest.builder(MANY_FIELDS, "one", "one")
                          .parameters(Fields.builder().put("max_chunks_per_doc", 3_073).build())
                          .build()));
        });
  }

  private static RerankResponse ranked(Calls calls, String model, int documents) {
    return calls.call(
        RERANK, RerankRequest.builder(model, "one", Collections.nCopies(documents, "one")).build());
  }
}
