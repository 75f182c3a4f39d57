package io.pinelink.contract;

import static io.pinelink.contract.InferenceRows.DENSE;
import static io.pinelink.contract.InferenceRows.SPARSE;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.DataOperations.FETCH;
import static io.pinelink.spi.DataOperations.LIST_NAMESPACES;
import static io.pinelink.spi.DataOperations.SEARCH_RECORDS;
import static io.pinelink.spi.DataOperations.UPSERT_RECORDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.routing.Cloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The rows of upserting records. */
final class RecordRows {
  /** The field whose text is embedded. */
  static final String TEXT = "text";

  /** Characters that end a line in some formats, and must not end a record. */
  private static final String LINE_ENDS = "a\nb\r\nc\u0085d\u2028e\u2029f\u0000";

  private static final int MAX_METADATA_BYTES = 40_960;

  private RecordRows() {}

  static Section section() {
    Section section = new Section();
    section
        .sample(UPSERT_RECORDS, UpsertRecordsRequest.of(List.of(record("a", "one"))))
        .noBodyOverRest(UPSERT_RECORDS);
    roundTrip(section);
    presence(section);
    limits(section);
    return section;
  }

  /** Creates an index that embeds with a model. */
  static IndexCalls index(Calls calls, String model) {
    return calls.index(
        calls
            .setup()
            .controlPlane()
            .createIndexForModel(
                CreateIndexForModelRequest.builder(
                        Calls.newName("records"), Cloud.AWS, "us-east-1", model, TEXT)
                    .build()));
  }

  static TextRecord record(String id, String text) {
    return TextRecord.of(id, TEXT, text);
  }

  static EmptyResponse put(IndexCalls index, TextRecord... records) {
    return index.call(UPSERT_RECORDS, UpsertRecordsRequest.of(List.of(records)));
  }

  private static TextRecord with(String field, List<?> value) {
    return new TextRecord("bad", Fields.builder().put(TEXT, "x").put(field, value).build());
  }

  private static Vector get(IndexCalls index, String id) {
    Vector vector = index.call(FETCH, FetchRequest.byIds(id)).vectors().get(id);
    assertNotNull(vector, id);
    return vector;
  }

  private static Fields fields(IndexCalls index, String id) {
    List<RecordHit> hits =
        index.call(SEARCH_RECORDS, SearchRecordsRequest.builder().id(id).topK(1).build()).hits();
    assertEquals(List.of(id), hits.stream().map(RecordHit::id).toList());
    return hits.get(0).fields();
  }

  /** Asserts that a request is refused because of its last record, and writes no record. */
  private static void assertRefused(IndexCalls index, String words, TextRecord... records) {
    RefusalAssertions.asInvalid(words, () -> put(index, records));
    List<String> ids = Arrays.stream(records).map(TextRecord::id).distinct().toList();
    assertEquals(Map.of(), index.call(FETCH, FetchRequest.byIds(ids)).vectors());
  }

  private static void roundTrip(Section section) {
    section.row(
        UPSERT_RECORDS,
        ROUND_TRIP,
        "fields of every supported kind are returned, as fields and as metadata",
        calls -> {
          IndexCalls index = index(calls, DENSE).in("ns");
          Fields all = Fields.copyOf(VectorRows.everyKind().asMap());
          EmptyResponse written = put(index, new TextRecord("all", all));

          assertEquals(all, fields(index, "all"));
          assertEquals(VectorRows.everyKind(), get(index, "all").metadata());
          assertEquals(1_024, get(index, "all").dimension());
          assertTrue(written.info().requestId().isPresent());
          assertTrue(written.info().writeLsn().isPresent());
          assertTrue(written.info().readLsn().isEmpty());
          assertEquals("ns", written.info().namespace());
          assertEquals(index.route(), written.info().route());
          assertEquals(Protocol.REST, written.info().protocol());
          assertEquals(1, written.info().attempts());
        });
    section.row(
        UPSERT_RECORDS,
        ROUND_TRIP,
        "records of one request stay separate, also with line ends in their texts",
        calls -> {
          IndexCalls index = index(calls, SPARSE);
          put(index, record("a", LINE_ENDS), record("b", "two\n"), record("c", "three"));

          assertEquals(Fields.of(TEXT, LINE_ENDS), fields(index, "a"));
          assertEquals(Fields.of(TEXT, "two\n"), fields(index, "b"));
          assertEquals(Fields.of(TEXT, "three"), fields(index, "c"));
          assertEquals(0, get(index, "c").dimension());
          assertEquals(1, get(index, "c").sparseValues().orElseThrow().size());
        });
  }

  private static void presence(Section section) {
    section.row(
        UPSERT_RECORDS,
        PRESENCE,
        "a field that is not given is gone after a second upsert; empty and zero remain",
        calls -> {
          IndexCalls index = index(calls, DENSE);
          put(
              index,
              new TextRecord(
                  "a", Fields.builder().put(TEXT, "one").put("old", "x").put("zero", 1).build()));
          Fields now = Fields.builder().put(TEXT, "two").put("zero", 0).put("empty", "").build();
          put(index, new TextRecord("a", now));

          assertEquals(now, fields(index, "a"));
          assertEquals(Optional.empty(), get(index, "a").metadata().string("old"));
        });
    section.row(
        UPSERT_RECORDS,
        PRESENCE,
        "null is not a value, and a record needs its text",
        calls -> {
          IndexCalls index = index(calls, DENSE);
          TextRecord fine = record("fine", "x");

          assertRefused(
              index,
              "for field 'none'",
              fine,
              new TextRecord("bad", Fields.builder().put(TEXT, "x").putNull("none").build()));
          assertRefused(
              index, TEXT, fine, new TextRecord("bad", Fields.builder().putNull(TEXT).build()));
          assertRefused(index, TEXT, fine, new TextRecord("bad", Fields.empty()));
        });
    section.row(
        UPSERT_RECORDS,
        PRESENCE,
        "the default namespace has two names",
        calls -> {
          IndexCalls index = index(calls, DENSE);
          put(index, record("a", "one"));
          put(index.in("__default__"), record("b", "two"));

          assertEquals(Fields.of(TEXT, "one"), fields(index.in("__default__"), "a"));
          assertEquals(Fields.of(TEXT, "two"), fields(index, "b"));
        });
  }

  private static void limits(Section section) {
    section.row(
        UPSERT_RECORDS,
        LIMITS,
        "96 records and the longest id; one more is refused",
        calls -> {
          IndexCalls index = index(calls, SPARSE);
          String longest = "i".repeat(511) + "~";
          List<TextRecord> many =
              new ArrayList<>(
                  IntStream.range(1, 96).mapToObj(i -> record("r-" + i, "word " + i)).toList());
          many.add(record(longest, VectorRows.UNICODE));
          put(index, many.toArray(TextRecord[]::new));

          assertEquals(Fields.of(TEXT, "word 95"), fields(index, "r-95"));
          assertEquals(Fields.of(TEXT, VectorRows.UNICODE), fields(index, longest));
          many.add(record("more", "x"));
          assertRefused(index.in("other"), "97 records", many.toArray(TextRecord[]::new));
        });
    section.row(
        UPSERT_RECORDS,
        LIMITS,
        "fields of 40,960 bytes; one more byte is refused, as is a request of 2 MB",
        calls -> {
          IndexCalls index = index(calls, DENSE);
          // 22 is the length of the JSON around the text: {"text":"x","more":"…õ"}
          String most = "m".repeat(MAX_METADATA_BYTES - 22 - 2) + "õ";
          Fields.Builder some = Fields.builder().put(TEXT, "x");
          put(index, new TextRecord("most", some.put("more", most).build()));

          assertEquals(Optional.of(most), fields(index, "most").string("more"));
          assertRefused(
              index, "40961 bytes", new TextRecord("bad", some.put("more", most + "m").build()));
          Fields large = some.put("more", most).build();
          assertRefused(
              index,
              "exceeds the limit",
              IntStream.range(0, 52)
                  .mapToObj(i -> new TextRecord("r-" + i, large))
                  .toArray(TextRecord[]::new));
        });
    section.row(
        UPSERT_RECORDS,
        LIMITS,
        "nested objects and lists of anything but strings are refused",
        calls -> {
          IndexCalls index = index(calls, DENSE);
          Fields nested =
              Fields.builder().put(TEXT, "x").put("õ😀", Fields.of("within", "y")).build();

          assertRefused(
              index, "for field 'õ😀'", record("fine", "x"), new TextRecord("bad", nested));
          assertRefused(index, "for field 'list'", with("list", List.of(1)));
          assertRefused(index, "for field 'list'", with("list", List.<Object>of("a", true)));
          assertRefused(index, "for field 'list'", with("list", List.of(List.of("a"))));
          assertRefused(index, TEXT, with(TEXT, List.of("x")));
          assertRefused(index, "'$a'", with("$a", List.of("x")));
        });
    section.row(
        UPSERT_RECORDS,
        LIMITS,
        "namespaces that a path must escape",
        calls -> {
          IndexCalls index = index(calls, SPARSE);
          for (String name : NamespaceRows.AWKWARD) {
            put(index.in(name), record("a", "in " + name));
            assertEquals(Fields.of(TEXT, "in " + name), fields(index.in(name), "a"));
          }
          assertEquals(
              OptionalLong.of(NamespaceRows.AWKWARD.size() + 1),
              index.call(LIST_NAMESPACES, ListNamespacesRequest.all()).totalCount());
        });
    section.row(
        UPSERT_RECORDS,
        LIMITS,
        "an index without integrated embedding refuses records",
        calls ->
            assertRefused(
                calls.newIndex(2, Metric.COSINE), "integrated embedding", record("a", "x")));
  }
}
