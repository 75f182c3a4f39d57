package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Vectors as lines of JSON, in the form of the vectors of an upsert. */
public final class VectorLines {
  private VectorLines() {}

  /**
   * Reads a vector.
   *
   * @throws RpcException if the line is not a valid vector, or has other members
   */
  public static StoredVector read(byte[] line) {
    return UpsertVectors.ofLine(line);
  }

  /** Returns the line of a vector, without its end. */
  public static byte[] line(StoredVector vector) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = PlainJson.MAPPER.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("id", vector.id());
      if (vector.values().length > 0) {
        VectorJson.values(out, vector.values());
      }
      VectorJson.sparse(out, vector.sparse());
      VectorJson.metadata(out, vector.metadata());
      out.writeEndObject();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("vector " + vector.id() + " has no form in JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
