package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Envelope;
import io.debezium.transforms.ExtractNewRecordState;
import io.pinelink.bulk.BulkChange;
import io.pinelink.model.Vector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests envelopes of Debezium behind its own transformation. */
class DebeziumTest {
  private static final Schema KEY = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
  private static final Schema ROW =
      SchemaBuilder.struct()
          .optional()
          .name("db.docs.Value")
          .field("id", Schema.INT64_SCHEMA)
          .field("title", Schema.STRING_SCHEMA)
          .field("embedding", SchemaBuilder.array(Schema.FLOAT32_SCHEMA).build())
          .build();
  private static final Schema SOURCE =
      SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();
  private static final Envelope ENVELOPE =
      Envelope.defineSchema()
          .withName("db.docs.Envelope")
          .withRecord(ROW)
          .withSource(SOURCE)
          .build();
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private final RecordConverter converter =
      new RecordConverter(
          Options.config(
              "id", "${key.id}",
              "values.field", "embedding",
              "metadata.fields", "title",
              "delete.field", "__deleted"));

  private static Struct row(String title) {
    return new Struct(ROW).put("id", 7L).put("title", title).put("embedding", List.of(1f, 2f));
  }

  private static Struct source() {
    return new Struct(SOURCE).put("ts_ms", NOW.toEpochMilli());
  }

  private static SinkRecord record(@Nullable Struct envelope) {
    return new SinkRecord(
        "db.docs",
        0,
        KEY,
        new Struct(KEY).put("id", 7L),
        envelope == null ? null : ENVELOPE.schema(),
        envelope,
        0);
  }

  private BulkChange change(SinkRecord record, String deletes) {
    try (ExtractNewRecordState<SinkRecord> unwrap = new ExtractNewRecordState<>()) {
      unwrap.configure(Map.of("delete.tombstone.handling.mode", deletes));
      return converter.change(unwrap.apply(record)).orElseThrow();
    }
  }

  @Test
  void createsReadsAndUpdatesAreUpserts() {
    for (Struct envelope :
        List.of(
            ENVELOPE.create(row("A"), source(), NOW),
            ENVELOPE.read(row("A"), source(), NOW),
            ENVELOPE.update(row("old"), row("A"), source(), NOW))) {
      BulkChange change = change(record(envelope), "tombstone");

      assertThat(change.kind()).isEqualTo(BulkChange.Kind.UPSERT_VECTOR);
      assertThat(change.id()).isEqualTo("7");
      Vector vector = (Vector) change.item();
      assertThat(vector.values()).containsExactly(1, 2);
      assertThat(vector.metadata().string("title")).contains("A");
    }
  }

  @Test
  void aDeleteDeletesAsTombstoneOrAsRewrittenValue() {
    Struct delete = ENVELOPE.delete(row("A"), source(), NOW);

    for (String mode : List.of("tombstone", "rewrite")) {
      BulkChange change = change(record(delete), mode);

      assertThat(change.kind()).isEqualTo(BulkChange.Kind.DELETE);
      assertThat(change.id()).isEqualTo("7");
    }
  }
}
