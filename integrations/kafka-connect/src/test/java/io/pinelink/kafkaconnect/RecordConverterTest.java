package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkChange;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the conversion of records to changes. */
class RecordConverterTest {
  private static final float[] VALUES = {0.25f, -1.5f, 3};
  private static final List<Double> LIST = List.of(0.25, -1.5, 3.0);

  private static SinkRecord record(@Nullable Object key, @Nullable Object value) {
    return new SinkRecord("docs", 0, null, key, null, value, 7);
  }

  private static BulkChange change(SinkRecord record, String... options) {
    return new RecordConverter(Options.config(options)).change(record).orElseThrow();
  }

  private static Vector vector(Object value, String... options) {
    return (Vector) change(record("a", value), options).item();
  }

  @Test
  void aMapIsAVectorWithSparseValuesAndMetadata() {
    Map<String, Object> value =
        Map.<String, Object>of(
            "values", LIST,
            "sparse_values",
                Map.<String, Object>of(
                    "indices", List.of(3L, 4_000_000_000L), "values", LIST.subList(0, 2)),
            "metadata",
                Map.<String, Object>of("title", "A", "year", 2024L, "tags", List.of("x", "y")));

    BulkChange change = change(record("a", value));

    assertThat(change.kind()).isEqualTo(BulkChange.Kind.UPSERT_VECTOR);
    assertThat(change.namespace()).contains("");
    Vector vector = (Vector) change.item();
    assertThat(vector.id()).isEqualTo("a");
    assertThat(vector.values()).containsExactly(VALUES);
    assertThat(vector.sparseValues())
        .contains(SparseValues.of(new long[] {3, 4_000_000_000L}, new float[] {0.25f, -1.5f}));
    assertThat(vector.metadata().asMap())
        .containsOnly(
            Map.entry("title", "A"),
            Map.entry("year", 2024.0),
            Map.entry("tags", List.of("x", "y")));
  }

  @Test
  void aStructIsAVectorWhoseOtherFieldsAreMetadata() {
    Schema author = SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("tenant", Schema.STRING_SCHEMA)
            .field("embedding", SchemaBuilder.array(Schema.FLOAT32_SCHEMA).build())
            .field("title", Schema.STRING_SCHEMA)
            .field("missing", Schema.OPTIONAL_STRING_SCHEMA)
            .field("price", org.apache.kafka.connect.data.Decimal.schema(2))
            .field("created", Timestamp.SCHEMA)
            .field("author", author)
            .build();
    Struct value =
        new Struct(schema)
            .put("id", 17L)
            .put("tenant", "acme")
            .put("embedding", List.of(0.25f, -1.5f, 3f))
            .put("title", "A")
            .put("price", new BigDecimal("12.50"))
            .put("created", Date.from(Instant.ofEpochMilli(1_700_000_000_123L)))
            .put("author", new Struct(author).put("name", "Ada"));

    BulkChange change =
        change(
            record(null, value),
            "id",
            "${value.id}",
            "namespace",
            "${topic}-${value.tenant}",
            "values.field",
            "embedding",
            "metadata.fields",
            "title,price,created,author.name,missing");

    Vector vector = (Vector) change.item();
    assertThat(change.id()).isEqualTo("17");
    assertThat(change.namespace()).contains("docs-acme");
    assertThat(vector.values()).containsExactly(VALUES);
    assertThat(vector.metadata().asMap())
        .containsOnly(
            Map.entry("title", "A"),
            Map.entry("price", 12.5),
            Map.entry("created", 1_700_000_000_123.0),
            Map.entry("name", "Ada"));
  }

  @Test
  void theAsteriskLeavesOutWhatOtherOptionsName() {
    Map<String, Object> value =
        Map.<String, Object>of(
            "id", "x", "tenant", "acme", "gone", false, "values", LIST, "title", "A", "n", 3L);

    Vector vector =
        vector(
            value,
            "id",
            "${value.id}",
            "namespace",
            "${value.tenant}",
            "delete.field",
            "gone",
            "metadata.fields",
            "*");

    assertThat(vector.metadata().asMap())
        .containsOnly(Map.entry("title", "A"), Map.entry("n", 3.0));
  }

  @Test
  void valuesMayBeBytesBase64OrText() {
    ByteBuffer little = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer big = ByteBuffer.allocate(12);
    for (float value : VALUES) {
      little.putFloat(value);
      big.putFloat(value);
    }
    byte[] bytes = little.array();

    assertThat(vector(Map.<String, Object>of("values", bytes)).values()).containsExactly(VALUES);
    assertThat(vector(Map.<String, Object>of("values", ByteBuffer.wrap(bytes))).values())
        .containsExactly(VALUES);
    assertThat(
            vector(Map.<String, Object>of("values", Base64.getEncoder().encodeToString(bytes)))
                .values())
        .containsExactly(VALUES);
    assertThat(vector(Map.<String, Object>of("values", "[0.25, -1.5,3]")).values())
        .containsExactly(VALUES);
    assertThat(
            vector(Map.<String, Object>of("values", big.array()), "values.byte.order", "big-endian")
                .values())
        .containsExactly(VALUES);
  }

  @Test
  void theIdMayComeFromKeysTopicsAndHeaders() {
    SinkRecord record =
        record(
            Map.<String, Object>of("tenant", "t", "n", 5L), Map.<String, Object>of("values", LIST));
    record.headers().addString("region", "eu");

    assertThat(change(record, "id", "${topic}/${key.tenant}/${key.n}/${headers.region}").id())
        .isEqualTo("docs/t/5/eu");
  }

  @Test
  void aTombstoneDeletes() {
    BulkChange delete = change(record("a", null), "namespace", "n");

    assertThat(delete.kind()).isEqualTo(BulkChange.Kind.DELETE);
    assertThat(delete.id()).isEqualTo("a");
    assertThat(delete.namespace()).contains("n");
    assertThat(
            new RecordConverter(Options.config("behavior.on.null.values", "ignore"))
                .change(record("a", null)))
        .isEmpty();
    assertThatThrownBy(() -> change(record("a", null), "behavior.on.null.values", "fail"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("value is null");
  }

  @Test
  void theDeleteFieldDeletes() {
    for (Object deleted : new Object[] {true, "true"}) {
      assertThat(
              change(
                      record("a", Map.<String, Object>of("__deleted", deleted)),
                      "delete.field",
                      "__deleted")
                  .kind())
          .isEqualTo(BulkChange.Kind.DELETE);
    }
    assertThat(
            change(
                    record("a", Map.<String, Object>of("__deleted", "false", "values", LIST)),
                    "delete.field",
                    "__deleted")
                .kind())
        .isEqualTo(BulkChange.Kind.UPSERT_VECTOR);
  }

  @Test
  void anUpdateHasOnlyTheGivenParts() {
    BulkChange change =
        change(
            record("a", Map.<String, Object>of("metadata", Map.<String, Object>of("k", "v"))),
            "write.mode",
            "update");

    assertThat(change.kind()).isEqualTo(BulkChange.Kind.UPDATE_VECTOR);
    UpdateRequest update = (UpdateRequest) change.item();
    assertThat(update.dimension()).isZero();
    assertThat(update.metadata().string("k")).contains("v");
  }

  @Test
  void aRecordHasTheFieldsOfTheValue() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("id", "r1");
    value.put("text", "a text");
    value.put("year", 2024L);
    value.put("none", null);

    BulkChange change = change(record(null, value), "index.kind", "records", "id", "${value.id}");

    TextRecord record = (TextRecord) change.item();
    assertThat(record.id()).isEqualTo("r1");
    assertThat(record.fields().asMap())
        .containsOnly(Map.entry("text", "a text"), Map.entry("year", 2024.0));
  }

  @Test
  void aDocumentHasTextNumbersAndValues() {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(2).array();
    Map<String, Object> value =
        Map.<String, Object>of(
            "title",
            "A",
            "year",
            2024,
            "rank",
            0.5,
            "open",
            true,
            "tags",
            List.of("x"),
            "dense",
            LIST,
            "packed",
            bytes,
            "sparse",
            Map.<String, Object>of("indices", List.of(1), "values", List.of(0.5)));

    Document document =
        (Document)
            change(record("d", value), "index.kind", "documents", "dense.fields", "packed").item();

    assertThat(document.fields().string("title")).contains("A");
    assertThat(document.fields().number("year")).hasValue(2024);
    assertThat(document.fields().number("rank")).hasValue(0.5);
    assertThat(document.fields().bool("open")).contains(true);
    assertThat(document.fields().strings("tags")).contains(List.of("x"));
    assertThat(document.fields().dense("dense").orElseThrow().values()).containsExactly(VALUES);
    assertThat(document.fields().dense("packed").orElseThrow().values()).containsExactly(2);
    assertThat(document.fields().sparse("sparse").orElseThrow().indices()).containsExactly(1);
  }

  @Test
  void anUpdateOfADocumentRemovesFieldsThatAreNull() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("title", "B");
    value.put("note", null);

    DocumentUpdate update =
        (DocumentUpdate)
            change(record("d", value), "index.kind", "documents", "write.mode", "update").item();

    assertThat(update.set().names()).containsExactly("title");
    assertThat(update.removed()).containsExactly("note");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text      | value is of type String
          noKey     | ${key} is missing or null
          noValues  | values
          wordList  | 'values' has an element that is not a number, at position 1
          oddBytes  | 'values' has 5 bytes
          notBase64 | 'values' is a string, but not base64
          badText   | at position 1
          nan       | finite
          noIndices | 'sparse_values' is expected to have the lists
          nested    | metadata 'm'
          bytes     | 'b' is bytes
          bigNumber | 9007199254740993
          longId    | 512
          """)
  void anInvalidRecordIsRefusedWithItsField(String name, String message) {
    SinkRecord record =
        switch (name) {
          case "text" -> record("a", "a text");
          case "noKey" -> record(null, Map.<String, Object>of("values", LIST));
          case "noValues" -> record("a", Map.<String, Object>of());
          case "wordList" -> record("a", Map.<String, Object>of("values", List.of(1, "secret")));
          case "oddBytes" -> record("a", Map.<String, Object>of("values", new byte[5]));
          case "notBase64" -> record("a", Map.<String, Object>of("values", "secret!"));
          case "badText" -> record("a", Map.<String, Object>of("values", "[1, secret]"));
          case "nan" -> record("a", Map.<String, Object>of("values", List.of(Double.NaN)));
          case "noIndices" ->
              record(
                  "a",
                  Map.<String, Object>of("sparse_values", Map.<String, Object>of("values", LIST)));
          case "nested" -> withMetadata(Map.of("m", Map.<String, Object>of("secret", 1)));
          case "bytes" -> withMetadata(Map.<String, Object>of("b", new byte[1]));
          case "bigNumber" -> withMetadata(Map.<String, Object>of("n", 9_007_199_254_740_993L));
          case "longId" -> record("x".repeat(513), Map.<String, Object>of("values", LIST));
          default -> throw new IllegalArgumentException(name);
        };

    assertThatThrownBy(() -> change(record))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  private static SinkRecord withMetadata(Map<String, ?> metadata) {
    return record("a", Map.<String, Object>of("values", LIST, "metadata", metadata));
  }

  @Test
  void aDotInANameIsEscaped() {
    assertThat(FieldPath.parse("a\\.b.c").names()).isEqualTo(Arrays.asList("a.b", "c"));
    assertThat(
            FieldPath.parse("a\\.b.c")
                .in(Map.<String, Object>of("a.b", Map.<String, Object>of("c", 1))))
        .isEqualTo(1);
  }
}
