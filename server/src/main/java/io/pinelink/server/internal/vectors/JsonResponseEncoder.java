package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.NamespaceEntry;
import io.pinelink.server.internal.store.NamespacePage;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.vectors.DataResults.Deleted;
import io.pinelink.server.internal.vectors.DataResults.Fetched;
import io.pinelink.server.internal.vectors.DataResults.Found;
import io.pinelink.server.internal.vectors.DataResults.Listed;
import io.pinelink.server.internal.vectors.DataResults.Read;
import io.pinelink.server.internal.vectors.DataResults.Stats;
import io.pinelink.server.internal.vectors.DataResults.Updated;
import io.pinelink.server.internal.vectors.DataResults.Upserted;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An encoder of REST responses, with the field names of the service. */
final class JsonResponseEncoder {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private JsonResponseEncoder() {}

  static byte[] upserted(Upserted upserted) {
    return object(out -> out.writeNumberField("upsertedCount", upserted.count()));
  }

  static byte[] updated(Updated updated) {
    return object(
        out -> {
          if (updated.matched().isPresent()) {
            out.writeNumberField("matchedRecords", updated.matched().getAsInt());
          }
        });
  }

  static byte[] deleted(Deleted deleted) {
    return object(out -> {});
  }

  static byte[] fetched(Fetched fetched, boolean withSizes) {
    return object(
        out -> {
          out.writeObjectFieldStart("vectors");
          for (StoredVector vector : fetched.vectors()) {
            out.writeObjectFieldStart(vector.id());
            out.writeStringField("id", vector.id());
            values(out, vector.values());
            sparse(out, vector.sparse());
            metadata(out, vector.metadata());
            out.writeEndObject();
          }
          out.writeEndObject();
          out.writeStringField("namespace", fetched.namespace());
          usage(out, fetched, withSizes);
          pagination(out, fetched.next());
        });
  }

  static byte[] listed(Listed listed, boolean withSizes) {
    return object(
        out -> {
          out.writeArrayFieldStart("vectors");
          for (String id : listed.page().ids()) {
            out.writeStartObject();
            out.writeStringField("id", id);
            out.writeEndObject();
          }
          out.writeEndArray();
          pagination(out, listed.page().next());
          out.writeStringField("namespace", listed.namespace());
          usage(out, listed, withSizes);
        });
  }

  static byte[] found(Found found, boolean withSizes) {
    return object(
        out -> {
          out.writeArrayFieldStart("results");
          out.writeEndArray();
          out.writeArrayFieldStart("matches");
          for (ScoredRecord match : found.matches()) {
            StoredVector vector = match.vector();
            out.writeStartObject();
            out.writeStringField("id", vector.id());
            out.writeNumberField("score", match.finiteScore());
            values(out, found.includeValues() ? vector.values() : new float[0]);
            if (found.includeValues()) {
              sparse(out, vector.sparse());
            }
            if (found.includeMetadata()) {
              metadata(out, vector.metadata());
            }
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeStringField("namespace", found.namespace());
          usage(out, found, withSizes);
        });
  }

  static byte[] stats(Stats stats) {
    return object(
        out -> {
          out.writeObjectFieldStart("namespaces");
          for (Map.Entry<String, Integer> count : stats.counts().entrySet()) {
            out.writeObjectFieldStart(count.getKey());
            out.writeNumberField("vectorCount", count.getValue());
            out.writeEndObject();
          }
          out.writeEndObject();
          IndexShape shape = stats.shape();
          if (!shape.isSparse()) {
            out.writeNumberField("dimension", shape.dimension());
          }
          out.writeNumberField("indexFullness", 0);
          out.writeNumberField("totalVectorCount", stats.total());
          if (shape.hasMetric()) {
            out.writeStringField("metric", shape.metric().wireName());
            out.writeStringField("vectorType", shape.vectorType());
          }
        });
  }

  static byte[] namespaces(NamespacePage namespaces, boolean withSizes) {
    return object(
        out -> {
          out.writeArrayFieldStart("namespaces");
          for (NamespaceEntry namespace : namespaces.namespaces()) {
            out.writeStartObject();
            description(out, namespace, withSizes);
            out.writeEndObject();
          }
          out.writeEndArray();
          pagination(out, namespaces.next());
          out.writeNumberField("total_count", namespaces.total());
        });
  }

  static byte[] described(NamespaceEntry described, boolean withSizes) {
    return object(out -> description(out, described, withSizes));
  }

  private static void description(JsonGenerator out, NamespaceEntry described, boolean withSizes)
      throws IOException {
    out.writeStringField("name", described.name());
    // 64-bit integers are strings in protobuf's JSON.
    out.writeStringField("record_count", Integer.toString(described.recordCount()));
    Long size = described.sizeBytes();
    if (withSizes && size != null) {
      out.writeStringField("size_bytes", Long.toString(size));
    }
    Set<String> filterable = described.filterable();
    if (filterable != null) {
      out.writeObjectFieldStart("schema");
      out.writeObjectFieldStart("fields");
      for (String field : filterable) {
        out.writeObjectFieldStart(field);
        out.writeBooleanField("filterable", true);
        out.writeEndObject();
      }
      out.writeEndObject();
      out.writeEndObject();
      out.writeObjectFieldStart("indexed_fields");
      out.writeArrayFieldStart("fields");
      for (String field : filterable) {
        out.writeString(field);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  private static void values(JsonGenerator out, float[] values) throws IOException {
    out.writeArrayFieldStart("values");
    for (float value : values) {
      out.writeNumber(value);
    }
    out.writeEndArray();
  }

  private static void sparse(JsonGenerator out, @Nullable SparsePart sparse) throws IOException {
    if (sparse == null) {
      return;
    }
    out.writeObjectFieldStart("sparseValues");
    out.writeArrayFieldStart("indices");
    for (int entry = 0; entry < sparse.size(); entry++) {
      out.writeNumber(Integer.toUnsignedLong(sparse.index(entry)));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("values");
    for (int entry = 0; entry < sparse.size(); entry++) {
      out.writeNumber(sparse.value(entry));
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void metadata(JsonGenerator out, Map<String, Object> metadata) throws IOException {
    if (!metadata.isEmpty()) {
      out.writeFieldName("metadata");
      PlainJson.write(metadata, out);
    }
  }

  private static void usage(JsonGenerator out, Read read, boolean withSizes) throws IOException {
    out.writeObjectFieldStart("usage");
    out.writeNumberField("readUnits", read.readUnits());
    if (withSizes) {
      out.writeNumberField("egressBytes", read.egressBytes());
    }
    out.writeEndObject();
  }

  private static void pagination(JsonGenerator out, @Nullable String next) throws IOException {
    if (next != null) {
      out.writeObjectFieldStart("pagination");
      out.writeStringField("next", next);
      out.writeEndObject();
    }
  }

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
