package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredPage;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of requests and responses that several operations share in REST. */
final class VectorJson {
  static final float[] NO_VALUES = {};

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private VectorJson() {}

  static @Nullable SparsePart sparse(JsonStreamReader reader) throws IOException {
    var read =
        new Object() {
          int[] indices = {};
          float[] values = NO_VALUES;
        };
    reader.object(
        (name, in) -> {
          switch (name) {
            case "indices" -> read.indices = in.unsigned();
            case "values" -> read.values = in.floats();
            default -> in.skip();
          }
        });
    return SparsePart.of(read.indices, read.values);
  }

  /** Returns the page size of a listing. */
  static long limit(QueryString query) {
    String limit = query.first("limit").orElse("");
    if (limit.isEmpty()) {
      return Validation.DEFAULT_PAGE;
    }
    try {
      return Long.parseLong(limit);
    } catch (NumberFormatException e) {
      throw RpcException.invalid("limit must be an integer, got '" + limit + "'");
    }
  }

  static void values(JsonGenerator out, float[] values) throws IOException {
    out.writeArrayFieldStart("values");
    for (float value : values) {
      out.writeNumber(value);
    }
    out.writeEndArray();
  }

  static void sparse(JsonGenerator out, @Nullable SparsePart sparse) throws IOException {
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

  static void metadata(JsonGenerator out, Map<String, Object> metadata) throws IOException {
    if (!metadata.isEmpty()) {
      out.writeFieldName("metadata");
      PlainJson.write(metadata, out);
    }
  }

  static void usage(JsonGenerator out, DataResult.Read read, boolean withSizes) throws IOException {
    out.writeObjectFieldStart("usage");
    out.writeNumberField("readUnits", read.readUnits());
    if (withSizes) {
      out.writeNumberField("egressBytes", read.egressBytes());
    }
    out.writeEndObject();
  }

  static void pagination(JsonGenerator out, @Nullable String next) throws IOException {
    if (next != null) {
      out.writeObjectFieldStart("pagination");
      out.writeStringField("next", next);
      out.writeEndObject();
    }
  }

  static <T> void page(
      JsonGenerator out,
      String name,
      StoredPage<T> page,
      Function<T, DataResult.Body> item,
      boolean withSizes)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (T each : page.items()) {
      out.writeStartObject();
      item.apply(each).write(out, withSizes);
      out.writeEndObject();
    }
    out.writeEndArray();
    pagination(out, page.next());
    out.writeNumberField("total_count", page.total());
  }

  /** Writes an object. */
  static byte[] object(DataResult.Body body, boolean withSizes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out, withSizes);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
