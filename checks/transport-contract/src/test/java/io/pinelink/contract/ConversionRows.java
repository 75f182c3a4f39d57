package io.pinelink.contract;

import static io.pinelink.contract.CreateIndexRows.REGION;
import static io.pinelink.contract.CreateIndexRows.longestName;
import static io.pinelink.contract.CreateIndexRows.mostTags;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CONVERT_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_CONVERSION_JOB;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.LIST_CONVERSION_JOBS;
import static io.pinelink.spi.DataOperations.UPSERT;
import static io.pinelink.spi.DocumentOperations.FETCH_DOCUMENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.JobStatus;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metadata;
import io.pinelink.model.PageRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** The rows of the conversion of indexes. */
final class ConversionRows {
  private static final IndexSchema SCHEMA =
      IndexSchema.builder().text("body", FullTextSearch.defaults()).build();
  private static final String JOB =
      """
      {"conversion_job_id":"j","created_at":"2026-11-25T10:00:00Z",
       "error_mode":{"on_error":"continue"},"percent_complete":62.5,"records_converted":5000000000,
       "records_skipped":1,"source_index_id":"i-1","source_index_name":"docs",
       "target_index_id":"i-2","target_index_name":"docs-2","status":"InProgress"}\
      """;

  private ConversionRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    section.sample(CONVERT_INDEX, ConvertIndexRequest.builder("docs", "docs-2", SCHEMA).build());
    section.sample(DESCRIBE_CONVERSION_JOB, ById.of("j"));
    section.sample(LIST_CONVERSION_JOBS, PageRequest.all());
    converted(section);
    oneJob(section, CONVERT_INDEX);
    oneJob(section, DESCRIBE_CONVERSION_JOB);
    list(section);
    limits(section);
    return section;
  }

  private static void converted(Section section) {
    section.row(
        CONVERT_INDEX,
        ROUND_TRIP,
        "the records are documents of the new index, with their values and their metadata",
        calls -> {
          IndexDescription source = CreateIndexRows.make(calls, REGION);
          Vector fits =
              Vector.builder("a")
                  .values(1, 2)
                  .metadata(Metadata.builder().put("body", "one").put("year", 2026).build())
                  .build();
          calls.index(source).in("ns").call(UPSERT, UpsertRequest.of(List.of(fits)));
          calls
              .index(source)
              .call(UPSERT, UpsertRequest.of(List.of(Vector.of("b", new float[] {1, 2}))));
          ConversionJobDescription begun =
              calls.call(
                  CONVERT_INDEX,
                  ConvertIndexRequest.builder(source.name(), Calls.newName("made"), SCHEMA)
                      .errorMode(ErrorMode.CONTINUE)
                      .tag("team", "search")
                      .build());
          ConversionJobDescription job = calls.call(DESCRIBE_CONVERSION_JOB, ById.of(begun.id()));
          IndexDescription target =
              calls.call(DESCRIBE_INDEX, ByName.ofIndex(begun.targetIndexName().orElseThrow()));

          assertTrue(job.isCompleted());
          assertEquals(Optional.of(source.name()), job.sourceIndexName());
          assertEquals(source.id(), job.sourceIndexId());
          assertEquals(target.id(), job.targetIndexId());
          assertEquals(Optional.of(ErrorMode.CONTINUE), job.errorMode());
          assertEquals(OptionalDouble.of(100), job.percentComplete());
          assertEquals(OptionalLong.of(1), job.recordsConverted());
          assertEquals(OptionalLong.of(1), job.recordsSkipped());
          assertEquals(Optional.of(calls.now()), job.createdAt());
          assertEquals(
              job.id(),
              calls
                  .call(LIST_CONVERSION_JOBS, PageRequest.builder().limit(1).build())
                  .items()
                  .get(0)
                  .id());
          assertEquals(Set.of("body"), target.schema().orElseThrow().fields().keySet());
          assertEquals(Map.of("team", "search"), target.tags());
          assertEquals(
              Optional.of(Document.builder("a").put("body", "one").put("year", 2026).build()),
              calls
                  .index(target)
                  .in("ns")
                  .call(FETCH_DOCUMENTS, FetchDocumentsRequest.byIds("a"))
                  .find("a"));
        });
  }

  private static void oneJob(Section section, Operation<?, ConversionJobDescription> operation) {
    section.row(
        operation,
        ROUND_TRIP,
        "its indexes, its progress and its settings",
        calls -> assertComplete(calls.answered(operation, JOB)));
    section.row(
        operation,
        PRESENCE,
        "missing and null members are absent; zero numbers are present",
        calls -> {
          String nothing =
              """
              ,"created_at":null,"error_mode":null,"percent_complete":null,
               "records_converted":null,"records_skipped":null,"source_index_id":null,
               "source_index_name":null,"target_index_id":null,"target_index_name":null,
               "status":null}\
              """;
          for (String rest : List.of("}", nothing)) {
            ConversionJobDescription job =
                calls.answered(operation, "{\"conversion_job_id\":\"j\"" + rest);

            assertEquals(JobStatus.IN_PROGRESS, job.status());
            assertEquals(Optional.empty(), job.sourceIndexName());
            assertEquals(Optional.empty(), job.sourceIndexId());
            assertEquals(Optional.empty(), job.targetIndexName());
            assertEquals(Optional.empty(), job.targetIndexId());
            assertEquals(Optional.empty(), job.errorMode());
            assertEquals(OptionalDouble.empty(), job.percentComplete());
            assertEquals(OptionalLong.empty(), job.recordsConverted());
            assertEquals(OptionalLong.empty(), job.recordsSkipped());
            assertEquals(Optional.empty(), job.createdAt());
          }
          ConversionJobDescription begun =
              calls.answered(
                  operation,
                  """
                  {"conversion_job_id":"j","percent_complete":0,"records_converted":0,
                   "records_skipped":0,"status":"Completed"}\
                  """);
          assertTrue(begun.isCompleted());
          assertEquals(OptionalDouble.of(0), begun.percentComplete());
          assertEquals(OptionalLong.of(0), begun.recordsConverted());
          assertEquals(OptionalLong.of(0), begun.recordsSkipped());
        });
  }

  private static void assertComplete(ConversionJobDescription job) {
    assertEquals("j", job.id());
    assertEquals(Optional.of("docs"), job.sourceIndexName());
    assertEquals(Optional.of("i-1"), job.sourceIndexId());
    assertEquals(Optional.of("docs-2"), job.targetIndexName());
    assertEquals(Optional.of("i-2"), job.targetIndexId());
    assertEquals(JobStatus.IN_PROGRESS, job.status());
    assertFalse(job.isCompleted() || job.isFailed());
    assertEquals(Optional.of(ErrorMode.CONTINUE), job.errorMode());
    assertEquals(OptionalDouble.of(62.5), job.percentComplete());
    assertEquals(OptionalLong.of(5_000_000_000L), job.recordsConverted());
    assertEquals(OptionalLong.of(1), job.recordsSkipped());
    assertEquals(Optional.of(Instant.parse("2026-11-25T10:00:00Z")), job.createdAt());
    assertTrue(job.info().requestId().isPresent());
  }

  private static void list(Section section) {
    section.row(
        LIST_CONVERSION_JOBS,
        ROUND_TRIP,
        "each as it is described, with the token of the next page",
        calls -> {
          ListResponse<ConversionJobDescription> page =
              calls.answered(
                  LIST_CONVERSION_JOBS, "{\"data\":[" + JOB + "],\"pagination\":{\"next\":\"t\"}}");

          assertEquals(1, page.items().size());
          assertComplete(page.items().get(0));
          assertSame(page.info(), page.items().get(0).info());
          assertEquals(Optional.of("t"), page.nextToken());
        });
    section.row(
        LIST_CONVERSION_JOBS,
        PRESENCE,
        "an empty list without a next page, in every form of the response",
        calls -> {
          for (String body :
              List.of(
                  "{}",
                  "{\"data\":null,\"pagination\":null}",
                  "{\"data\":[],\"pagination\":{\"next\":\"\"}}")) {
            assertNone(calls.answered(LIST_CONVERSION_JOBS, body));
          }
        });
  }

  private static void assertNone(ListResponse<ConversionJobDescription> page) {
    assertEquals(List.of(), page.items());
    assertEquals(Optional.empty(), page.nextToken());
  }

  private static void limits(Section section) {
    section.row(
        CONVERT_INDEX,
        LIMITS,
        "the longest name and the maximum number of tags; a missing source, a taken name and a bad"
            + " error mode are refused",
        calls -> {
          String source = CreateIndexRows.make(calls, REGION).name();
          ConvertIndexRequest.Builder request =
              ConvertIndexRequest.builder(source, longestName(), SCHEMA);
          mostTags().forEach(request::tag);
          ConversionJobDescription job = calls.call(CONVERT_INDEX, request.build());

          assertEquals(Optional.of(request.build().name()), job.targetIndexName());
          assertEquals(
              mostTags(),
              calls.call(DESCRIBE_INDEX, ByName.ofIndex(request.build().name())).tags());
          assertThrows(
              AlreadyExistsException.class, () -> calls.call(CONVERT_INDEX, request.build()));
          RefusalAssertions.notFound(
              "Index missing not found.",
              () ->
                  calls.call(
                      CONVERT_INDEX,
                      ConvertIndexRequest.builder("missing", Calls.newName("made"), SCHEMA)
                          .build()));
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () ->
                  calls.call(
                      CONVERT_INDEX,
                      ConvertIndexRequest.builder(source, Calls.newName("made"), SCHEMA)
                          .errorMode(new ErrorMode("retry"))
                          .build()));
        });
    section.row(
        DESCRIBE_CONVERSION_JOB,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Conversion job",
                NamespaceRows.AWKWARD,
                id -> calls.call(DESCRIBE_CONVERSION_JOB, ById.of(id))));
    section.row(
        LIST_CONVERSION_JOBS,
        LIMITS,
        "a bad token is refused",
        calls ->
            RefusalAssertions.as(
                ErrorCode.INVALID_ARGUMENT,
                () ->
                    calls.call(
                        LIST_CONVERSION_JOBS,
                        PageRequest.builder().limit(100).paginationToken("õ & %").build())));
  }
}
