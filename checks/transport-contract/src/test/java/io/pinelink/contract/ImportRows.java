package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.imports.JobStatus.CANCELLED;
import static io.pinelink.imports.JobStatus.COMPLETED;
import static io.pinelink.imports.JobStatus.FAILED;
import static io.pinelink.imports.JobStatus.IN_PROGRESS;
import static io.pinelink.imports.JobStatus.PENDING;
import static io.pinelink.spi.DataOperations.FETCH;
import static io.pinelink.spi.ImportOperations.CANCEL_IMPORT;
import static io.pinelink.spi.ImportOperations.DESCRIBE_IMPORT;
import static io.pinelink.spi.ImportOperations.LIST_IMPORTS;
import static io.pinelink.spi.ImportOperations.START_IMPORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.error.NotFoundException;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Vector;
import io.pinelink.spi.request.ById;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of bulk imports. */
final class ImportRows {
  private static final StartImportRequest GOOD = StartImportRequest.from(ImportFiles.GOOD);

  private static final String LONGEST_ID = "i".repeat(1_000);

  private ImportRows() {}

  static Section section() {
    Section section = new Section();
    start(section);
    describe(section);
    list(section);
    cancel(section);
    return section;
  }

  private static IndexCalls index(Calls calls) {
    return calls.newIndex(2, Metric.DOT_PRODUCT);
  }

  private static String begin(IndexCalls index, StartImportRequest request) {
    return index.call(START_IMPORT, request).id();
  }

  private static ImportDescription look(IndexCalls index, String id) {
    return index.call(DESCRIBE_IMPORT, ById.ofImport(id));
  }

  /** Runs an import to its end and returns its description. */
  private static ImportDescription run(Calls calls, IndexCalls index, StartImportRequest request) {
    String id = begin(index, request);
    calls.pass(ImportFiles.TIME);
    return look(index, id);
  }

  private static Map<String, Vector> get(IndexCalls index, String... ids) {
    return index.call(FETCH, FetchRequest.byIds(ids)).vectors();
  }

  private static void start(Section section) {
    section.sample(START_IMPORT, GOOD);
    section.row(
        START_IMPORT,
        ROUND_TRIP,
        "files become the vectors of the namespaces that their directories name, bit for bit",
        calls -> {
          IndexCalls index = index(calls);
          StartImportResponse started = index.call(START_IMPORT, GOOD);
          assertEquals(Map.of(), get(index, "all", "b"));
          calls.pass(ImportFiles.TIME);

          Vector all =
              Vector.builder("all")
                  .values(1, -0.0f)
                  .sparseValues(VectorRows.SPARSE)
                  .metadata(VectorRows.everyKind())
                  .build();
          Map<String, Vector> expected =
              Map.of("all", all, "b", Vector.of("b", new float[] {0.1f, Float.MIN_VALUE}));
          assertEquals(expected, get(index, "all", "b"));
          assertEquals(expected, get(index.in("en"), "all", "b"));
          assertTrue(started.info().requestId().isPresent());
          assertEquals(index.route(), started.info().route());
        });
    section.row(
        START_IMPORT,
        PRESENCE,
        "an invalid record ends an import, unless the error mode is continue",
        calls -> {
          IndexCalls index = index(calls);
          StartImportRequest.Builder mixed = StartImportRequest.builder(ImportFiles.MIXED);
          ImportDescription aborted = run(calls, index, mixed.build());
          IndexCalls other = index(calls);
          ImportDescription went = run(calls, other, mixed.errorMode(ErrorMode.CONTINUE).build());

          assertEquals(FAILED, aborted.status());
          assertTrue(aborted.error().orElse("").contains("dimension 3"), aborted.toString());
          assertEquals(COMPLETED, went.status());
          assertEquals(1, went.recordsImported());
          assertEquals(Set.of("a"), get(other.in("en"), "a", "long").keySet());
        });
    section.row(
        START_IMPORT,
        PRESENCE,
        "a storage integration can be given",
        calls -> {
          StartImportRequest.Builder named =
              StartImportRequest.builder(ImportFiles.GOOD).integrationId("õ😀" + "i".repeat(997));

          assertEquals(COMPLETED, run(calls, index(calls), named.build()).status());
        });
    section.row(
        START_IMPORT,
        LIMITS,
        "the longest address, and one of any characters",
        calls -> {
          IndexCalls index = index(calls);
          int steps = (1_500 - ImportFiles.GOOD.length()) / 2;
          String longest = ImportFiles.GOOD + "./".repeat(steps);
          longest += "/".repeat(1_500 - longest.length());
          String escaped = ImportFiles.BUCKET + "a b+c%20d/?x=1&y=\"'\\#z";

          assertEquals(COMPLETED, run(calls, index, address(longest)).status());
          assertEquals(longest, look(index, "1").uri());
          assertEquals(escaped, run(calls, index, address(escaped)).uri());
        });
    section.row(
        START_IMPORT,
        LIMITS,
        "an address of another kind or of an unknown bucket is refused",
        calls -> {
          IndexCalls index = index(calls);
          RefusalAssertions.asInvalid("'ftp://õ 😀/'", () -> begin(index, address("ftp://õ 😀/")));
          RefusalAssertions.asInvalid("'s3://other/'", () -> begin(index, address("s3://other/")));
          RefusalAssertions.asInvalid(
              "'retry'",
              () ->
                  begin(
                      index,
                      StartImportRequest.builder(ImportFiles.GOOD)
                          .errorMode(new ErrorMode("retry"))
                          .build()));
          assertEquals(List.of(), index.call(LIST_IMPORTS, PageRequest.all()).items());
        });
  }

  private static StartImportRequest address(String uri) {
    return StartImportRequest.from(uri);
  }

  private static Stream<String> awkwardIds() {
    return Stream.concat(NamespaceRows.AWKWARD.stream(), Stream.of(VectorRows.UNICODE));
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_IMPORT, ById.ofImport("1"));
    section.row(
        DESCRIBE_IMPORT,
        ROUND_TRIP,
        "the progress from start to end",
        calls -> {
          IndexCalls index = index(calls);
          var begun = Optional.of(calls.now());
          String id = begin(index, GOOD);
          ImportDescription pending = look(index, id);
          calls.pass(ImportFiles.TIME.dividedBy(2));
          ImportDescription half = look(index, id);
          calls.pass(ImportFiles.TIME.dividedBy(2));
          ImportDescription done = look(index, id);

          assertEquals(PENDING, pending.status());
          assertEquals(id, half.id());
          assertEquals(ImportFiles.GOOD, half.uri());
          assertEquals(IN_PROGRESS, half.status());
          assertEquals(begun, half.createdAt());
          assertEquals(50, half.percentComplete());
          assertEquals(2, half.recordsImported());
          assertEquals(COMPLETED, done.status());
          assertEquals(begun, done.createdAt());
          assertEquals(Optional.of(calls.now()), done.finishedAt());
          assertEquals(100, done.percentComplete());
          assertEquals(4, done.recordsImported());
          assertTrue(done.info().requestId().isPresent());
          assertEquals(index.route(), done.info().route());
        });
    section.row(
        DESCRIBE_IMPORT,
        PRESENCE,
        "no end and no error while there is none; no progress is zero",
        calls -> {
          IndexCalls index = index(calls);
          ImportDescription pending = look(index, begin(index, GOOD));
          ImportDescription failed = run(calls, index, address(ImportFiles.BUCKET + "none"));
          ImportDescription done = look(index, pending.id());

          assertEquals(Optional.empty(), pending.finishedAt());
          assertEquals(Optional.empty(), pending.error());
          assertEquals(0, pending.percentComplete());
          assertEquals(0, pending.recordsImported());
          assertEquals(FAILED, failed.status());
          assertTrue(failed.finishedAt().isPresent());
          assertTrue(failed.error().orElse("").contains("none"), failed.toString());
          assertEquals(0, failed.recordsImported());
          assertEquals(Optional.empty(), done.error());
        });
    section.row(
        DESCRIBE_IMPORT,
        LIMITS,
        "ids that a path must escape, and the longest",
        calls -> {
          IndexCalls index = index(calls);
          awkwardIds().forEach(id -> RefusalAssertions.notFound(id, () -> look(index, id)));
          assertThrows(NotFoundException.class, () -> look(index, LONGEST_ID));
        });
  }

  private static void list(Section section) {
    section.sample(LIST_IMPORTS, PageRequest.all());
    section.row(
        LIST_IMPORTS,
        ROUND_TRIP,
        "each as it is described, page by page",
        calls -> {
          IndexCalls index = index(calls);
          List<String> ids = Stream.generate(() -> begin(index, GOOD)).limit(3).toList();
          PageRequest.Builder two = PageRequest.builder().limit(2);
          ListResponse<ImportDescription> first = index.call(LIST_IMPORTS, two.build());
          ListResponse<ImportDescription> second =
              index.call(
                  LIST_IMPORTS, two.paginationToken(first.nextToken().orElseThrow()).build());

          assertEquals(ids.subList(0, 2), ids(first));
          assertEquals(ids.subList(2, 3), ids(second));
          assertEquals(Optional.empty(), second.nextToken());
          assertEquals(first.info(), first.items().get(0).info());
          ImportDescription described = look(index, ids.get(0));
          assertEquals(described.createdAt(), first.items().get(0).createdAt());
          assertEquals(described.uri(), first.items().get(0).uri());
          assertEquals(described.status(), first.items().get(0).status());
        });
    section.row(
        LIST_IMPORTS,
        PRESENCE,
        "no imports are one empty page",
        calls -> {
          ListResponse<ImportDescription> none = index(calls).call(LIST_IMPORTS, PageRequest.all());

          assertEquals(List.of(), none.items());
          assertEquals(Optional.empty(), none.nextToken());
        });
    section.row(
        LIST_IMPORTS,
        LIMITS,
        "100 imports per page; an invalid token is refused",
        calls -> {
          IndexCalls index = index(calls);
          IntStream.range(0, 101).forEach(i -> begin(index, GOOD));
          ListResponse<ImportDescription> page = index.call(LIST_IMPORTS, PageRequest.all());

          assertEquals(100, page.items().size());
          assertTrue(page.nextToken().isPresent());
          RefusalAssertions.asInvalid(
              "token",
              () ->
                  index.call(
                      LIST_IMPORTS, PageRequest.builder().paginationToken("õ&limit=1 +").build()));
        });
  }

  private static List<String> ids(ListResponse<ImportDescription> page) {
    return page.items().stream().map(ImportDescription::id).toList();
  }

  private static EmptyResponse stop(IndexCalls index, String id) {
    return index.call(CANCEL_IMPORT, ById.ofImport(id));
  }

  private static void cancel(Section section) {
    section.sample(CANCEL_IMPORT, ById.ofImport("1")).noBodyOverRest(CANCEL_IMPORT);
    section.row(
        CANCEL_IMPORT,
        ROUND_TRIP,
        "it stops at its current record",
        calls -> {
          IndexCalls index = index(calls);
          String id = begin(index, GOOD);
          calls.pass(ImportFiles.TIME.dividedBy(2));
          assertTrue(stop(index, id).info().requestId().isPresent());
          var end = Optional.of(calls.now());
          calls.pass(ImportFiles.TIME);

          ImportDescription cancelled = look(index, id);
          assertEquals(CANCELLED, cancelled.status());
          assertEquals(end, cancelled.finishedAt());
          assertEquals(2, cancelled.recordsImported());
          assertEquals(Map.of(), get(index.in("en"), "all", "b"));
        });
    section.row(
        CANCEL_IMPORT,
        PRESENCE,
        "one that has ended does not change; a missing one is not found",
        calls -> {
          IndexCalls index = index(calls);
          ImportDescription done = run(calls, index, GOOD);
          stop(index, done.id());

          assertEquals(COMPLETED, look(index, done.id()).status());
          RefusalAssertions.notFound("7", () -> stop(index, "7"));
        });
    section.row(
        CANCEL_IMPORT,
        LIMITS,
        "ids that a path must escape, and the longest",
        calls -> {
          IndexCalls index = index(calls);
          awkwardIds().forEach(id -> RefusalAssertions.notFound(id, () -> stop(index, id)));
          assertThrows(NotFoundException.class, () -> stop(index, LONGEST_ID));
        });
  }
}
